import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import type { Failure } from '#domain/failure.ts';
import type { Previews, SoundPair } from '#workers/previews/client.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { failureLine } from '../../words/failures.ts';
import { soundWords as words } from '../../words/sound.ts';
import { pairPlayer, type PairPlayer } from './player.ts';
import styles from './SoundDialog.module.css';
import type { Part } from './Wave.tsx';

/** What a preview was made with. */
export interface Hearing {
  readonly passage: Part;
  readonly stretch: Part;
  readonly everywhere: readonly number[];
  readonly strength: number;
  readonly mix: number;
}

type Which = 'before' | 'after';

/** Before and after in step: makes a preview of a stretch and switches between the two. */
export function Listening({
  file,
  previews,
  hearing,
  seconds,
  onStretch,
}: {
  readonly file: File | null;
  readonly previews: () => Previews;
  /** null while nothing can be cleaned. */
  readonly hearing: Hearing | null;
  readonly seconds: number;
  readonly onStretch: (start: number) => void;
}) {
  const [which, setWhich] = useState<Which>('after');
  const [made, setMade] = useState<{ readonly pair: SoundPair; readonly of: string } | null>(null);
  const [making, setMaking] = useState(false);
  const [playing, setPlaying] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const player = useRef<PairPlayer | null>(null);
  const wanted = JSON.stringify(hearing);

  useEffect(() => () => player.current?.close(), []);
  useEffect(() => player.current?.hear(which), [which]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const typed = 'select, textarea, input[type="number"], input[type="text"]';
      if (event.target instanceof Element && event.target.closest(typed)) return;
      if (event.key.toLowerCase() !== 'b' || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      setWhich((now) => (now === 'before' ? 'after' : 'before'));
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  const make = async (): Promise<void> => {
    if (!file || !hearing) return;
    setMaking(true);
    setFailure(null);
    const result = await previews().call('listen', { file, ...hearing });
    setMaking(false);
    if (!result.ok) {
      setFailure(result.failure);
      return;
    }
    player.current?.close();
    player.current = pairPlayer(result.value, which);
    player.current.play();
    setPlaying(true);
    setMade({ pair: result.value, of: wanted });
  };
  const toggle = (): void => {
    if (playing) player.current?.stop();
    else player.current?.play();
    setPlaying(!playing);
  };

  return (
    <section className={styles['column']} aria-label={words.listen}>
      <Field label={words.listenFrom}>
        {(control) => (
          <NumberInput
            {...control}
            value={hearing?.stretch.start ?? 0}
            min={0}
            max={Math.max(0, seconds)}
            step={0.5}
            unit="s"
            onValue={(next) => onStretch(next ?? 0)}
          />
        )}
      </Field>
      <div className={styles['row']}>
        <Button
          busy={making}
          unavailable={file && hearing ? null : words.noPreview}
          onClick={() => void make()}
        >
          {making ? words.making : words.make}
        </Button>
        <Button
          look="quiet"
          icon={playing ? <Pause /> : <Play />}
          unavailable={made ? null : words.noPreview}
          onClick={toggle}
        >
          {playing ? words.stop : words.play}
        </Button>
        <fieldset className={styles['which']} aria-label={words.which}>
          {(['before', 'after'] as const).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="heard"
                checked={which === one}
                onChange={() => setWhich(one)}
              />
              {words[one]}
            </label>
          ))}
        </fieldset>
      </div>
      <output className={styles['say']}>
        {failure
          ? failureLine(failure)
          : made && made.of !== wanted
            ? words.stale
            : playing
              ? words.hears(words[which])
              : words.switchKey}
      </output>
    </section>
  );
}
