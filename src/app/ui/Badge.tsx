import type { ReactNode } from 'react';

import styles from './Badge.module.css';
import { classes } from './classes.ts';

/** A state in a word. `onPicture` stands on top of a thumbnail. */
export const Badge = ({
  tone = 'plain',
  onPicture = false,
  children,
}: {
  readonly tone?: 'plain' | 'ok' | 'warn' | 'info' | 'bad' | 'accent';
  readonly onPicture?: boolean;
  readonly children: ReactNode;
}) => (
  <span className={classes(styles['badge'], onPicture && styles['onPicture'], styles[tone])}>
    {children}
  </span>
);
