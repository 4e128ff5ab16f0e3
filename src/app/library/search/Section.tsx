import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import styles from './FilterPanel.module.css';

/** A part of the filters that opens and closes; what is in it is made when it is first opened. */
export function Section({
  title,
  note,
  startsOpen = false,
  children,
}: {
  readonly title: string;
  /** What is chosen in it, for when it is closed. */
  readonly note?: string;
  readonly startsOpen?: boolean;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <details
      className={styles['section']}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className={styles['title']}>
        <ChevronRight aria-hidden className={styles['mark']} />
        {title}
        {note && <span className={styles['note']}>{note}</span>}
      </summary>
      {open && children}
    </details>
  );
}
