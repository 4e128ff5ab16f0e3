/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a canvas has no text of its own */
import { useEffect, useRef, type PointerEvent } from 'react';

import { classes } from '../../ui/classes.ts';
import { soundWords as words } from '../../words/sound.ts';
import styles from './Wave.module.css';

/** A part of the sound, in seconds. */
export interface Part {
  readonly start: number;
  readonly length: number;
}

/** Draws peaks (pairs of low and high, 0–255, silence at 128), the louder the taller. */
function draw(canvas: HTMLCanvasElement, peaks: Uint8Array): void {
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(canvas.clientWidth * ratio));
  canvas.height = Math.max(1, Math.round(canvas.clientHeight * ratio));
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = getComputedStyle(canvas).color;
  const slots = peaks.length / 2;
  for (let x = 0; x < canvas.width; x += 1) {
    const from = Math.floor((x / canvas.width) * slots);
    const to = Math.max(from + 1, Math.floor(((x + 1) / canvas.width) * slots));
    let [low, high] = [128, 128];
    for (let slot = from; slot < to; slot += 1) {
      low = Math.min(low, peaks[slot * 2] ?? 128);
      high = Math.max(high, peaks[slot * 2 + 1] ?? 128);
    }
    const tall = Math.max(ratio, ((high - low) / 255) * canvas.height);
    context.fillRect(x, (canvas.height - tall) / 2, 1, tall);
  }
}

/** One part that can be moved: by dragging, and by the arrow keys of the slider inside. */
function Mark({
  part,
  seconds,
  label,
  look,
  onMove,
}: {
  readonly part: Part;
  readonly seconds: number;
  readonly label: string;
  readonly look: 'quiet' | 'stretch';
  readonly onMove: (start: number) => void;
}) {
  const held = useRef<{ readonly x: number; readonly start: number } | null>(null);
  const last = Math.max(0, seconds - part.length);
  const move = (to: number): void =>
    onMove(Math.round(Math.min(last, Math.max(0, to)) * 100) / 100);
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const width = event.currentTarget.parentElement?.clientWidth ?? 0;
    if (!held.current || width === 0) return;
    const turned = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    move(held.current.start + (turned * (event.clientX - held.current.x) * seconds) / width);
  };
  return (
    <div
      className={classes(styles['mark'], styles[look])}
      style={{
        insetInlineStart: `${(part.start / seconds) * 100}%`,
        inlineSize: `${(part.length / seconds) * 100}%`,
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.querySelector('input')?.focus();
        held.current = { x: event.clientX, start: part.start };
        event.preventDefault();
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        held.current = null;
      }}
    >
      <input
        type="range"
        aria-label={label}
        min={0}
        max={last}
        step={seconds > 120 ? 0.5 : 0.05}
        value={Math.min(last, part.start)}
        onChange={(event) => move(Number(event.target.value))}
      />
    </div>
  );
}

/** The whole sound, with the passage it is cleaned by and the stretch that is listened to. */
export function Wave({
  peaks,
  seconds,
  quiet,
  stretch,
  onQuiet,
  onStretch,
}: {
  readonly peaks: Uint8Array | null;
  readonly seconds: number;
  readonly quiet: Part | null;
  readonly stretch: Part;
  readonly onQuiet: (start: number) => void;
  readonly onStretch: (start: number) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const node = canvas.current;
    if (!node || !peaks) return;
    const paint = (): void => draw(node, peaks);
    paint();
    const observer = new ResizeObserver(paint);
    observer.observe(node);
    return () => observer.disconnect();
  }, [peaks]);
  return (
    <div className={styles['wave']}>
      <canvas ref={canvas} className={styles['canvas']} role="img" aria-label={words.wave} />
      <Mark
        part={stretch}
        seconds={seconds}
        label={words.moveStretch}
        look="stretch"
        onMove={onStretch}
      />
      {quiet && (
        <Mark
          part={quiet}
          seconds={seconds}
          label={words.moveQuiet}
          look="quiet"
          onMove={onQuiet}
        />
      )}
    </div>
  );
}
