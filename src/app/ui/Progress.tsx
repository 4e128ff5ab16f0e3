import styles from './Progress.module.css';

/** A bar for 0 to 1; null when how far it is cannot be known yet. */
export const Progress = ({
  fraction,
  label,
}: {
  readonly fraction: number | null;
  readonly label: string;
}) => (
  <progress
    className={styles['progress']}
    aria-label={label}
    {...(fraction === null ? {} : { value: fraction, max: 1 })}
  />
);
