import { useMemo } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { durationText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import styles from './FilmStrip.module.css';
import { metadataOf } from './facts.ts';

/** A small picture as an address that needs no tidying up. */
const dataUrl = ({ mime, bytes }: { readonly mime: string; readonly bytes: Uint8Array }): string =>
  `data:${mime};base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;

/** The scenes of a film as small pictures with their times; each goes there, where the film can play. */
export function FilmStrip({
  asset,
  onSeek,
}: {
  readonly asset: AssetRow;
  readonly onSeek?: (seconds: number) => void;
}) {
  const scenes = metadataOf(asset).scenes ?? [];
  const isThere = asset.blob !== null && scenes.length > 1;
  const sheet = useLiveQuery('strip', isThere ? { blob: asset.blob } : null).value;
  const url = useMemo(() => (sheet ? dataUrl(sheet) : null), [sheet]);
  if (!isThere || !url) return null;
  const aspect = (asset.width ?? 16) / (asset.height ?? 9);
  return (
    <ol className={styles['strip']} aria-label={words.scenes}>
      {scenes.map(({ at, cut }, index) => {
        const time = durationText(at);
        const picture = (
          <>
            <span className={styles['tile']} style={{ aspectRatio: String(aspect) }}>
              <img
                src={url}
                alt=""
                style={{
                  width: `${String(scenes.length * 100)}%`,
                  transform: `translateX(${String((-100 / scenes.length) * index)}%)`,
                }}
              />
            </span>
            <span className={styles['time']}>{time}</span>
          </>
        );
        return (
          <li key={at}>
            {onSeek ? (
              <button
                type="button"
                className={styles['scene']}
                aria-label={cut ? words.cutAt(time) : words.sceneAt(time)}
                onClick={() => onSeek(at)}
              >
                {picture}
              </button>
            ) : (
              picture
            )}
          </li>
        );
      })}
    </ol>
  );
}
