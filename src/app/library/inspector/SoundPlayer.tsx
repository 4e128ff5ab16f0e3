/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a canvas has no text of its own */
import { useEffect, useRef, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { failureLine } from '../../words/failures.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { PlayableCopy } from './PlayableCopy.tsx';
import styles from './SoundPlayer.module.css';
import { useBlobUrl } from '../../useBlobUrl.ts';

/** Draws peaks (pairs of low and high, 0–255, silence at 128) as bars; what was played in the accent. */
function draw(canvas: HTMLCanvasElement, peaks: Uint8Array, played: number): void {
  const ratio = devicePixelRatio || 1;
  const width = Math.max(1, Math.round(canvas.clientWidth * ratio));
  const height = Math.max(1, Math.round(canvas.clientHeight * ratio));
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  const slots = peaks.length / 2;
  const bar = Math.max(1, Math.round(2 * ratio));
  const bars = Math.floor(width / (bar + ratio));
  context.clearRect(0, 0, width, height);
  for (let at = 0; at < bars; at += 1) {
    const from = Math.floor((at / bars) * slots);
    const to = Math.max(from + 1, Math.floor(((at + 1) / bars) * slots));
    let low = 128;
    let high = 128;
    for (let slot = from; slot < to; slot += 1) {
      low = Math.min(low, peaks[slot * 2] ?? 128);
      high = Math.max(high, peaks[slot * 2 + 1] ?? 128);
    }
    const top = (1 - high / 255) * height;
    const tall = Math.max(ratio, ((high - low) / 255) * height);
    context.fillStyle = at / bars < played ? style.accentColor : style.color;
    context.fillRect(at * (bar + ratio), Math.min(top, height / 2 - ratio / 2), bar, tall);
  }
}

/** A sound: its waveform to see and to jump in, and the browser's own player. */
export function SoundPlayer({ asset }: { readonly asset: AssetRow }) {
  const { url, failure } = useBlobUrl(asset.blob, asset.mime);
  const peaks = useLiveQuery('peaks', asset.blob ? { blob: asset.blob } : null).value;
  const canvas = useRef<HTMLCanvasElement>(null);
  const player = useRef<HTMLAudioElement>(null);
  const [time, setTime] = useState(0);
  const [unplayable, setUnplayable] = useState(false);
  const duration = asset.duration_s ?? 0;

  useEffect(() => {
    const node = canvas.current;
    if (!node || !peaks) return;
    const paint = (): void => draw(node, peaks, duration > 0 ? time / duration : 0);
    paint();
    const observer = new ResizeObserver(paint);
    observer.observe(node);
    return () => observer.disconnect();
  }, [peaks, time, duration]);

  if (failure) return <p>{failureLine(failure)}</p>;
  return (
    <div className={styles['player']}>
      {peaks && (
        <div className={styles['wave']}>
          <canvas
            ref={canvas}
            className={styles['canvas']}
            role="img"
            aria-label={words.waveform}
          />
          {duration > 0 && (
            <input
              type="range"
              className={styles['seek']}
              aria-label={words.seek}
              min={0}
              max={duration}
              step={duration / 500}
              value={time}
              onChange={(event) => {
                const to = Number(event.target.value);
                setTime(to);
                if (player.current) player.current.currentTime = to;
              }}
            />
          )}
        </div>
      )}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the user's own file */}
      <audio
        ref={player}
        className={styles['audio']}
        controls
        preload="metadata"
        aria-label={asset.name}
        {...(url ? { src: url } : {})}
        onTimeUpdate={(event) => setTime(event.currentTarget.currentTime)}
        onError={() => {
          if (url) setUnplayable(true);
        }}
      />
      {unplayable && <PlayableCopy asset={asset} />}
    </div>
  );
}
