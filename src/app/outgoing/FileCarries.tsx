import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { fail, type Result } from '#domain/result.ts';
import type { FileWords } from '#workers/outgoing/door.ts';
import { useInkreel } from '../inkreel.ts';
import { Section } from '../library/inspector/Section.tsx';
import { Button } from '../ui/Button.tsx';
import { failureLine } from '../words/failures.ts';
import { outgoingWords as words } from '../words/outgoing.ts';
import { FileWordsList } from './FileWordsList.tsx';
import styles from './Outgoing.module.css';

/** What the stored bytes of an asset say, read when somebody wants to know. */
export function FileCarries({ asset }: { readonly asset: AssetRow }) {
  const client = useInkreel();
  const [busy, setBusy] = useState(false);
  const [found, setFound] = useState<Result<FileWords> | null>(null);
  const { blob, format } = asset;
  if (blob === null || !client.outgoing) return null;
  const open = client.outgoing;
  const look = async (): Promise<void> => {
    setBusy(true);
    const [door, file] = await Promise.all([open(), client.openBlob(blob)]);
    setFound(file.ok ? await door.wordsIn(file.value, format) : fail(file.failure));
    setBusy(false);
  };
  return (
    <Section title={words.carries}>
      {found === null ? (
        <div>
          <Button size="small" look="quiet" busy={busy} onClick={() => void look()}>
            {words.look}
          </Button>
        </div>
      ) : found.ok ? (
        <>
          <p className={styles['quiet']}>{words.carriesHelp}</p>
          <FileWordsList said={found.value} />
        </>
      ) : (
        <p role="alert">{failureLine(found.failure)}</p>
      )}
    </Section>
  );
}
