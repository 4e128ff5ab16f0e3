import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { safetyWords as words } from '../words/safety.ts';
import section from '../ui/Section.module.css';
import styles from './Safety.module.css';

/** How far a long job is, with the way to stop it. */
export const JobBar = ({
  label,
  fraction,
  note,
  onCancel,
}: {
  readonly label: string;
  readonly fraction: number;
  readonly note: string;
  readonly onCancel: () => void;
}) => (
  <div className={styles['job']}>
    <p className={styles['jobWords']}>
      <span>{label}</span>
      <span className={section['quiet']}>{note}</span>
    </p>
    <Progress fraction={fraction} label={label} />
    <Button size="small" onClick={onCancel}>
      {words.cancel}
    </Button>
  </div>
);
