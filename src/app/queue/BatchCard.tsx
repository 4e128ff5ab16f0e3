import { Layers } from 'lucide-react';

import type { BatchRow } from '#domain/contract/queries.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { goTo } from '../address.ts';
import { useCommand, useInkreel } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { batchWords } from '../words/batch.ts';
import { queueWords as words } from '../words/queue.ts';
import styles from './Queue.module.css';

/** How long the rest of a batch takes, from the tasks of it that are done; null before the first. */
const batchTimeLeft = (batch: BatchRow): number | null =>
  batch.completed === 0
    ? null
    : (batch.measured_ms / batch.completed) * (batch.pending + batch.running);

/** Tasks that were started together: one bar, one time left, and acts on all of them. */
export function BatchCard({ batch }: { readonly batch: BatchRow }) {
  const command = useCommand();
  const client = useInkreel();
  const kind = taskAbout(batch.kind);
  const ended = batch.completed + batch.failed + batch.cancelled;
  const active = batch.pending + batch.running > 0;
  const left = batchTimeLeft(batch);

  /** Acts on the batch's tasks in these states; the ids are read when the button is pressed. */
  const onTasks = async (
    act: 'cancelTasks' | 'retryTasks' | 'pauseTasks' | 'resumeTasks',
    status: readonly ('pending' | 'running' | 'failed')[],
  ): Promise<void> => {
    const rows = await client.query('queue', { status, batch: batch.id, limit: 10_000 });
    if (rows.ok && rows.value.length > 0) {
      await command(act, { tasks: rows.value.map((row) => row.id) });
    }
  };

  return (
    <li className={styles['card']}>
      <div className={styles['picture']}>
        <Layers aria-hidden />
      </div>
      <div className={styles['name']}>
        {active ? (kind?.words.doing ?? batch.kind) : (kind?.words.act ?? batch.kind)}
        <span className={styles['of']}>
          {batch.name === kind?.words.act ? words.assets(batch.total) : batch.name}
        </span>
      </div>
      <div className={styles['state']}>
        <span className={styles['bar']}>
          <Progress fraction={ended / Math.max(1, batch.total)} label={batch.name} />
        </span>
        {words.batchState(ended - batch.cancelled, batch.total)}
        {batch.cancelled > 0 && <span>{words.cancelledCount(batch.cancelled)}</span>}
        {batch.unneeded > 0 && <span>{words.unneededCount(batch.unneeded)}</span>}
        {batch.failed > 0 && <span>{words.failedCount(batch.failed)}</span>}
        {batch.paused > 0 && <span>{words.pausedCount(batch.paused)}</span>}
        {active && left !== null && <span>{words.left(left)}</span>}
      </div>
      <div className={styles['acts']}>
        {batch.completed > batch.unneeded && kind?.makes === 'derivative' && (
          <Button size="small" onClick={() => goTo(`/batch/${batch.id}`)}>
            {batchWords.look}
          </Button>
        )}
        {batch.failed > 0 && (
          <Button size="small" onClick={() => void onTasks('retryTasks', ['failed'])}>
            {words.retryFailed(batch.failed)}
          </Button>
        )}
        {batch.pending > batch.paused && (
          <Button size="small" onClick={() => void onTasks('pauseTasks', ['pending'])}>
            {words.pause}
          </Button>
        )}
        {batch.paused > 0 && (
          <Button size="small" onClick={() => void onTasks('resumeTasks', ['pending'])}>
            {words.resume}
          </Button>
        )}
        {active && (
          <Button size="small" onClick={() => void onTasks('cancelTasks', ['pending', 'running'])}>
            {words.cancelAll}
          </Button>
        )}
      </div>
    </li>
  );
}
