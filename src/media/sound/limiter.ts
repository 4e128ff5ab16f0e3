/** Raises or lowers a sound and keeps its true peaks under a ceiling, without a shift in time. */
import { mostOver, truePeakPhases } from './loudness.ts';
import type { Block, Stage } from './overlap-add.ts';

const taps = truePeakPhases[0]?.length ?? 0;
/**
 * A gain, then a limiter that looks ahead: where a true peak would pass the ceiling, the level
 * sinks before it and rises after it over `reach` seconds, equally in all channels.
 *
 * @param gain factor on the amplitude
 * @param ceiling highest amplitude of a true peak, e.g. 0.891 for −1 dBTP
 */
export function limiter(
  channels: number,
  rate: number,
  gain: number,
  ceiling: number,
  reach = 0.005,
): Stage {
  const ahead = Math.max(8, Math.round(rate * reach));
  // An answer needs the mean of what the least of the neighbourhood may keep, and the filter.
  const around = 2 * ahead + taps;
  let held = Array.from({ length: channels }, () => new Float32Array(around));

  const flow = (block: Block, length: number): Block => {
    const lines = held.map((old, channel) => {
      const line = new Float32Array(old.length + length);
      line.set(old);
      const samples = block[channel];
      for (let at = 0; at < length; at += 1) line[old.length + at] = (samples?.[at] ?? 0) * gain;
      return line;
    });
    const total = lines[0]?.length ?? 0;
    const count = Math.max(0, total - 2 * around);
    const out = lines.map((line) => line.slice(around, around + count));
    const least = leastAround(allowed(lines, ceiling), ahead);
    if (least && count > 0) {
      let sum = 0;
      for (let at = around - ahead; at <= around + ahead; at += 1) sum += least[at] ?? 1;
      for (let at = 0; at < count; at += 1) {
        const centre = around + at;
        const kept = Math.min(1, sum / (2 * ahead + 1));
        for (const samples of out) samples[at] = (samples[at] ?? 0) * kept;
        sum += (least[centre + ahead + 1] ?? 1) - (least[centre - ahead] ?? 1);
      }
    }
    held = lines.map((line) => line.slice(count));
    return out;
  };
  return {
    push: (block) => flow(block, block[0]?.length ?? 0),
    end: () => flow([], around),
  };
}

/** The gain at which each sample's true peaks stay under the ceiling; null where all may stay. */
function allowed(lines: Block, ceiling: number): Float32Array | null {
  let highest = 0;
  for (const line of lines) for (const value of line) highest = Math.max(highest, Math.abs(value));
  if (highest * mostOver <= ceiling) return null;
  const gains = new Float32Array(lines[0]?.length ?? 0).fill(1);
  for (const line of lines) {
    let near = taps;
    for (let at = taps; at < line.length; at += 1) {
      if (Math.abs(line[at] ?? 0) * mostOver > ceiling) near = taps;
      if (near === 0) continue;
      near -= 1;
      let peak = 0;
      for (const weights of truePeakPhases) {
        let sum = 0;
        for (let tap = 0; tap < taps; tap += 1) sum += (weights[tap] ?? 0) * (line[at - tap] ?? 0);
        peak = Math.max(peak, Math.abs(sum));
      }
      if (peak <= ceiling) continue;
      // The peak lies between these two samples.
      for (const place of [at - taps / 2, at - taps / 2 + 1]) {
        gains[place] = Math.min(gains[place] ?? 1, ceiling / peak);
      }
    }
  }
  return gains;
}

/** The least value within ± reach of each place, in one pass (a queue that only rises). */
function leastAround(values: Float32Array | null, reach: number): Float32Array | null {
  if (!values) return null;
  const out = new Float32Array(values.length);
  const queue = new Int32Array(values.length);
  let [head, tail] = [0, 0];
  for (let at = 0; at < values.length + reach; at += 1) {
    if (at < values.length) {
      while (tail > head && (values[queue[tail - 1] ?? 0] ?? 1) >= (values[at] ?? 1)) tail -= 1;
      queue[tail] = at;
      tail += 1;
    }
    const centre = at - reach;
    if (centre < 0) continue;
    while ((queue[head] ?? 0) < centre - reach) head += 1;
    out[centre] = values[queue[head] ?? 0] ?? 1;
  }
  return out;
}
