import type { ReactNode } from 'react';

import styles from './Section.module.css';

/** One part of the inspector under its heading. */
export const Section = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) => (
  <section className={styles['section']}>
    <h2 className={styles['title']}>{title}</h2>
    {children}
  </section>
);
