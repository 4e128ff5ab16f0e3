import type { ReactNode } from 'react';

import styles from './Kbd.module.css';

/** A key or a chord, as it stands on the keyboard. */
export const Kbd = ({ children }: { readonly children: ReactNode }) => (
  <kbd className={styles['kbd']}>{children}</kbd>
);
