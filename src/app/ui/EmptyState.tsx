import type { ReactNode } from 'react';

import styles from './EmptyState.module.css';

/** An empty screen that teaches: what goes here, and the one thing to do first. */
export const EmptyState = ({
  icon,
  title,
  children,
  actions,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) => (
  <div className={styles['empty']}>
    {icon && <div className={styles['icon']}>{icon}</div>}
    <h2 className={styles['title']}>{title}</h2>
    {children && <div className={styles['text']}>{children}</div>}
    {actions && <div className={styles['actions']}>{actions}</div>}
  </div>
);
