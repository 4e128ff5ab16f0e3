/** Small parts that the panels of the drawing tools are made of. */
import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';

import styles from './Masks.module.css';

/** One of a few, as buttons side by side. */
export function Choices<Value extends string>({
  label,
  value,
  onValue,
  choices,
}: {
  readonly label: string;
  readonly value: Value;
  readonly onValue: (value: Value) => void;
  readonly choices: readonly {
    readonly value: Value;
    readonly label: string;
    readonly icon?: LucideIcon;
  }[];
}) {
  const name = useId();
  return (
    <fieldset className={styles['group']}>
      <legend className={styles['legend']}>{label}</legend>
      <div className={styles['choices']}>
        {choices.map(({ value: one, label: words, icon: Icon }) => (
          <label key={one} className={styles['choice']}>
            <input
              type="radio"
              name={name}
              className={styles['radio']}
              checked={one === value}
              onChange={() => onValue(one)}
            />
            {Icon && <Icon aria-hidden />}
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A part of a panel that opens and closes. */
export const Section = ({
  title,
  open = false,
  children,
}: {
  readonly title: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}) => (
  <details className={styles['section']} open={open}>
    <summary className={styles['summary']}>{title}</summary>
    <div className={styles['inner']}>{children}</div>
  </details>
);
