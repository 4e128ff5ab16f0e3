import type { ReactNode } from 'react';

import styles from './Toggle.module.css';

/** On or off, at once. */
export function Toggle({
  label,
  help,
  checked,
  onChecked,
}: {
  readonly label: string;
  readonly help?: ReactNode;
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
}) {
  return (
    <label className={styles['toggle']}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={checked}
        className={styles['input']}
        checked={checked}
        onChange={(event) => onChecked(event.target.checked)}
      />
      <span className={styles['words']}>
        {label}
        {help && <span className={styles['help']}>{help}</span>}
      </span>
    </label>
  );
}
