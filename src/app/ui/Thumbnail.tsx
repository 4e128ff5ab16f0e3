import { ImageIcon } from 'lucide-react';

import type { Sha256 } from '#domain/id.ts';
import { useThumbnail, useWantThumbnails } from '../library/thumbnails.ts';
import styles from './Thumbnail.module.css';

/** The small picture of a blob, cropped to its place; a quiet sign while there is none. Decorative: its name stands beside it. */
export function Thumbnail({ blob }: { readonly blob: Sha256 | null }) {
  useWantThumbnails([blob]);
  const url = useThumbnail(blob);
  return url ? (
    <img className={styles['picture']} src={url} alt="" draggable={false} />
  ) : (
    <span className={styles['none']}>
      <ImageIcon aria-hidden />
    </span>
  );
}
