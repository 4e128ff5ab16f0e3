import type { Failure } from '#domain/failure.ts';
import { useCommand } from '../inkreel.ts';
import { useProgress } from '../progress.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { showToast } from '../ui/toasts.ts';
import { failureLine } from '../words/failures.ts';
import { modelWords as words } from '../words/models.ts';
import styles from './Models.module.css';
import type { Download } from './work.ts';

/** A download on its way, or one that stopped: to go on with, or to throw away. */
export function DownloadState({ row, params }: Download) {
  const command = useCommand();
  const tick = useProgress(row.id);
  if (row.status === 'pending' || row.status === 'running') {
    const fraction = row.status === 'running' ? (tick?.fraction ?? row.progress) : row.progress;
    return (
      <div className={styles['bar']}>
        <Progress label={words.getting} fraction={fraction} />
        <span>{row.status === 'running' ? (tick?.note ?? '') : words.waitsToGet}</span>
        <Button size="small" onClick={() => void command('cancelTasks', { tasks: [row.id] })}>
          {words.stop}
        </Button>
      </div>
    );
  }
  // The border: the column holds a failure that was written as one.
  const failure = row.failure === null ? null : (JSON.parse(row.failure) as Failure);
  const discard = async (): Promise<void> => {
    const done = await command('enqueue', {
      kind: 'get_model',
      assets: [],
      settings: { ...params, discard: true },
    });
    if (done) showToast({ text: words.discarded, tone: 'plain' });
  };
  return (
    <>
      <p className={failure ? styles['bad'] : styles['quiet']}>
        {failure ? words.failedToGet(failureLine(failure)) : words.stoppedTitle}
      </p>
      <div className={styles['acts']}>
        <Button size="small" onClick={() => void command('retryTasks', { tasks: [row.id] })}>
          {words.goOn}
        </Button>
        <Button size="small" look="quiet" onClick={() => void discard()}>
          {words.discard}
        </Button>
      </div>
    </>
  );
}
