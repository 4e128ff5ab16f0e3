/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a canvas has no text of its own */
import { useEffect, useRef, useState, type CSSProperties } from 'react';

import { soundWords as words } from '../../words/sound.ts';
import styles from './FilmDialog.module.css';

/** Draws a bitmap at its own size; CSS fits it. */
function Bitmap({
  bitmap,
  label,
  className,
}: {
  readonly bitmap: ImageBitmap;
  readonly label: string;
  readonly className?: string | undefined;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const node = canvas.current;
    if (!node) return;
    node.width = bitmap.width;
    node.height = bitmap.height;
    node.getContext('2d')?.drawImage(bitmap, 0, 0);
  }, [bitmap]);
  return <canvas ref={canvas} className={className} role="img" aria-label={label} />;
}

/** A frame before and after in one place, with a split that moves. */
export function FramePair({
  before,
  after,
}: {
  readonly before: ImageBitmap;
  readonly after: ImageBitmap;
}) {
  const [split, setSplit] = useState(50);
  // The border: a custom property is not in React's type of styles.
  const style = {
    '--split': `${split}%`,
    '--ratio': before.width / before.height,
  } as CSSProperties;
  return (
    <>
      <div className={styles['pair']} style={style} dir="ltr">
        <Bitmap bitmap={before} label={words.frameBefore} />
        <Bitmap bitmap={after} label={words.frameAfter} className={styles['after']} />
        <span className={styles['line']} />
      </div>
      <input
        type="range"
        dir="ltr"
        className={styles['range']}
        aria-label={words.split}
        min={0}
        max={100}
        value={split}
        onChange={(event) => setSplit(Number(event.target.value))}
      />
    </>
  );
}
