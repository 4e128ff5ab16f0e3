import { AudioSampleSink, type InputAudioTrack } from 'mediabunny';

/** Slots of the peaks of one sound. */
export const peakSlots = 1000;
const middle = 128;

/** A sample of −1 to 1 as a byte; 0 becomes 128. */
export const peakByte = (value: number): number =>
  Math.min(255, Math.max(0, Math.round(middle + value * 127)));

/** Samples of one channel, one after the other in time. */
export interface SampleRun {
  /** Seconds of the first one in the whole sound. */
  readonly start: number;
  /** Samples per second. */
  readonly rate: number;
  readonly count: number;
  /** Holds them, from `first` on, each `stride` behind the one before. */
  readonly samples: Float32Array | Int16Array;
  readonly first?: number;
  readonly stride?: number;
  /** What stands for 1 in `samples`. */
  readonly full?: number;
}

/** Gathers the lowest and highest sample of each slot of a sound. */
export interface Peaks {
  take(run: SampleRun): void;
  /** Two bytes per slot (low, high); slots without sound are 128, 128. */
  read(): Uint8Array;
}

/** @param seconds length of the whole sound */
export function openPeaks(seconds: number): Peaks {
  const lows = new Float32Array(peakSlots);
  const highs = new Float32Array(peakSlots);
  const slotAt = (second: number): number =>
    Math.max(0, Math.min(peakSlots - 1, Math.floor((second / seconds) * peakSlots)));
  return {
    take({ start, rate, count, samples, first = 0, stride = 1, full = 1 }) {
      const slotOf = (at: number): number => slotAt(start + at / rate);
      // The slot is reckoned where it changes, not for each sample: hundreds lie in one.
      for (let at = 0; at < count;) {
        const slot = slotOf(at);
        const end = endOfSlot(
          slot,
          at,
          count,
          slotOf,
          (((slot + 1) * seconds) / peakSlots - start) * rate,
        );
        let low = 0;
        let high = 0;
        const stop = first + end * stride;
        for (let index = first + at * stride; index < stop; index += stride) {
          const value = samples[index] ?? 0;
          if (value < low) low = value;
          else if (value > high) high = value;
        }
        lows[slot] = Math.min(lows[slot] ?? 0, low / full);
        highs[slot] = Math.max(highs[slot] ?? 0, high / full);
        at = end;
      }
    },
    read() {
      const peaks = new Uint8Array(peakSlots * 2);
      for (let slot = 0; slot < peakSlots; slot += 1) {
        peaks[slot * 2] = peakByte(lows[slot] ?? 0);
        peaks[slot * 2 + 1] = peakByte(highs[slot] ?? 0);
      }
      return peaks;
    },
  };
}

/** The sample behind the last one of a slot: near `guess`, told exactly by the slots of its neighbours. */
function endOfSlot(
  slot: number,
  from: number,
  count: number,
  slotOf: (at: number) => number,
  guess: number,
): number {
  let end = Math.max(from + 1, Math.min(count, Math.ceil(guess)));
  while (end < count && slotOf(end) === slot) end += 1;
  while (end > from + 1 && slotOf(end - 1) > slot) end -= 1;
  return end;
}

/**
 * The peaks of a sound over all its channels. It is decoded piece by piece and never held as a whole.
 *
 * @param seconds length of the whole sound
 */
export async function peaksOf(
  track: InputAudioTrack,
  seconds: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const peaks = openPeaks(seconds);
  let buffer = new Float32Array(0);
  for await (const sample of new AudioSampleSink(track).samples()) {
    try {
      signal.throwIfAborted();
      const { numberOfFrames: frames, numberOfChannels: channels, sampleRate } = sample;
      if (buffer.length < frames) buffer = new Float32Array(frames);
      const start = Math.max(0, sample.timestamp);
      for (let planeIndex = 0; planeIndex < channels; planeIndex += 1) {
        sample.copyTo(buffer, { planeIndex, format: 'f32-planar' });
        peaks.take({ start, rate: sampleRate, count: frames, samples: buffer });
      }
    } finally {
      sample.close();
    }
  }
  return peaks.read();
}
