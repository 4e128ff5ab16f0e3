import { useId, type ReactNode } from 'react';

import { sentenceText } from '../words/format.ts';
import styles from './Field.module.css';

/** What a control needs to be tied to its label and help. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

/** A label, its control, and help or an error below it. */
export function Field({
  label,
  help,
  error,
  id: given,
  children,
}: {
  readonly label: string;
  readonly help?: ReactNode;
  readonly error?: string | null;
  /** Where the control must be found by others. */
  readonly id?: string;
  readonly children: (control: FieldControl) => ReactNode;
}) {
  const made = useId();
  const id = given ?? made;
  const below = `${id}-below`;
  const hasBelow = Boolean(help ?? error);
  return (
    <div className={styles['field']}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': hasBelow ? below : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {hasBelow && (
        <p id={below} className={error ? styles['error'] : styles['help']}>
          {error ? sentenceText(error) : help}
        </p>
      )}
    </div>
  );
}
