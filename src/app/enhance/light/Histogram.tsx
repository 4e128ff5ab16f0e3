/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing has no text of its own */
import { useId } from 'react';

import type { ToneStage } from '#media/edit/tone.ts';
import { enhanceWords as words } from '../../words/enhance.ts';
import styles from './Light.module.css';
import { type Counts, useCounts } from './useCounts.ts';

/** The outline of one channel in a box of 256 × 100; the highest but the two ends fills it. */
function outline(counts: Uint32Array, top: number): string {
  let path = 'M0 100';
  for (let value = 0; value < 256; value += 1) {
    const height = Math.min(1, (counts[value] ?? 0) / top) * 98;
    path += `L${String(value)} ${(100 - height).toFixed(1)}`;
  }
  return `${path}L255 100Z`;
}

/** Clipped ends tower over everything and would press the rest flat. */
const highest = (counts: Counts): number => {
  let top = 1;
  for (const channel of counts) {
    for (let value = 2; value < 254; value += 1) top = Math.max(top, channel[value] ?? 0);
  }
  return top;
};

const share = (counts: Uint32Array | undefined, value: number): number => {
  const total = counts?.reduce((sum, count) => sum + count, 0) ?? 0;
  return total === 0 ? 0 : (counts?.[value] ?? 0) / total;
};

const names = ['red', 'green', 'blue', 'grey'] as const;

/** The curves of a histogram for a box of 256 × 100, to be laid under something. */
export function HistogramPaths({
  counts,
  only,
}: {
  readonly counts: Counts | null;
  /** One channel (0 red, 1 green, 2 blue); without it all of them and the brightness. */
  readonly only?: number | null;
}) {
  if (!counts) return null;
  const top = highest(counts);
  return (
    <>
      {names.map((name, at) =>
        only === undefined || only === null || only === at ? (
          <path
            key={name}
            className={styles[name]}
            d={outline(counts[at] ?? new Uint32Array(256), top)}
          />
        ) : null,
      )}
    </>
  );
}

/** How the light of the picture is spread, live. */
export function Histogram({
  until,
  only = null,
}: {
  readonly until: ToneStage;
  readonly only?: number | null;
}) {
  const counts = useCounts(until);
  const id = useId();
  const grey = counts?.[3];
  return (
    <svg
      className={styles['histogram']}
      viewBox="0 0 255 100"
      preserveAspectRatio="none"
      role="img"
      aria-labelledby={id}
    >
      <title id={id}>
        {counts ? words.histogramOf(share(grey, 0), share(grey, 255)) : words.histogram}
      </title>
      <HistogramPaths counts={counts} only={only} />
    </svg>
  );
}
