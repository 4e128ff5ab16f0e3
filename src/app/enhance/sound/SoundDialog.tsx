import { useEffect, useMemo, useState } from 'react';

import type { Failure } from '#domain/failure.ts';
import { taskKindByName } from '#tasks/registry.ts';
import type { SoundFacts } from '#workers/previews/client.ts';
import { useLiveQuery } from '../../inkreel.ts';
import type { ActProps } from '../../library/opened.ts';
import { ToolDialog } from '../../tool/ToolDialog.tsx';
import { useQueueing } from '../../tool/useQueueing.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { initialSettings, TaskForm } from '../../ui/TaskForm.tsx';
import { failureLine } from '../../words/failures.ts';
import { soundWords as words } from '../../words/sound.ts';
import { Listening } from './Listening.tsx';
import styles from './SoundDialog.module.css';
import { usePreviews } from './usePreviews.ts';
import { Wave, type Part } from './Wave.tsx';

/** Seconds of a preview. */
const stretchLength = 12;
/** Drawn by this dialog itself. */
const ownFields: readonly string[] = ['passage', 'start', 'length'];

const kind = taskKindByName('denoise_audio');

/** Cleans sounds: the quiet passage to see and to move, before and after to hear, then the queue. */
export function SoundDialog(props: ActProps) {
  const { ids, rows, onClose } = props;
  if (!kind) throw new Error('the kind of task is not known');
  const asset = rows.find(
    ({ kind: of, state }) => (of === 'audio' || of === 'video') && state === 'ready',
  );
  const { file, failure, previews } = usePreviews(asset);
  const [facts, setFacts] = useState<SoundFacts | null>(null);
  const [problem, setProblem] = useState<Failure | null>(null);
  const [chosen, setChosen] = useState<Part | null>(null);
  const [from, setFrom] = useState<number | null>(null);
  const [settings, setSettings] = useState(() => initialSettings(kind.fields));
  const peaks = useLiveQuery('peaks', asset?.blob ? { blob: asset.blob } : null).value ?? null;

  useEffect(() => {
    if (!file) return;
    const stop = new AbortController();
    void previews()
      .call('scan', { file }, stop.signal)
      .then((result) => {
        if (stop.signal.aborted) return;
        if (result.ok) setFacts(result.value);
        else setProblem(result.failure);
      });
    return () => stop.abort();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the worker is the dialog's own
  }, [file]);

  const seconds = facts?.duration ?? asset?.duration_s ?? 0;
  const quiet = chosen ?? facts?.passage ?? null;
  const stretch = useMemo((): Part => {
    const length = Math.min(stretchLength, Math.max(0.1, seconds));
    // From the quiet passage on: there both the noise alone and the sound in it are heard.
    const wish = from ?? (facts?.passage ? facts.passage.start - 1 : 0);
    return { start: Math.min(Math.max(0, wish), Math.max(0, seconds - length)), length };
  }, [from, facts, seconds]);
  const choose = (part: Partial<Part>): void => {
    const base = quiet ?? { start: 0, length: Math.min(0.5, Math.max(0.1, seconds)) };
    const length = Math.min(30, Math.max(0.1, part.length ?? base.length), Math.max(0.1, seconds));
    const start = Math.min(Math.max(0, part.start ?? base.start), Math.max(0, seconds - length));
    setChosen({ start: Math.round(start * 100) / 100, length: Math.floor(length * 100) / 100 });
  };

  const given = chosen
    ? { ...settings, passage: 'chosen', start: chosen.start, length: chosen.length }
    : { ...settings, passage: 'found' };
  const queueing = useQueueing(kind, ids, given, onClose);
  const number = (name: string): number => {
    const value = settings[name];
    return typeof value === 'number' ? value : 0;
  };
  const hearing = quiet && {
    passage: quiet,
    stretch,
    everywhere: chosen ? [] : (facts?.everywhere ?? []),
    strength: number('strength'),
    mix: number('mix'),
  };
  const told = failure ?? problem;

  return (
    <ToolDialog {...props} kind={kind} queueing={queueing} size="wide">
      {seconds > 0 && (
        <Wave
          peaks={peaks ?? facts?.outline ?? null}
          seconds={seconds}
          quiet={quiet}
          stretch={stretch}
          onQuiet={(start) => choose({ start })}
          onStretch={setFrom}
        />
      )}
      <output className={facts?.nothing && !chosen ? styles['warn'] : styles['say']}>
        {told
          ? failureLine(told)
          : chosen
            ? words.chosen
            : !facts
              ? words.looking
              : facts.nothing
                ? words.nothing(facts.nothing)
                : quiet && words.found(quiet.start, quiet.length, facts.floor)}
      </output>
      {ids.length > 1 && (
        <p className={styles['say']}>
          {`${words.onlyFirst(asset?.name ?? '')} ${chosen ? words.samePlace : words.byItself}`}
        </p>
      )}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          <div className={styles['pair']}>
            {(['start', 'length'] as const).map((name) => (
              <Field key={name} label={name === 'start' ? words.quietStart : words.quietLength}>
                {(control) => (
                  <NumberInput
                    {...control}
                    value={quiet ? Math.round(quiet[name] * 100) / 100 : null}
                    min={name === 'start' ? 0 : 0.1}
                    max={name === 'start' ? Math.max(0, seconds) : 30}
                    step={0.05}
                    unit="s"
                    onValue={(next) => {
                      if (next !== null && next >= 0) choose({ [name]: next });
                    }}
                  />
                )}
              </Field>
            ))}
          </div>
          <div className={styles['row']}>
            <p className={styles['say']}>{words.quietHelp}</p>
            {chosen && (
              <Button look="quiet" size="small" onClick={() => setChosen(null)}>
                {words.findAgain}
              </Button>
            )}
          </div>
          <Listening
            file={file}
            previews={previews}
            hearing={hearing}
            seconds={seconds}
            onStretch={setFrom}
          />
          {settings['loudness'] !== 'keep' && (
            <p className={styles['say']}>{words.previewLoudness}</p>
          )}
        </div>
        <TaskForm
          fields={kind.fields.filter(({ name }) => !ownFields.includes(name))}
          settings={settings}
          onSettings={setSettings}
          wrongField={queueing.wrong}
        />
      </div>
    </ToolDialog>
  );
}
