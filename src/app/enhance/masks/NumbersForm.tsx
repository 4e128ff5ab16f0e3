import { useState } from 'react';

import { ellipseMask, rectangleMask } from '#media/mask/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { maskWords as words } from '../../words/masks.ts';
import { useSurface } from '../surface.ts';
import { told } from './ChangeControls.tsx';
import { joinFirst, type Desk } from './desk.ts';
import { ColourSettings } from './DrawControls.tsx';
import { selectColourAt } from './draw-layer.ts';
import styles from './Masks.module.css';
import { Choices, Section } from './parts.tsx';

const sides = ['left', 'top', 'width', 'height'] as const;
type Side = (typeof sides)[number];

/** Everything that is drawn by hand, by numbers: for the keyboard, and for who wants it exact. */
export function NumbersForm({ desk }: { readonly desk: Desk }) {
  const surface = useSurface();
  const { width, height } = desk.picture;
  const [shape, setShape] = useState<'rectangle' | 'ellipse'>('rectangle');
  const [unit, setUnit] = useState<'pixels' | 'percent'>('percent');
  const [values, setValues] = useState<Readonly<Record<Side, number>>>({
    left: 25,
    top: 25,
    width: 50,
    height: 50,
  });
  const [x, setX] = useState<number | null>(0);
  const [y, setY] = useState<number | null>(0);

  const wholeOf = (side: Side): number => (side === 'left' || side === 'width' ? width : height);
  const change = (next: 'pixels' | 'percent'): void => {
    if (next === unit) return;
    const turned = sides.map((side) => {
      const share = next === 'pixels' ? wholeOf(side) / 100 : 100 / wholeOf(side);
      return [side, Math.round(values[side] * share * 100) / 100] as const;
    });
    setUnit(next);
    setValues({ ...values, ...Object.fromEntries(turned) });
  };
  const pixels = (side: Side): number =>
    unit === 'pixels' ? values[side] : (values[side] * wholeOf(side)) / 100;
  const mark = (join: 'add' | 'take'): void => {
    const from = { x: pixels('left'), y: pixels('top') };
    const to = { x: from.x + pixels('width'), y: from.y + pixels('height') };
    const make = shape === 'rectangle' ? rectangleMask : ellipseMask;
    const made = make(from, to, desk.picture);
    desk.act(joinFirst(join)(desk.masks(), made), words.acts.shape(words.modes[shape], join));
    surface.redraw();
  };
  const wrong = values.width > 0 && values.height > 0 ? null : words.noSize;
  const isOutside = x === null || y === null || x < 0 || y < 0 || x >= width || y >= height;

  return (
    <Section title={words.numbers}>
      <Choices
        label={words.shape}
        value={shape}
        onValue={setShape}
        choices={(['rectangle', 'ellipse'] as const).map((value) => ({
          value,
          label: words.modes[value],
        }))}
      />
      <Choices
        label={words.unit}
        value={unit}
        onValue={change}
        choices={(['percent', 'pixels'] as const).map((value) => ({
          value,
          label: words.units[value],
        }))}
      />
      <div className={styles['pair']}>
        {sides.map((side) => (
          <Field key={side} label={words[side]}>
            {(control) => (
              <NumberInput
                {...control}
                value={values[side]}
                onValue={(value) => setValues({ ...values, [side]: value ?? 0 })}
                unit={unit === 'pixels' ? 'px' : '%'}
              />
            )}
          </Field>
        ))}
      </div>
      <div className={styles['row']}>
        <Button unavailable={wrong} onClick={() => mark('add')}>
          {words.addShape}
        </Button>
        <Button unavailable={wrong} onClick={() => mark('take')}>
          {words.takeShape}
        </Button>
      </div>
      <fieldset className={styles['group']}>
        <legend className={styles['legend']}>{words.colourAt}</legend>
        <div className={styles['pair']}>
          <Field label={words.atX}>
            {(control) => (
              <NumberInput
                {...control}
                value={x}
                onValue={setX}
                min={0}
                max={width - 1}
                step={1}
                unit="px"
              />
            )}
          </Field>
          <Field label={words.atY}>
            {(control) => (
              <NumberInput
                {...control}
                value={y}
                onValue={setY}
                min={0}
                max={height - 1}
                step={1}
                unit="px"
              />
            )}
          </Field>
        </div>
        <ColourSettings />
        <div className={styles['row']}>
          <Button
            unavailable={isOutside ? words.outside(width, height) : null}
            onClick={() =>
              void selectColourAt(desk, { x: Math.floor(x ?? 0), y: Math.floor(y ?? 0) }).then(told)
            }
          >
            {words.selectColour}
          </Button>
        </div>
      </fieldset>
    </Section>
  );
}
