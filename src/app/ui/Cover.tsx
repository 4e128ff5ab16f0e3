import type { ReactNode } from 'react';

import type { Sha256 } from '#domain/id.ts';
import styles from './Cover.module.css';
import { Thumbnail } from './Thumbnail.tsx';

/** The face of a set: up to four of its pictures, or its sign while it has none. */
export const Cover = ({
  blobs,
  icon,
}: {
  readonly blobs: readonly Sha256[];
  readonly icon: ReactNode;
}) => (
  <span className={styles['cover']}>
    {blobs.length > 0
      ? blobs.slice(0, 4).map((blob) => <Thumbnail key={blob} blob={blob} />)
      : icon}
  </span>
);
