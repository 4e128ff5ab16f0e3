/** Cuts sound into overlapping windows, hands their spectra to be changed, and joins them again. */
import { realFft } from './fft.ts';

/** One block of sound: one array a channel, all of the same length, samples of −1 to 1. */
export type Block = readonly Float32Array[];

/** Something that sound streams through, block by block, without being held as a whole. */
export interface Stage {
  /** Takes a block and gives what is finished; often a little less or more than was taken. */
  push(block: Block): Block;
  /** Gives the rest. All that came out is exactly as long as all that went in. */
  end(): Block;
}

/** Changes one spectrum (size / 2 + 1 bins) of one channel in place. */
export type ChangeSpectrum = (channel: number, re: Float64Array, im: Float64Array) => void;

/** The window in both directions: the root of a periodic Hann window, so that both make a Hann. */
export const rootHann = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, at) => Math.sin((Math.PI * at) / size));

/** A queue of samples per channel that gives its front away. */
function fifo(channels: number) {
  let arrays = Array.from({ length: channels }, () => new Float32Array(1 << 14));
  let length = 0;
  return {
    length: () => length,
    arrays: () => arrays,
    append(block: Block): void {
      const more = block[0]?.length ?? 0;
      const room = arrays[0]?.length ?? 0;
      if (length + more > room) {
        const size = Math.max(room * 2, length + more);
        arrays = arrays.map((old) => {
          const grown = new Float32Array(size);
          grown.set(old.subarray(0, length));
          return grown;
        });
      }
      arrays.forEach((array, channel) =>
        array.set(block[channel] ?? new Float32Array(more), length),
      );
      length += more;
    },
    drop(count: number): void {
      for (const array of arrays) array.copyWithin(0, count, length);
      length -= count;
    },
  };
}

/**
 * Short-time Fourier transform, change, and overlap-add with four-fold overlap (Allen & Rabiner
 * 1977). Without a change the output is the input but for rounding; there is no delay: what comes
 * out first belongs to the first sample.
 *
 * @param size samples of a window, a power of two
 */
export function overlapAdd(channels: number, size: number, change: ChangeSpectrum): Stage {
  const hop = size / 4;
  const fft = realFft(size);
  const window = rootHann(size);
  const [re, im] = [new Float64Array(size / 2 + 1), new Float64Array(size / 2 + 1)];
  const frame = new Float64Array(size);
  const sums = Array.from({ length: channels }, () => new Float64Array(size));
  const waiting = fifo(channels);
  let taken = 0;
  let given = 0;
  // The first windows begin before the sound, over zeros, so that every sample has four windows.
  let skip = size - hop;
  const silence = (length: number): Block =>
    Array.from({ length: channels }, () => new Float32Array(length));
  waiting.append(silence(skip));

  const drain = (): Block => {
    const steps = Math.max(0, Math.floor((waiting.length() - size) / hop) + 1);
    const out = Array.from({ length: channels }, () => new Float32Array(steps * hop));
    waiting.arrays().forEach((samples, channel) => {
      const sum = sums[channel] as Float64Array;
      for (let step = 0; step < steps; step += 1) {
        const from = step * hop;
        for (let at = 0; at < size; at += 1) {
          frame[at] = (samples[from + at] ?? 0) * (window[at] ?? 0);
        }
        fft.forward(frame, re, im);
        change(channel, re, im);
        fft.inverse(re, im, frame);
        // Squared root-Hann windows at a quarter apart sum up to 2.
        for (let at = 0; at < size; at += 1) {
          sum[at] = (sum[at] ?? 0) + (frame[at] ?? 0) * (window[at] ?? 0) * 0.5;
        }
        out[channel]?.set(sum.subarray(0, hop), from);
        sum.copyWithin(0, hop);
        sum.fill(0, size - hop);
      }
    });
    waiting.drop(steps * hop);
    const from = Math.min(skip, steps * hop);
    skip -= from;
    const length = Math.min(steps * hop - from, taken - given);
    given += length;
    return out.map((samples) => samples.subarray(from, from + length));
  };

  return {
    push(block) {
      taken += block[0]?.length ?? 0;
      waiting.append(block);
      return drain();
    },
    end() {
      waiting.append(silence(2 * size));
      return drain();
    },
  };
}
