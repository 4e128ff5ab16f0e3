/** How the level of a sound moves: band levels every few hundredths of a second, little memory. */
import { realFft } from './fft.ts';
import type { Block } from './overlap-add.ts';

/** Levels of a whole sound. An hour takes about 10 MB. */
export interface Levels {
  /** Seconds from one row to the next. */
  readonly step: number;
  readonly rows: number;
  /** Mean power of each row over all channels; 1 is a full-scale square wave. */
  readonly power: Float32Array;
  /** Power per band, `bands` numbers a row. */
  readonly bands: Float32Array;
}

/** Bands of equal width on a logarithmic scale from 60 Hz to 90 % of the highest frequency. */
export const bandCount = 16;
/** Narrower bands would swing with the noise itself. */
const leastBins = 3;

/** Window of about 43 ms: fine enough for a hum, short enough for a syllable. */
export const windowOf = (rate: number): number =>
  2 ** Math.max(7, Math.min(13, Math.round(Math.log2(rate * 0.0427))));

const edgesOf = (rate: number, bins: number): readonly number[] => {
  const [low, high] = [Math.log(60), Math.log(rate * 0.45)];
  const edges = Array.from({ length: bandCount + 1 }, (_, at) =>
    Math.round((Math.exp(low + ((high - low) * at) / bandCount) * 2 * (bins - 1)) / rate),
  );
  for (let at = 1; at < edges.length; at += 1) {
    edges[at] = Math.min(bins, Math.max(edges[at] ?? 0, (edges[at - 1] ?? 0) + leastBins));
  }
  return edges;
};

/** Takes a sound block by block and gives its levels. */
export function levelsMeter(channels: number, rate: number) {
  const size = windowOf(rate);
  const bins = size / 2 + 1;
  const fft = realFft(size);
  const edges = edgesOf(rate, bins);
  const [re, im] = [new Float64Array(bins), new Float64Array(bins)];
  const window = Float64Array.from(
    { length: size },
    (_, at) => Math.sqrt(2 / 3) * (1 - Math.cos((2 * Math.PI * at) / size)),
  );
  const frame = new Float64Array(size);
  const held = Array.from({ length: channels }, () => new Float32Array(size));
  let filled = 0;
  let rows = 0;
  let power = new Float32Array(1024);
  let bands = new Float32Array(1024 * bandCount);

  const measure = (): void => {
    if (rows === power.length) {
      const [longer, wider] = [new Float32Array(rows * 2), new Float32Array(rows * 2 * bandCount)];
      longer.set(power);
      wider.set(bands);
      [power, bands] = [longer, wider];
    }
    let sum = 0;
    for (const samples of held) {
      for (let at = 0; at < size; at += 1) {
        const value = samples[at] ?? 0;
        sum += value * value;
        frame[at] = value * (window[at] ?? 0);
      }
      fft.forward(frame, re, im);
      for (let band = 0; band < bandCount; band += 1) {
        let inBand = 0;
        for (let k = edges[band] ?? 0; k < (edges[band + 1] ?? 0); k += 1) {
          inBand += (re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2;
        }
        const at = rows * bandCount + band;
        bands[at] = (bands[at] ?? 0) + (2 * inBand) / size / size / channels;
      }
    }
    power[rows] = sum / size / channels;
    rows += 1;
  };

  return {
    push(block: Block): void {
      const length = block[0]?.length ?? 0;
      for (let at = 0; at < length;) {
        const count = Math.min(length - at, size - filled);
        held.forEach((samples, channel) => {
          const from = block[channel];
          if (from) samples.set(from.subarray(at, at + count), filled);
        });
        filled += count;
        at += count;
        if (filled === size) {
          measure();
          filled = 0;
        }
      }
    },
    levels: (): Levels => ({
      step: size / rate,
      rows,
      power: power.subarray(0, rows),
      bands: bands.subarray(0, rows * bandCount),
    }),
  };
}
