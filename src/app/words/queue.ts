import type { BlockedReason, TaskStatus } from '#domain/task.ts';
import { countText, numberText, workTimeText } from './format.ts';

/** Words of the queue and of the dock. */
export const queueWords = {
  title: 'Queue',
  filter: 'Show',
  all: 'All',
  whose: 'Whose tasks',
  thisProject: 'This project',
  allProjects: 'All projects',
  statuses: {
    pending: 'Waiting',
    running: 'Running',
    completed: 'Done',
    failed: 'Failed',
    cancelled: 'Cancelled',
  } satisfies Record<TaskStatus, string>,
  pauseQueue: 'Pause the queue',
  resumeQueue: 'Go on',
  paused: 'The queue is paused.',
  pausedText: 'What runs goes on to its end; nothing new starts.',
  clear: 'Clear what is done',
  clearShort: 'Clear done',
  cleared: (count: number): string => `${countText(count, 'task', 'tasks')} cleared from the list`,
  emptyTitle: 'Nothing in the queue',
  emptyText:
    'Choose pictures in the library and upscale, enhance or convert them. The work shows here and goes on while you do something else.',
  nothingHere: 'No task is in this state.',
  nothingMine: 'Nothing of this project is in the queue.',
  toLibrary: 'Go to the library',
  batches: 'Started together',
  running: 'Running now',
  needsYou: 'Failed: needs you',
  waiting: 'Waiting',
  ended: 'Ended',
  unneeded: 'Nothing to do',
  unneededCount: (count: number): string => `${numberText(count)} with nothing to do`,
  looking: 'New files are being looked at: sizes, durations, small pictures.',
  more: 'Show more',
  cancel: 'Cancel',
  cancelAll: 'Cancel all',
  pause: 'Pause',
  resume: 'Go on',
  retry: 'Try again',
  retryFailed: (count: number): string =>
    `Try ${countText(count, 'failed one', 'failed ones')} again`,
  runAgain: 'Run again',
  queuedAgain: 'Queued again with the same settings. What it made before stays.',
  copyReason: 'Copy the reason',
  details: 'Details',
  facts: {
    source: 'Made from',
    result: 'Result',
    pack: 'Pack',
    settings: 'Settings',
    notes: 'Of note',
    created: 'Asked for',
    started: 'Started',
    ended: 'Ended',
    changed: 'Last sign',
  },
  sooner: 'Do it next',
  discard: 'Discard',
  attempts: (count: number): string => countText(count, 'attempt', 'attempts'),
  attempt: (number: number): string => `Attempt ${String(number)}`,
  lost: 'ended with the tab or browser',
  cancelling: 'Cancelling…',
  took: (milliseconds: number): string => `took ${exactTime(milliseconds)}`,
  left: (milliseconds: number): string => `${workTimeText(milliseconds)} left`,
  assets: (count: number): string => countText(count, 'asset', 'assets'),
  batchState: (done: number, total: number): string =>
    `${numberText(done)} of ${numberText(total)}`,
  pausedCount: (count: number): string => countText(count, 'paused', 'paused'),
  cancelledCount: (count: number): string => countText(count, 'cancelled', 'cancelled'),
  failedCount: (count: number): string => countText(count, 'failed', 'failed'),
  waits: {
    turn: 'waits for its turn',
    offline: 'waits for the network',
    no_key: 'needs a key',
    no_space: 'waits for space: the storage is full',
    budget: 'waits: the budget is used up',
    dependency: 'waits for another task',
    retry_at: 'tries again soon',
    permission: 'needs a permission',
    paused: 'paused',
  } satisfies Record<BlockedReason | 'turn', string>,
  open: 'Show in the library',
  dock: {
    label: 'Work in progress',
    idle: 'Nothing is running',
    everywhere: 'All projects:',
    looking: 'Looking at new files',
    running: (count: number): string => `${countText(count, 'task', 'tasks')} running`,
    waiting: (count: number): string => `${numberText(count)} waiting`,
    needsYou: (count: number): string => `${countText(count, 'needs you', 'need you')}`,
    open: 'Open the queue',
  },
} as const;

/** A measured time: 640 → "0.6 s", 73000 → "1 min 13 s". */
function exactTime(milliseconds: number): string {
  if (milliseconds < 50) return 'less than 0.1 s';
  if (milliseconds < 10_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${String(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${String(minutes)} min ${String(seconds % 60)} s`;
  return `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}
