import { useState } from 'react';

import type { Failure } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';
import { invertMask } from '#media/mask/combine.ts';
import { keptOf } from '#media/mask/keep.ts';
import { emptyMask, isEmpty } from '#media/mask/mask.ts';
import { showFailure } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { maskWords as words } from '../../words/masks.ts';
import { useSurface } from '../surface.ts';
import { joinFirst, type Desk } from './desk.ts';
import { useDrawing } from './drawing.ts';
import styles from './Masks.module.css';
import { Section } from './parts.tsx';
import { Slider } from './Slider.tsx';

/** Tells what failed, unless somebody stopped it. */
export const told = (result: Result<unknown, Failure>): void => {
  if (!result.ok && result.failure.code !== 'cancelled') showFailure(result.failure);
};

/** Grow, shrink, feather, invert, clear. */
export function ChangeControls({ desk }: { readonly desk: Desk }) {
  const [by, setBy] = useState<number | null>(8);
  const [mask] = desk.masks();
  const nothing = mask === undefined || isEmpty(mask) ? words.drawFirst : null;
  const radius = Math.min(500, Math.max(1, by ?? 8));
  const change = (what: 'grow' | 'shrink' | 'feather'): void =>
    void desk
      .later(
        words.busy[what],
        words.acts[what](radius),
        (thread, signal) => {
          const [first] = desk.masks();
          const kept = keptOf(first ?? emptyMask(desk.picture.width, desk.picture.height));
          if (what === 'feather')
            return thread.call('feather', { mask: kept, sigma: radius }, signal);
          const signed = what === 'grow' ? radius : -radius;
          return thread.call('grow', { mask: kept, radius: signed }, signal);
        },
        joinFirst('replace'),
      )
      .then(told);
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{words.change}</legend>
      <div className={styles['row']}>
        <Field label={words.by}>
          {(control) => (
            <NumberInput
              {...control}
              value={by}
              onValue={setBy}
              min={1}
              max={500}
              step={1}
              unit="px"
            />
          )}
        </Field>
        {(['grow', 'shrink', 'feather'] as const).map((what) => (
          <Button key={what} unavailable={nothing} onClick={() => change(what)}>
            {words[what]}
          </Button>
        ))}
      </div>
      <div className={styles['row']}>
        <Button
          size="small"
          onClick={() => desk.act(desk.masks().map(invertMask), words.acts.invert)}
        >
          {words.invert}
        </Button>
        <Button
          size="small"
          unavailable={nothing}
          onClick={() => {
            const { width, height } = desk.picture;
            desk.act(
              desk.masks().map(() => emptyMask(width, height)),
              words.acts.clear,
            );
          }}
        >
          {words.clear}
        </Button>
      </div>
    </fieldset>
  );
}

/** Masks from what the picture shows. */
export function FromPicture({ desk }: { readonly desk: Desk }) {
  const { picture } = useSurface();
  const join = useDrawing((state) => state.join);
  const [from, setFrom] = useState(80);
  const [to, setTo] = useState(100);
  const size = { width: desk.picture.width, height: desk.picture.height };
  return (
    <Section title={words.fromPicture}>
      <div className={styles['row']}>
        <Button
          unavailable={picture.hasAlpha ? null : words.noAlpha}
          onClick={() =>
            void desk
              .later(
                words.busy.alpha,
                words.acts.alpha(join),
                (thread, signal) =>
                  thread.call('select', { picture: size, source: { by: 'alpha' } }, signal),
                joinFirst(join),
              )
              .then(told)
          }
        >
          {words.fromAlpha}
        </Button>
      </div>
      <Slider label={words.brightFrom} value={from} onValue={setFrom} min={0} max={100} unit="%" />
      <Slider label={words.brightTo} value={to} onValue={setTo} min={0} max={100} unit="%" />
      <div className={styles['row']}>
        <Button
          onClick={() => {
            const range = { from: Math.min(from, to) / 100, to: Math.max(from, to) / 100 };
            const source = { by: 'brightness', ...range } as const;
            void desk
              .later(
                words.busy.brightness,
                words.acts.brightness(join),
                (thread, signal) => thread.call('select', { picture: size, source }, signal),
                joinFirst(join),
              )
              .then(told);
          }}
        >
          {words.fromBrightness}
        </Button>
      </div>
    </Section>
  );
}
