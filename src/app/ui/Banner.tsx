import type { ReactNode } from 'react';

import styles from './Banner.module.css';
import { classes } from './classes.ts';

/** A state of the whole app that needs to be known, with the way out. */
export const Banner = ({
  tone,
  title,
  children,
  actions,
}: {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) => (
  <div
    className={classes(styles['banner'], styles[tone])}
    role={tone === 'info' ? 'status' : 'alert'}
  >
    <div className={styles['words']}>
      <strong className={styles['title']}>{title}</strong>
      {children && <span>{children}</span>}
    </div>
    {actions && <div className={styles['actions']}>{actions}</div>}
  </div>
);
