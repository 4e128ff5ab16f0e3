import { useState } from 'react';

import type { Failure } from '#domain/failure.ts';
import { taskKindByName } from '#tasks/registry.ts';
import type { FramePair as Pair } from '#workers/previews/client.ts';
import type { ActProps } from '../../library/opened.ts';
import { ToolDialog } from '../../tool/ToolDialog.tsx';
import { useQueueing } from '../../tool/useQueueing.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { initialSettings, TaskForm } from '../../ui/TaskForm.tsx';
import { failureLine } from '../../words/failures.ts';
import { soundWords as words } from '../../words/sound.ts';
import sound from '../sound/SoundDialog.module.css';
import { usePreviews } from '../sound/usePreviews.ts';
import { FramePair } from './FramePair.tsx';

const kind = taskKindByName('denoise_video');

/** Denoises films: one frame before and after to look at, then the queue. */
export function FilmDialog(props: ActProps) {
  const { ids, rows, onClose } = props;
  if (!kind) throw new Error('the kind of task is not known');
  const asset = rows.find(({ kind: of, state }) => of === 'video' && state === 'ready');
  const { file, failure, previews } = usePreviews(asset);
  const [settings, setSettings] = useState(() => initialSettings(kind.fields));
  const seconds = asset?.duration_s ?? 0;
  const [at, setAt] = useState(Math.round(seconds * 50) / 100);
  const [made, setMade] = useState<{ readonly pair: Pair; readonly of: string } | null>(null);
  const [making, setMaking] = useState(false);
  const [problem, setProblem] = useState<Failure | null>(null);
  const queueing = useQueueing(kind, ids, settings, onClose);
  const number = (name: string): number => {
    const value = settings[name];
    return typeof value === 'number' ? value : 0;
  };
  const wanted = { at, strength: number('strength'), overTime: number('over_time') };
  const look = async (): Promise<void> => {
    if (!file) return;
    setMaking(true);
    setProblem(null);
    const result = await previews().call('frame', { file, ...wanted });
    setMaking(false);
    if (!result.ok) setProblem(result.failure);
    else setMade({ pair: result.value, of: JSON.stringify(wanted) });
  };
  const told = failure ?? problem;
  return (
    <ToolDialog {...props} kind={kind} queueing={queueing} size="wide">
      {made && <FramePair before={made.pair.before} after={made.pair.after} />}
      <output className={sound['say']}>
        {told
          ? failureLine(told)
          : making
            ? words.frameMaking
            : !made
              ? words.noFrame
              : made.of !== JSON.stringify(wanted)
                ? words.stale
                : made.pair.nothing
                  ? words.nothingFilm(made.pair.nothing)
                  : words.grain(made.pair.grain)}
      </output>
      <div className={sound['columns']}>
        <div className={sound['column']}>
          <Field label={words.frameAt}>
            {(control) => (
              <NumberInput
                {...control}
                value={at}
                min={0}
                max={seconds}
                step={0.1}
                unit="s"
                onValue={(next) => setAt(Math.max(0, next ?? 0))}
              />
            )}
          </Field>
          <div className={sound['row']}>
            <Button
              busy={making}
              unavailable={
                queueing.taken === 0 && queueing.leftOut[0]
                  ? queueing.leftOut[0].reason
                  : file
                    ? null
                    : words.missing
              }
              onClick={() => void look()}
            >
              {words.make}
            </Button>
          </div>
        </div>
        <TaskForm
          fields={kind.fields}
          settings={settings}
          onSettings={setSettings}
          wrongField={queueing.wrong}
        />
      </div>
    </ToolDialog>
  );
}
