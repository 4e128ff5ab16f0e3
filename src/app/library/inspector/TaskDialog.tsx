import { lazy, Suspense, useState } from 'react';

import type { LeftOut } from '#domain/contract/selection.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import { taskKindByName } from '#tasks/registry.ts';
import { useChosen } from '../../chosen.ts';
import { useCommand, useInkreel, useLiveQuery } from '../../inkreel.ts';
import { useFields } from '../../model-options.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { givenSettings, initialSettings, TaskForm } from '../../ui/TaskForm.tsx';
import { showToast } from '../../ui/toasts.ts';
import { commonWords } from '../../words/common.ts';
import { failureLine } from '../../words/failures.ts';
import { workTimeText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { libraryWords } from '../../words/library.ts';
import { tryoutWords } from '../../words/tryout.ts';
import type { ActProps } from '../opened.ts';
import styles from './TaskDialog.module.css';

const EngineNote = lazy(async () => {
  const { EngineNote: Loaded } = await import('./EngineNote.tsx');
  return { default: Loaded };
});

const TryOut = lazy(async () => {
  const { TryOut: Loaded } = await import('../../tryout/TryOut.tsx');
  return { default: Loaded };
});

/** Why these are left out, in words. */
const leftOutWords = (act: string, left: LeftOut): string =>
  left.why === 'kind'
    ? words.refusedKind(act, libraryWords.kinds[left.kind])
    : left.why === 'refused'
      ? left.reason
      : words.leftOut[left.why];

/** The form of a kind of task by its name. */
export function KindDialog({ name, ...props }: ActProps & { readonly name: string }) {
  const kind = taskKindByName(name);
  return kind && <TaskDialog kind={kind} {...props} />;
}

/** Settings of a kind of task for a selection; says how long it takes and what cannot be taken. */
function TaskDialog({ kind, ids, rows, onClose }: ActProps & { readonly kind: TaskKind<never> }) {
  const run = useCommand();
  const [settings, setSettings] = useState(() => initialSettings(kind.fields));
  const [starting, setStarting] = useState(false);
  const [trying, setTrying] = useState(false);
  /** The last trial, which is the best measure there is for these settings. */
  const [probe, setProbe] = useState<{ readonly ms: number; readonly mp: number } | null>(null);
  const { trials } = useInkreel();
  const pictures = rows.filter(({ kind: of, state }) => of === 'image' && state === 'ready');
  const mayTry = trials !== undefined && kind.makes === 'derivative' && pictures.length > 0;
  const fields = useFields(kind.fields);
  const speed = useLiveQuery('speed', { kind: kind.kind }).value;
  const parsed = kind.parse(givenSettings(settings));
  // Judged by the database: a selection may hold the whole library.
  const fit = useLiveQuery(
    'taskFit',
    parsed.ok ? { kind: kind.kind, assets: ids, settings: givenSettings(settings) } : null,
  ).value;
  const taken = fit?.taken ?? 0;
  const left = fit?.left_out ?? [];
  const leftCount = left.reduce((sum, { count }) => sum + count, 0);
  const wrong =
    !parsed.ok && parsed.failure.code === 'invalid_input' && parsed.failure.field
      ? { name: parsed.failure.field, reason: parsed.failure.reason }
      : null;

  const pixels = fit?.megapixels ?? null;
  const probed =
    probe && (probe.mp > 0 && pixels !== null ? (probe.ms / probe.mp) * pixels : probe.ms * taken);
  const milliseconds =
    speed && speed.ms_per_megapixel !== null && pixels !== null
      ? speed.ms_per_megapixel * pixels
      : speed
        ? speed.ms_per_task * taken
        : null;

  const target = useChosen((state) => state.target);
  const start = async (): Promise<void> => {
    setStarting(true);
    const done = await run('enqueue', {
      kind: kind.kind,
      assets: ids,
      settings: givenSettings(settings),
      fitting: true,
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
      title={words.taskTitle(kind.words.act, ids.length, rows[0]?.name ?? '')}
      description={kind.words.help}
      size={trying ? 'wide' : 'normal'}
      actions={
        <>
          {mayTry && (
            <Button
              look="quiet"
              className={styles['try']}
              aria-expanded={trying}
              onClick={() => setTrying(!trying)}
            >
              {trying ? tryoutWords.close : tryoutWords.open}
            </Button>
          )}
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            busy={starting}
            unavailable={
              !parsed.ok
                ? failureLine(parsed.failure)
                : !fit
                  ? words.lookingAt
                  : taken > 0
                    ? null
                    : left[0]
                      ? leftOutWords(kind.words.act, left[0])
                      : words.unavailable.kind
            }
            onClick={() => void start()}
          >
            {words.startTask(kind.words.act, taken)}
          </Button>
        </>
      }
    >
      {kind.engine && (
        <Suspense>
          <EngineNote rows={rows} />
        </Suspense>
      )}
      <div className={styles['halves']}>
        <TaskForm fields={fields} settings={settings} onSettings={setSettings} wrongField={wrong} />
        {trying && (
          <Suspense>
            <TryOut
              kind={kind.kind}
              settings={parsed.ok ? givenSettings(settings) : null}
              sources={pictures}
              onMeasured={(ms, mp) => setProbe({ ms, mp })}
            />
          </Suspense>
        )}
      </div>
      {left.length > 0 && (
        <div className={styles['refused']}>
          <p>{words.refused(leftCount, ids.length)}</p>
          <ul>
            {left.map((one) => {
              const reason = leftOutWords(kind.words.act, one);
              return (
                <li key={reason}>
                  {left.length > 1 ? words.leftOutOf(reason, one.count) : reason}
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {taken > 0 && speed !== undefined && (
        <p className={styles['estimate']}>
          {probed !== null
            ? words.probed(workTimeText(probed))
            : milliseconds === null || !speed
              ? words.noEstimate
              : words.estimate(workTimeText(milliseconds), speed.samples)}
        </p>
      )}
    </Dialog>
  );
}
