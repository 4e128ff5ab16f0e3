import { RotateCcw } from 'lucide-react';
import { useId } from 'react';

import { IconButton } from '../ui/Button.tsx';
import { NumberInput } from '../ui/NumberInput.tsx';
import { enhanceWords as words } from '../words/enhance.ts';
import styles from './Slide.module.css';

/** A number by a slider and by a field; the button, or a double click, takes it back to nothing. */
export function Slide({
  label,
  value,
  initial = 0,
  min,
  max,
  step,
  unit,
  onValue,
  onEnd,
  toSlider = (v) => v,
  fromSlider = (v) => v,
}: {
  readonly label: string;
  readonly value: number;
  readonly initial?: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit?: string;
  readonly onValue: (value: number) => void;
  /** The hand let go. */
  readonly onEnd?: () => void;
  /** Where the slider stands for a value, when its way is not even. */
  readonly toSlider?: (value: number) => number;
  readonly fromSlider?: (place: number) => number;
}) {
  const id = useId();
  const [low, high] = [toSlider(min), toSlider(max)];
  const rounded = (v: number): number => Number((Math.round(v / step) * step).toFixed(4));
  return (
    <div className={styles['slide']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <span className={styles['number']}>
        <NumberInput
          id={id}
          value={value}
          min={min}
          max={max}
          step={step}
          {...(unit ? { unit } : {})}
          onValue={(next) => {
            if (next !== null && next >= min && next <= max) onValue(next);
          }}
          onBlurCapture={onEnd}
        />
        <IconButton
          size="small"
          label={words.light.reset(label)}
          icon={<RotateCcw aria-hidden />}
          className={value === initial ? styles['still'] : undefined}
          aria-disabled={value === initial || undefined}
          onClick={() => {
            onValue(initial);
            onEnd?.();
          }}
        />
      </span>
      <input
        type="range"
        className={styles['range']}
        aria-label={label}
        min={low}
        max={high}
        step={(high - low) / Math.round((max - min) / step)}
        value={toSlider(value)}
        style={{
          backgroundSize: `${String(((toSlider(value) - low) / (high - low)) * 100)}% 100%`,
        }}
        onChange={(event) => onValue(rounded(fromSlider(Number(event.target.value))))}
        onPointerUp={onEnd}
        onKeyUp={onEnd}
        onDoubleClick={() => {
          onValue(initial);
          onEnd?.();
        }}
      />
    </div>
  );
}
