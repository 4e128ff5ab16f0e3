import styles from './Mark.module.css';

/** The sign of Inkreel: a drop of ink on vermilion. */
export const Mark = () => (
  <svg viewBox="0 0 24 24" className={styles['mark']} aria-hidden>
    <rect width="24" height="24" rx="6.5" className={styles['ground']} />
    <path
      className={styles['drop']}
      d="M12 4.6c2.5 2.9 4.6 5.6 4.6 8.7a4.6 4.9 0 0 1-9.2 0c0-3.100 2.100-5.800 4.600-8.700z"
    />
  </svg>
);
