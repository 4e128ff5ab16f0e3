import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import styles from './Masks.module.css';

/** A number that is dragged or typed. */
export function Slider({
  label,
  help,
  value,
  onValue,
  min,
  max,
  step = 1,
  unit,
  curve = 1,
}: {
  readonly label: string;
  readonly help?: string;
  readonly value: number;
  readonly onValue: (value: number) => void;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly unit?: string;
  /** Above 1 the low values get more of the way. */
  readonly curve?: number;
}) {
  const place = ((value - min) / (max - min)) ** (1 / curve);
  return (
    <Field label={label} {...(help ? { help } : {})}>
      {(control) => (
        <span className={styles['slider']}>
          <input
            type="range"
            className={styles['range']}
            aria-label={label}
            aria-valuetext={`${value}${unit ? ` ${unit}` : ''}`}
            min={0}
            max={1000}
            step={1}
            value={Math.round(place * 1000)}
            onChange={(event) => {
              const far = (Number(event.target.value) / 1000) ** curve * (max - min) + min;
              onValue(Math.min(max, Math.max(min, Math.round(far / step) * step)));
            }}
          />
          <NumberInput
            {...control}
            value={value}
            onValue={(next) => {
              if (next !== null) onValue(Math.min(max, Math.max(min, next)));
            }}
            min={min}
            max={max}
            step={step}
            {...(unit ? { unit } : {})}
          />
        </span>
      )}
    </Field>
  );
}
