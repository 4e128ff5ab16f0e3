import type { ReactNode } from 'react';

import type { Sha256 } from '#domain/id.ts';
import styles from './Cover.module.css';
import { Thumbnail } from './Thumbnail.tsx';

/** The face of a set: up to four of its pictures, or its sign while it has none. */
export const Cover = ({
  blobs,
  drawings = [],
  icon,
}: {
  readonly blobs: readonly Sha256[];
  /** Those of them that are SVG. */
  readonly drawings?: readonly Sha256[];
  readonly icon: ReactNode;
}) => (
  <span className={styles['cover']}>
    {blobs.length > 0
      ? blobs
          .slice(0, 4)
          .map((blob) => (
            <Thumbnail key={blob} blob={blob} format={drawings.includes(blob) ? 'svg' : null} />
          ))
      : icon}
  </span>
);
