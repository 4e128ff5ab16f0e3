import type { CSSProperties } from 'react';

import styles from './SoundWave.module.css';

/** The wave of a sound in the colour of the text around it, as large as its place. Decorative. */
export const SoundWave = ({ url }: { readonly url: string }) => (
  // The border: React's types know no custom properties.
  <span className={styles['wave']} style={{ '--wave': `url("${url}")` } as CSSProperties} />
);
