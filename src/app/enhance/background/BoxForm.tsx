import { useState } from 'react';

import type { Box } from '#media/mask/mask.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { cutOutWords as words } from '../../words/inpaint.ts';
import { maskWords } from '../../words/masks.ts';
import type { Desk } from '../masks/desk.ts';
import styles from '../masks/Masks.module.css';
import { useSurface } from '../surface.ts';
import { boxBetween } from './box-hand.ts';
import { setBox, useBox } from './settings.ts';

const sides = ['left', 'top', 'width', 'height'] as const;
type Numbers = Readonly<Record<(typeof sides)[number], number>>;

const numbersOf = ({ left, top, right, bottom }: Box): Numbers => ({
  left,
  top,
  width: right - left,
  height: bottom - top,
});

/** The box round the subject, by numbers. */
export function BoxForm({ desk }: { readonly desk: Desk }) {
  const surface = useSurface();
  const { id, width, height } = desk.picture;
  const box = useBox(id);
  const usual = boxBetween(
    { x: width * 0.15, y: height * 0.1 },
    { x: width * 0.85, y: height * 0.95 },
    desk.picture,
  );
  // What is typed counts until the box is drawn by hand.
  const [typed, setTyped] = useState<{ readonly over: Box | null; readonly numbers: Numbers }>();
  const whole = { left: 0, top: 0, right: width, bottom: height };
  const numbers = typed && typed.over === box ? typed.numbers : numbersOf(box ?? usual ?? whole);
  const made = boxBetween(
    { x: numbers.left, y: numbers.top },
    { x: numbers.left + numbers.width, y: numbers.top + numbers.height },
    desk.picture,
  );
  const wrong = made && numbers.width > 0 && numbers.height > 0 ? null : words.boxWrong;
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{words.boxNumbers}</legend>
      <output className={styles['help']}>
        {box
          ? words.boxSet(box.left, box.top, box.right - box.left, box.bottom - box.top)
          : words.boxNone}
      </output>
      <div className={styles['pair']}>
        {sides.map((side) => (
          <Field key={side} label={maskWords[side]}>
            {(control) => (
              <NumberInput
                {...control}
                value={numbers[side]}
                onValue={(value) =>
                  setTyped({ over: box, numbers: { ...numbers, [side]: value ?? 0 } })
                }
                step={1}
                unit="px"
              />
            )}
          </Field>
        ))}
      </div>
      <div className={styles['row']}>
        <Button
          unavailable={wrong}
          onClick={() => {
            setBox(id, made);
            surface.redraw();
          }}
        >
          {words.setBox}
        </Button>
        {box && (
          <Button
            look="quiet"
            onClick={() => {
              setBox(id, null);
              surface.redraw();
            }}
          >
            {words.noBox}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
