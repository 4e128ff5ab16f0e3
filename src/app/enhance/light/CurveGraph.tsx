/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a graph with points on it has no element of its own */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

import type { Channel, CurvePoint } from '#media/edit/edits.ts';
import { classes } from '../../ui/classes.ts';
import { enhanceWords } from '../../words/enhance.ts';
import { pointAdded, pointMoved } from './curve-points.ts';
import { HistogramPaths } from './Histogram.tsx';
import styles from './Light.module.css';
import { useCounts } from './useCounts.ts';

const words = enhanceWords.curves;
const place = { all: null, red: 0, green: 1, blue: 2 } as const;
/** So near to a point (0–255) a press means it, not a new one. */
const near = 12;

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The curve over the light that comes in, with its points. */
export function CurveGraph({
  channel,
  points,
  curve,
  chosen,
  onChosen,
  onPoints,
  onRemove,
  onEnd,
}: {
  readonly channel: Channel;
  readonly points: readonly CurvePoint[];
  readonly curve: (x: number) => number;
  readonly chosen: number;
  readonly onChosen: (at: number) => void;
  readonly onPoints: (points: readonly CurvePoint[]) => void;
  readonly onRemove: () => void;
  readonly onEnd: () => void;
}) {
  const counts = useCounts('levels');
  const box = useRef<HTMLDivElement>(null);
  const held = useRef<number | null>(null);

  const valueAt = (event: PointerEvent<HTMLElement>): CurvePoint => {
    const area = box.current?.getBoundingClientRect();
    if (!area) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - area.left) / area.width) * 255,
      y: (1 - (event.clientY - area.top) / area.height) * 255,
    };
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    const value = valueAt(event);
    const there = points.findIndex(
      (point) => Math.hypot(point.x - value.x, point.y - value.y) < near,
    );
    const added = there < 0 ? pointAdded(points, value.x, value.y) : null;
    if (there < 0 && !added) return;
    if (added) onPoints(added.points);
    held.current = added ? added.at : there;
    onChosen(held.current);
    box.current?.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    if (held.current !== null) onPoints(pointMoved(points, held.current, valueAt(event)));
  };
  const letGo = (): void => {
    if (held.current === null) return;
    held.current = null;
    onEnd();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, at: number): void => {
    const point = points[at];
    if (!point || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = steps[event.key];
    const far = event.shiftKey ? 10 : 1;
    if (by)
      onPoints(pointMoved(points, at, { x: point.x + by[0] * far, y: point.y + by[1] * far }));
    else if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  let line = '';
  for (let x = 0; x <= 255; x += 1) {
    line += `${x === 0 ? 'M' : 'L'}${String(x)} ${(255 - curve(x)).toFixed(1)}`;
  }
  return (
    <div
      ref={box}
      className={styles['graph']}
      role="group"
      aria-label={words.graph}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
    >
      <svg className={styles['drawing']} viewBox="0 0 255 255" aria-hidden>
        <g transform="translate(0 127.5) scale(1 1.275)">
          <HistogramPaths counts={counts} only={place[channel]} />
        </g>
        <path
          className={styles['grid']}
          d="M64 0V255M128 0V255M191 0V255M0 64H255M0 128H255M0 191H255"
        />
        <path className={styles['diagonal']} d="M0 255L255 0" />
        <path className={classes(styles['curve'], styles[`curve-${channel}`])} d={line} />
      </svg>
      {points.map((point, at) => (
        <button
          // Points have no name of their own; their place in the row is what they are.
          // oxlint-disable-next-line react/no-array-index-key
          key={at}
          type="button"
          className={classes(styles['point'], at === chosen && styles['chosen'])}
          style={{
            left: `${String((point.x / 255) * 100)}%`,
            top: `${String((1 - point.y / 255) * 100)}%`,
          }}
          aria-label={words.point(at + 1, Math.round(point.x), Math.round(point.y))}
          aria-pressed={at === chosen}
          onFocus={() => onChosen(at)}
          onKeyDown={(event) => onKeyDown(event, at)}
        />
      ))}
    </div>
  );
}
