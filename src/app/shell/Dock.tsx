import { useLocation } from 'wouter';

import { taskAbout } from '#tasks/abouts.ts';
import { useChosen } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import { useNow } from '../now.ts';
import { useProgress } from '../progress.ts';
import { timeLeft } from '../time-left.ts';
import { Progress } from '../ui/Progress.tsx';
import { percentText } from '../words/format.ts';
import { queueWords } from '../words/queue.ts';
import styles from './Dock.module.css';

const words = queueWords.dock;

const isFacts = (kind: string): boolean => taskAbout(kind)?.makes === 'facts';

/** The line at the foot that always tells what runs, what waits, and what needs a person. */
export function Dock() {
  const [, navigate] = useLocation();
  const counts = useLiveQuery('counts', {}).value;
  // The line tells of the whole library, whatever project is worked in, and says so.
  const hasProject = useChosen(({ project }) => project !== null);
  const busy = (counts?.running ?? 0) > 0;
  const running = useLiveQuery('queue', busy ? { status: ['running'], limit: 8 } : null).value;
  // What a person started stands before what the app does by itself.
  const row = busy ? (running?.find((one) => !isFacts(one.kind)) ?? running?.[0]) : undefined;
  const isLooking = row !== undefined && isFacts(row.kind);
  const tick = useProgress(row?.id ?? null);
  const now = useNow(row ? 1_000 : null);
  if (!counts) return null;
  const { pending, failed } = counts;
  if (!row && pending === 0 && failed === 0) return null;
  const fraction = tick?.fraction ?? row?.progress ?? 0;
  const left = row ? timeLeft(row.started_at, fraction, now) : null;
  return (
    <section className={styles['dock']} aria-label={words.label}>
      {isLooking ? (
        <span className={styles['name']}>{words.looking}</span>
      ) : row ? (
        <>
          <strong className={styles['doing']}>
            {taskAbout(row.kind)?.words.doing ?? row.kind} {percentText(fraction)}
          </strong>
          <span className={styles['name']}>
            {row.target_name ?? row.source_name ?? row.batch_name}
          </span>
          <span className={styles['bar']}>
            <Progress fraction={fraction} label={words.label} />
          </span>
          <span className={styles['left']}>{left !== null && queueWords.left(left)}</span>
        </>
      ) : (
        <span className={styles['name']}>
          {counts.queue_paused ? queueWords.paused : words.idle}
        </span>
      )}
      <button type="button" className={styles['numbers']} onClick={() => navigate('/queue')}>
        {hasProject && <span className={styles['whose']}>{words.everywhere}</span>}
        {counts.running > 1 && <span>{words.running(counts.running)}</span>}
        {pending > 0 && <span>{words.waiting(pending)}</span>}
        {failed > 0 && <span className={styles['needs']}>{words.needsYou(failed)}</span>}
        <span className={styles['open']}>{words.open}</span>
      </button>
    </section>
  );
}
