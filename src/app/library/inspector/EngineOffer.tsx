import type { AssetRow } from '#domain/asset.ts';
import { useCommand } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toasts.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { metadataOf } from './facts.ts';
import styles from './Preview.module.css';

/** Offers the media engine for a file that this browser cannot show; nothing is fetched unasked. */
export function EngineOffer({ asset }: { readonly asset: AssetRow }) {
  const run = useCommand();
  const { unread } = metadataOf(asset);
  const missing = unread?.['thumbnail'] ?? unread?.['peaks'];
  if (!missing?.startsWith('needs_engine')) return null;
  const start = async (): Promise<void> => {
    const done = await run('enqueue', {
      kind: 'extract_metadata',
      assets: [asset.id],
      settings: { engine: true },
    });
    if (done) showToast({ text: words.queued(words.useEngine, done.tasks.length), tone: 'plain' });
  };
  return (
    <div className={styles['offer']}>
      <p className={styles['note']}>
        {asset.kind === 'video' ? words.noPictureYet : words.noWaveYet}
      </p>
      <Button size="small" onClick={() => void start()}>
        {words.useEngine}
      </Button>
    </div>
  );
}
