import { AudioLines, Clapperboard, ImageIcon } from 'lucide-react';

import type { Sha256 } from '#domain/id.ts';
import { useThumbnail, useWantThumbnails, useWave } from '../thumbnails.ts';
import { useBlobUrl } from '../useBlobUrl.ts';
import { SoundWave } from './SoundWave.tsx';
import styles from './Thumbnail.module.css';

/**
 * The small picture of a blob, cropped to its place, or its wave; a quiet sign while there is none. Decorative:
 * its name stands beside it. A drawing (`format` "svg") is drawn by the browser as an image, in
 * which no script can run.
 */
export function Thumbnail({
  blob,
  format = null,
  kind = 'image',
}: {
  readonly blob: Sha256 | null;
  readonly format?: string | null;
  readonly kind?: string;
}) {
  useWantThumbnails([blob]);
  const small = useThumbnail(blob);
  const wave = useWave(blob);
  const isDrawing = format === 'svg';
  const drawing = useBlobUrl(isDrawing && !small ? blob : null, 'image/svg+xml').url;
  const url = small ?? drawing;
  if (url) return <img className={styles['picture']} src={url} alt="" draggable={false} />;
  if (wave) {
    return (
      <span className={styles['sound']}>
        <SoundWave url={wave} />
      </span>
    );
  }
  const Icon = kind === 'audio' ? AudioLines : kind === 'video' ? Clapperboard : ImageIcon;
  return (
    <span className={styles['none']}>
      <Icon aria-hidden />
    </span>
  );
}
