import { ListChecks, Pause, Play } from 'lucide-react';
import { useState } from 'react';

import type { BatchRow, QueueRow } from '#domain/contract/queries.ts';
import { type TaskStatus, taskStatuses } from '#domain/task.ts';
import { taskAbout, taskAbouts } from '#tasks/abouts.ts';
import { useChosen } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { phoneWidth, useMedia } from '../shell/useMedia.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { showToast } from '../ui/toasts.ts';
import { numberText } from '../words/format.ts';
import { queueWords as words } from '../words/queue.ts';
import { BatchCard } from './BatchCard.tsx';
import styles from './Queue.module.css';
import { TaskCard } from './TaskCard.tsx';

const page = 60;
/** Small steps that the app takes by itself: in the whole list they show only when they failed. */
const quietKinds = taskAbouts.filter((kind) => kind.makes === 'facts').map((kind) => kind.kind);

const isQuietlyRunning = (row: QueueRow): boolean =>
  row.status === 'running' && quietKinds.includes(row.kind);

/** Of batches that ended well, the newest few whose results may be looked at. */
const isToBeSeen = ({ kind, completed, unneeded }: BatchRow, at: number): boolean =>
  at < 3 && completed > unneeded && taskAbout(kind)?.makes === 'derivative';

/** What runs on top, then what needs a person, what waits, and what has ended. */
const groups = [
  { name: words.running, status: ['running'] },
  { name: words.needsYou, status: ['failed'] },
  { name: words.waiting, status: ['pending'] },
  { name: words.ended, status: ['completed', 'cancelled'] },
] as const satisfies readonly { readonly name: string; readonly status: readonly TaskStatus[] }[];

/** Every task of the project or library: what runs, what waits and why, what failed and what to do. */
export function QueueScreen() {
  const command = useCommand();
  const phone = useMedia(phoneWidth);
  const [shown, setShown] = useState<TaskStatus | 'all'>('all');
  const [limit, setLimit] = useState(page);
  const chosen = useChosen(({ project }) => project);
  const [everywhere, setEverywhere] = useState(false);
  const held = chosen === null || everywhere ? {} : { project: chosen };
  const counts = useLiveQuery('counts', held).value;
  const batches = useLiveQuery('batches', { limit: 20, ...held }).value ?? [];
  const rows = useLiveQuery('queue', {
    status: shown === 'all' ? taskStatuses : [shown],
    ...(shown === 'all' ? { quiet: quietKinds } : {}),
    limit: limit + 1,
    ...held,
  }).value;
  const isHeld = 'project' in held;
  const numbers: Partial<Record<TaskStatus, number>> = counts
    ? { running: counts.running, pending: counts.pending, failed: counts.failed }
    : {};
  const isLooking = shown === 'all' && (rows ?? []).some(isQuietlyRunning);
  const listed = (rows ?? [])
    .slice(0, limit)
    .filter((row) => shown !== 'all' || !isQuietlyRunning(row));
  const shownBatches = batches.filter(
    (batch, at) => batch.pending + batch.running > 0 || batch.failed > 0 || isToBeSeen(batch, at),
  );

  return (
    <ScreenFrame
      top={
        <>
          <h1 className={styles['title']}>{words.title}</h1>
          <span className={styles['spring']} />
          <Button
            onClick={() =>
              void command('clearFinishedTasks', held).then((done) => {
                if (done) showToast({ text: words.cleared(done.changed), tone: 'plain' });
              })
            }
          >
            {phone ? words.clearShort : words.clear}
          </Button>
          <Button
            icon={counts?.queue_paused ? <Play aria-hidden /> : <Pause aria-hidden />}
            onClick={() => void command(counts?.queue_paused ? 'resumeQueue' : 'pauseQueue', {})}
          >
            {counts?.queue_paused ? words.resumeQueue : phone ? words.pause : words.pauseQueue}
          </Button>
        </>
      }
    >
      {counts?.queue_paused && (
        <Banner tone="warn" title={words.paused}>
          {words.pausedText}
        </Banner>
      )}
      <div className={styles['page']}>
        {chosen !== null && (
          <fieldset className={styles['chips']}>
            <legend className={styles['legend']}>{words.whose}</legend>
            {[false, true].map((all) => (
              <Chip
                key={String(all)}
                label={all ? words.allProjects : words.thisProject}
                pressed={everywhere === all}
                onPress={() => {
                  setEverywhere(all);
                  setLimit(page);
                }}
              />
            ))}
          </fieldset>
        )}
        <fieldset className={styles['chips']}>
          <legend className={styles['legend']}>{words.filter}</legend>
          {(['all', 'running', 'pending', 'failed', 'completed', 'cancelled'] as const).map(
            (status) => {
              const count = status === 'all' ? undefined : numbers[status];
              return (
                <Chip
                  key={status}
                  label={status === 'all' ? words.all : words.statuses[status]}
                  pressed={shown === status}
                  onPress={() => {
                    setShown(status);
                    setLimit(page);
                  }}
                  {...(count === undefined ? {} : { count: numberText(count) })}
                />
              );
            },
          )}
        </fieldset>
        {shown === 'all' && shownBatches.length > 0 && (
          <section aria-labelledby="queue-batches" className={styles['group']}>
            <h2 id="queue-batches" className={styles['heading']}>
              {words.batches}
            </h2>
            <ul className={styles['list']}>
              {shownBatches.map((batch) => (
                <BatchCard key={batch.id} batch={batch} />
              ))}
            </ul>
          </section>
        )}
        {isLooking && <output className={styles['nothing']}>{words.looking}</output>}
        {rows && listed.length === 0 && !isLooking && shown === 'all' && isHeld && (
          <p className={styles['nothing']}>{words.nothingMine}</p>
        )}
        {rows && listed.length === 0 && !isLooking && shown === 'all' && !isHeld && (
          <EmptyState
            icon={<ListChecks aria-hidden />}
            title={words.emptyTitle}
            actions={
              <Button look="primary" onClick={() => location.assign('#/library')}>
                {words.toLibrary}
              </Button>
            }
          >
            {words.emptyText}
          </EmptyState>
        )}
        {rows && listed.length === 0 && shown !== 'all' && (
          <p className={styles['nothing']}>{words.nothingHere}</p>
        )}
        {groups.map((group) => {
          const those = listed.filter((row) => group.status.some((one) => one === row.status));
          if (those.length === 0) return null;
          return (
            <section
              key={group.name}
              aria-labelledby={`queue-${group.status[0]}`}
              className={styles['group']}
            >
              <h2 id={`queue-${group.status[0]}`} className={styles['heading']}>
                {group.name}
              </h2>
              <ul className={styles['list']}>
                {those.map((row) => (
                  <TaskCard key={row.id} row={row} />
                ))}
              </ul>
            </section>
          );
        })}
        {rows && rows.length > limit && (
          <div>
            <Button onClick={() => setLimit(limit + page)}>{words.more}</Button>
          </div>
        )}
      </div>
    </ScreenFrame>
  );
}
