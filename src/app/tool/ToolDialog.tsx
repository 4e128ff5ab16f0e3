import { lazy, Suspense, type ReactNode } from 'react';

import { useLiveQuery } from '../inkreel.ts';
import type { ActProps } from '../library/opened.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { commonWords } from '../words/common.ts';
import { workTimeText } from '../words/format.ts';
import { inspectorWords as words } from '../words/inspector.ts';
import { DepthNote } from './DepthNote.tsx';
import { TargetNote } from './TargetNote.tsx';
import styles from './ToolDialog.module.css';
import type { QueuedKind, Queueing } from './useQueueing.ts';

const EngineNote = lazy(async () => {
  const { EngineNote: Loaded } = await import('./EngineNote.tsx');
  return { default: Loaded };
});

/** A piece of work that was timed: how long it took, and its megapixels (0: not a picture). */
export interface Measured {
  readonly ms: number;
  readonly mp: number;
}

/**
 * The frame of a dialog that queues a kind of task for a selection: its acts, what cannot be taken
 * and why, and how long it takes on this device.
 */
export function ToolDialog({
  kind,
  ids,
  rows,
  queueing,
  onClose,
  size = 'normal',
  title,
  start,
  beside,
  measured = null,
  children,
}: ActProps & {
  readonly kind: QueuedKind;
  readonly queueing: Queueing;
  readonly size?: 'normal' | 'wide';
  /** Other words than the kind's own: over the dialog, and on the button that queues. */
  readonly title?: string;
  readonly start?: string;
  /** A further act, at the other end of the foot. */
  readonly beside?: ReactNode;
  /** A trial with these very settings, the best measure there is. */
  readonly measured?: Measured | null;
  readonly children: ReactNode;
}) {
  const { taken, leftOut } = queueing;
  const leftCount = leftOut.reduce((sum, { count }) => sum + count, 0);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title ?? words.taskTitle(kind.words.act, ids.length, rows[0]?.name ?? '')}
      description={kind.words.help}
      size={size}
      actions={
        <>
          {beside && <span className={styles['beside']}>{beside}</span>}
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            busy={queueing.busy}
            unavailable={queueing.unavailable}
            onClick={() => void queueing.start()}
          >
            {start ?? words.startTask(kind.words.act, taken)}
          </Button>
        </>
      }
    >
      <DepthNote rows={rows} />
      {kind.engine && (
        <Suspense>
          <EngineNote rows={rows} kind={kind.kind} />
        </Suspense>
      )}
      {children}
      {leftOut.length > 0 && (
        <div className={styles['refused']}>
          <p>{words.refused(leftCount, ids.length)}</p>
          <ul>
            {leftOut.map(({ reason, count }) => (
              <li key={reason}>{leftOut.length > 1 ? words.leftOutOf(reason, count) : reason}</li>
            ))}
          </ul>
        </div>
      )}
      <TargetNote />
      {taken > 0 && <Estimate kind={kind.kind} queueing={queueing} measured={measured} />}
    </Dialog>
  );
}

/** How long all of it takes, by a trial or else by what was done before on this device. */
function Estimate({
  kind,
  queueing: { taken, megapixels },
  measured,
}: {
  readonly kind: string;
  readonly queueing: Queueing;
  readonly measured: Measured | null;
}) {
  const speed = useLiveQuery('speed', { kind }).value;
  if (speed === undefined) return null;
  const isByArea = measured !== null && measured.mp > 0 && megapixels !== null;
  const tried =
    measured && (isByArea ? (measured.ms / measured.mp) * megapixels : measured.ms * taken);
  const known =
    speed && speed.ms_per_megapixel !== null && megapixels !== null
      ? speed.ms_per_megapixel * megapixels
      : speed && speed.ms_per_task * taken;
  return (
    <p className={styles['estimate']}>
      {tried !== null
        ? words.probed(workTimeText(tried))
        : speed && known !== null
          ? words.estimate(workTimeText(known), speed.samples)
          : words.noEstimate}
    </p>
  );
}
