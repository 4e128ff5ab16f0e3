import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import { useChosen } from '../../chosen.ts';
import { useCommand, useLiveQuery } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { givenSettings, initialSettings, TaskForm } from '../../ui/TaskForm.tsx';
import { showToast } from '../../ui/toasts.ts';
import { commonWords } from '../../words/common.ts';
import { failureLine } from '../../words/failures.ts';
import { workTimeText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { libraryWords } from '../../words/library.ts';
import styles from './TaskDialog.module.css';

const megapixels = (rows: readonly AssetRow[]): number | null => {
  let sum = 0;
  for (const row of rows) {
    if (row.width === null || row.height === null) return null;
    sum += (row.width * row.height) / 1e6;
  }
  return sum;
};

/** Settings of a kind of task for a selection; says how long it takes and what cannot be taken. */
export function TaskDialog({
  kind,
  rows,
  onClose,
}: {
  readonly kind: TaskKind<never>;
  readonly rows: readonly AssetRow[];
  readonly onClose: () => void;
}) {
  const run = useCommand();
  const [settings, setSettings] = useState(() => initialSettings(kind.fields));
  const [starting, setStarting] = useState(false);
  const speed = useLiveQuery('speed', { kind: kind.kind }).value;
  const parsed = kind.parse(givenSettings(settings));
  const refusals = rows.map((row) => {
    if (!kind.accepts.includes(row.kind)) {
      return words.refusedKind(kind.words.act, libraryWords.kinds[row.kind]);
    }
    if (row.state !== 'ready') return words.refusedNotReady;
    return parsed.ok ? (kind.refuses?.(row, parsed.value) ?? null) : null;
  });
  const taken = rows.filter((_, index) => refusals[index] === null);
  const reasons = [...new Set(refusals.filter((reason) => reason !== null))];
  const wrong =
    !parsed.ok && parsed.failure.code === 'invalid_input' && parsed.failure.field
      ? { name: parsed.failure.field, reason: parsed.failure.reason }
      : null;

  const pixels = megapixels(taken);
  const milliseconds =
    speed && speed.ms_per_megapixel !== null && pixels !== null
      ? speed.ms_per_megapixel * pixels
      : speed
        ? speed.ms_per_task * taken.length
        : null;

  const target = useChosen((state) => state.target);
  const start = async (): Promise<void> => {
    setStarting(true);
    const done = await run('enqueue', {
      kind: kind.kind,
      assets: taken.map((row) => row.id),
      settings: givenSettings(settings),
      // The collection for new things, as it is chosen now: what waits in the queue keeps it.
      ...(target === null ? {} : { collection: target }),
    });
    setStarting(false);
    if (!done) return;
    showToast({ text: words.queued(kind.words.act, done.tasks.length), tone: 'plain' });
    onClose();
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={words.taskTitle(kind.words.act, rows.length, rows[0]?.name ?? '')}
      description={kind.words.help}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            busy={starting}
            unavailable={
              taken.length === 0
                ? (reasons[0] ?? words.unavailable.kind)
                : parsed.ok
                  ? null
                  : failureLine(parsed.failure)
            }
            onClick={() => void start()}
          >
            {words.startTask(kind.words.act, taken.length)}
          </Button>
        </>
      }
    >
      <TaskForm
        fields={kind.fields}
        settings={settings}
        onSettings={setSettings}
        wrongField={wrong}
      />
      {reasons.length > 0 && (
        <div className={styles['refused']}>
          <p>{words.refused(rows.length - taken.length, rows.length)}</p>
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      )}
      {taken.length > 0 && speed !== undefined && (
        <p className={styles['estimate']}>
          {milliseconds === null || !speed
            ? words.noEstimate
            : words.estimate(workTimeText(milliseconds), speed.samples)}
        </p>
      )}
    </Dialog>
  );
}
