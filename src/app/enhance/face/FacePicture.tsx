import { useLayoutEffect, useRef, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { usePictures } from '../../pictures.ts';
import { faceWords as words } from '../../words/face.ts';
import { outlineOf } from './outline.ts';
import { PointHandles } from './PointHandles.tsx';
import { movePoint, pointsOf, useFace } from './state.ts';
import styles from './Face.module.css';

/** The picture of the new face, with its five points. */
export function FacePicture({ face }: { readonly face: AssetRow }) {
  const picture = usePictures([face])(face.blob);
  const placed = useFace(({ points }) => points);
  const points = pointsOf(placed, face);
  const box = useRef<HTMLDivElement>(null);
  const [across, setAcross] = useState(0);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    const observer = new ResizeObserver(() => setAcross(node.clientWidth));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);
  const width = face.width ?? 512;
  const height = face.height ?? 512;
  const scale = across / width;
  const path = outlineOf(points)
    .map(({ x, y }) => `${x * scale},${y * scale}`)
    .join(' ');
  return (
    <div ref={box} className={styles['face']} style={{ aspectRatio: `${width} / ${height}` }}>
      {picture?.url ? (
        <img src={picture.url} alt={face.alt_text ?? face.name} draggable={false} />
      ) : (
        <p className={styles['quiet']}>{picture ? words.noPicture : words.loading}</p>
      )}
      {across > 0 && (
        <>
          <svg className={styles['outline']} aria-hidden>
            <polygon className={styles['dark']} points={path} />
            <polygon points={path} />
          </svg>
          <PointHandles
            points={points}
            where={words.there}
            scale={scale}
            toScreen={({ x, y }) => ({ x: x * scale, y: y * scale })}
            onMove={(name, to) => movePoint(face, name, to)}
          />
        </>
      )}
    </div>
  );
}
