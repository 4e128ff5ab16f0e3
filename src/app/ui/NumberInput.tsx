import { useState, type ComponentPropsWithRef } from 'react';

import styles from './NumberInput.module.css';
import { TextInput } from './TextInput.tsx';

/** A number with its unit; what is typed counts when it is a number within the limits. */
export function NumberInput({
  value,
  onValue,
  min,
  max,
  step,
  unit,
  ...rest
}: Omit<ComponentPropsWithRef<'input'>, 'value' | 'onChange' | 'min' | 'max' | 'step'> & {
  readonly value: number | null;
  readonly onValue: (value: number | null) => void;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly unit?: string;
}) {
  // The text being typed may be unfinished ("1."), so it lives apart from the number.
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? (value === null ? '' : String(value));
  return (
    <span className={styles['wrap']}>
      <TextInput
        {...rest}
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step ?? 'any'}
        className={styles['input']}
        value={text}
        onChange={(event) => {
          const next = event.target.value;
          setTyped(next);
          const number = next.trim() === '' ? null : Number(next);
          if (number === null || Number.isFinite(number)) onValue(number);
        }}
        onBlur={() => {
          setTyped(null);
          if (value === null) return;
          const kept = Math.min(max ?? Infinity, Math.max(min ?? -Infinity, value));
          if (kept !== value) onValue(kept);
        }}
      />
      {unit && <span className={styles['unit']}>{unit}</span>}
    </span>
  );
}
