import { useInkreel } from '../inkreel.ts';
import { makeAvailableOffline, useOffline } from '../offline/service-worker.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { settingsWords as words } from '../words/settings.ts';
import { MediaEngine } from './MediaEngine.tsx';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

/** What works without a network, and the rest to be fetched for it. */
export function OfflineSection() {
  const client = useInkreel();
  const offline = useOffline();
  const text = (): string => {
    if (offline.shell === 'unsupported') return words.offlineNone;
    if (offline.engines === 'ready') return words.offlineReady;
    if (offline.engines === 'failed') return words.offlineFailed;
    if (offline.engines === 'fetching') {
      return words.offlineFetching(offline.progress?.done ?? 0, offline.progress?.total ?? 0);
    }
    return words.offlineShell;
  };
  const askable =
    offline.shell === 'ready' && (offline.engines === 'unknown' || offline.engines === 'failed');
  return (
    <Section title={words.offline}>
      <output>{text()}</output>
      {offline.engines === 'fetching' && (
        <div className={styles['bar']}>
          <Progress
            label={words.offline}
            fraction={offline.progress ? offline.progress.done / offline.progress.total : null}
          />
        </div>
      )}
      {askable && (
        <Button
          onClick={() =>
            void client.capabilities().then(({ webgpu }) => makeAvailableOffline({ gpu: webgpu }))
          }
        >
          {words.makeOffline}
        </Button>
      )}
      <MediaEngine />
    </Section>
  );
}
