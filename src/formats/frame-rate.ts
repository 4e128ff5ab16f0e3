/** What the times of frames say: how many a second, and whether they come evenly. */

/** Rates that films are made with; times in whole milliseconds only come near them. */
const usual: readonly number[] = [
  10,
  12,
  12.5,
  15,
  24_000 / 1001,
  24,
  25,
  30_000 / 1001,
  30,
  48,
  50,
  60_000 / 1001,
  60,
];

/**
 * The mean rate of frames that are shown at these times (seconds, in any order), rounded to
 * thousandths; the usual rate where the times are no more precise than that. NaN for less than
 * three frames.
 *
 * @param rounding how far a time may lie from the true one, in seconds
 */
export function rateOf(times: readonly number[], rounding: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  const span = last - first;
  if (times.length < 3 || !(span > 0)) return Number.NaN;
  const rate = (times.length - 1) / span;
  const near = usual.find((one) => Math.abs((times.length - 1) / one - span) <= 2 * rounding);
  return Math.round((near ?? rate) * 1000) / 1000;
}

/** Part of a frame by which times may differ, and seconds for containers that round to milliseconds. */
const unevenShare = 0.1;
const rounding = 0.002;

/**
 * Whether frames come at uneven times (a variable frame rate, as phones and screen recorders write
 * it). A few odd ones are no rule: a twentieth of them must be.
 *
 * @param times of the first frames in seconds, in the order of the file
 */
export function isUneven(times: readonly number[]): boolean {
  const sorted = times.toSorted((a, b) => a - b);
  // The last few may wait for frames that were not read: packets come in decoding order.
  const steps = sorted.slice(1, -3).map((time, at) => time - (sorted[at] ?? 0));
  const usualStep = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0;
  const slack = Math.max(rounding, usualStep * unevenShare);
  const odd = steps.filter((step) => Math.abs(step - usualStep) > slack).length;
  return steps.length >= 8 && odd > steps.length / 20;
}
