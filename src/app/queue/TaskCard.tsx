import type { QueueRow } from '#domain/contract/queries.ts';
import { type Failure, isFailure } from '#domain/failure.ts';
import { nothingFound } from '#domain/task.ts';
import { taskKindByName } from '#tasks/registry.ts';
import { useCommand } from '../inkreel.ts';
import { useProgress } from '../progress.ts';
import { timeLeft } from '../time-left.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { classes } from '../ui/classes.ts';
import { copyText } from '../ui/copy-text.ts';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { showToast } from '../ui/toasts.ts';
import { failureWords } from '../words/failures.ts';
import { momentText, percentText } from '../words/format.ts';
import { queueWords as words } from '../words/queue.ts';
import { useNow } from '../now.ts';
import { parsed } from './parsed.ts';
import styles from './Queue.module.css';
import { TaskDetails } from './TaskDetails.tsx';

/** One task: what it does to what, how far it is or why it waits, and what can be done with it. */
export function TaskCard({ row }: { readonly row: QueueRow }) {
  const kind = taskKindByName(row.kind);
  const name = row.target_name ?? row.source_name ?? row.pack_name ?? row.batch_name ?? '';
  const failure = parsed(row.failure);
  const nothing = nothingFound(row.result);
  return (
    <li className={styles['card']}>
      <div className={styles['picture']}>
        <Thumbnail blob={row.target_blob ?? row.source_blob} kind={kind?.accepts[0] ?? 'image'} />
      </div>
      <div className={styles['name']}>
        {row.status === 'running' ? (kind?.words.doing ?? row.kind) : (kind?.words.act ?? row.kind)}
        <span className={styles['of']}>{name}</span>
      </div>
      <State row={row} />
      <Acts row={row} />
      {isFailure(failure) && row.status === 'failed' && (
        <FailureText failure={failure} copied={`${kind?.words.act ?? row.kind}: ${name}`} />
      )}
      {nothing !== null && <FailureText failure={{ code: 'nothing_to_do', reason: nothing }} />}
      <TaskDetails row={row} />
    </li>
  );
}

function State({ row }: { readonly row: QueueRow }) {
  const tick = useProgress(row.status === 'running' ? row.id : null);
  const now = useNow(row.status === 'running' ? 1_000 : null);
  if (row.status === 'running') {
    const fraction = tick?.fraction ?? row.progress;
    const left = timeLeft(row.started_at, fraction, now);
    return (
      <div className={styles['state']}>
        {row.cancel_requested === 1 ? (
          words.cancelling
        ) : (
          <>
            <span className={styles['bar']}>
              <Progress fraction={fraction} label={words.statuses.running} />
            </span>
            {percentText(fraction)}
            {/* A task that measures itself says how long it takes in its note. */}
            {tick?.note ? (
              <span>{tick.note}</span>
            ) : (
              left !== null && <span>{words.left(left)}</span>
            )}
          </>
        )}
      </div>
    );
  }
  if (row.status === 'pending') {
    return (
      <div className={styles['state']}>
        <Badge tone={row.waits_for === 'no_space' ? 'warn' : 'plain'}>
          {words.statuses.pending}
        </Badge>
        {words.waits[row.waits_for ?? 'turn']}
      </div>
    );
  }
  const took =
    row.started_at !== null && row.finished_at !== null ? row.finished_at - row.started_at : null;
  const isNothing = nothingFound(row.result) !== null;
  const tone = row.status === 'completed' ? 'ok' : row.status === 'failed' ? 'bad' : 'plain';
  return (
    <div className={styles['state']}>
      <Badge tone={isNothing ? 'plain' : tone}>
        {isNothing ? words.unneeded : words.statuses[row.status]}
      </Badge>
      {row.finished_at !== null && momentText(row.finished_at)}
      {took !== null && row.status === 'completed' && <span>{words.took(took)}</span>}
    </div>
  );
}

function Acts({ row }: { readonly row: QueueRow }) {
  const command = useCommand();
  const tasks = [row.id];
  return (
    <div className={styles['acts']}>
      {row.status === 'pending' && row.paused === 0 && (
        <>
          <Button
            size="small"
            look="quiet"
            onClick={() => void command('prioritiseTasks', { tasks, priority: 10 })}
          >
            {words.sooner}
          </Button>
          <Button size="small" onClick={() => void command('pauseTasks', { tasks })}>
            {words.pause}
          </Button>
        </>
      )}
      {row.status === 'pending' && row.paused === 1 && (
        <Button size="small" onClick={() => void command('resumeTasks', { tasks })}>
          {words.resume}
        </Button>
      )}
      {(row.status === 'pending' || row.status === 'running') && row.cancel_requested === 0 && (
        <Button size="small" onClick={() => void command('cancelTasks', { tasks })}>
          {words.cancel}
        </Button>
      )}
      {(row.status === 'failed' || row.status === 'cancelled') && row.kind !== 'import' && (
        <Button size="small" onClick={() => void command('retryTasks', { tasks })}>
          {words.retry}
        </Button>
      )}
      {row.status === 'completed' && canRunAgain(row) && (
        <Button
          size="small"
          look="quiet"
          onClick={() =>
            void command('runAgain', { tasks }).then((done) => {
              if (done) showToast({ text: words.queuedAgain, tone: 'plain' });
            })
          }
        >
          {words.runAgain}
        </Button>
      )}
      {row.status === 'failed' && row.target_asset_id !== null && (
        <Button size="small" look="quiet" onClick={() => void command('discardTargets', { tasks })}>
          {words.discard}
        </Button>
      )}
    </div>
  );
}

/** Work that a person starts and whose source is still there; what the app does by itself is not. */
const canRunAgain = (row: QueueRow): boolean => {
  const kind = taskKindByName(row.kind);
  const isWork = kind !== undefined && (kind.makes === 'derivative' || kind.makes === 'pack_file');
  return isWork && (kind.accepts.length === 0 || row.source_asset_id !== null);
};

function FailureText({
  failure,
  copied,
}: {
  readonly failure: Failure;
  /** What the copied text begins with: which task it is about. */
  readonly copied?: string;
}) {
  const said = failureWords(failure);
  const lines = [copied, said.what, said.safe, said.next, JSON.stringify(failure)];
  return (
    <p className={classes(styles['failure'], failure.code === 'nothing_to_do' && styles['calm'])}>
      <strong>{said.what}</strong> {said.safe} {said.next}
      {copied !== undefined && (
        <>
          {' '}
          <button
            type="button"
            className={styles['link']}
            onClick={() => void copyText(lines.join('\n'))}
          >
            {words.copyReason}
          </button>
        </>
      )}
    </p>
  );
}
