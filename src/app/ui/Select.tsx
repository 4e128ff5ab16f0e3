import { ChevronDown } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';

import { classes } from './classes.ts';
import styles from './Select.module.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

/** One choice of a few. The browser's own control: right on every device and with every reader. */
export function Select<Value extends string>({
  value,
  onValue,
  choices,
  look = 'field',
  className,
  ...rest
}: Omit<ComponentPropsWithRef<'select'>, 'value' | 'onChange' | 'children'> & {
  readonly value: Value;
  readonly onValue: (value: Value) => void;
  readonly choices: readonly Choice<Value>[];
  readonly look?: 'field' | 'quiet';
}) {
  return (
    <span className={classes(styles['wrap'], look === 'quiet' && styles['quiet'], className)}>
      <select
        {...rest}
        className={styles['select']}
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen) onValue(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <ChevronDown aria-hidden className={styles['mark']} />
    </span>
  );
}
