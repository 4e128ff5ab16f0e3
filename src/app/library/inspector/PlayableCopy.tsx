import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { useChosen } from '../../chosen.ts';
import { useCommand } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toasts.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import styles from './Preview.module.css';

/** What the browser cannot play: said, and a copy offered that it plays, made beside the original. */
export function PlayableCopy({ asset }: { readonly asset: AssetRow }) {
  const run = useCommand();
  const target = useChosen((state) => state.target);
  const [asked, setAsked] = useState(false);
  const isSound = asset.kind === 'audio';
  const convert = async (): Promise<void> => {
    setAsked(true);
    const queued = await run('enqueue', {
      kind: isSound ? 'convert_audio' : 'convert_video',
      assets: [asset.id],
      settings: { format: isSound ? 'mp3' : 'mp4' },
      ...(target === null ? {} : { collection: target }),
    });
    if (queued) showToast({ text: words.copyQueued, tone: 'plain' });
    else setAsked(false);
  };
  return (
    <>
      <p className={styles['note']}>{isSound ? words.unplayableSound : words.unplayable}</p>
      <div>
        <Button
          size="small"
          unavailable={asked ? words.copyQueued : null}
          onClick={() => void convert()}
        >
          {words.playableCopy}
        </Button>
      </div>
    </>
  );
}
