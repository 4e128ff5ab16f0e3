import { AudioSampleSink, type InputAudioTrack } from 'mediabunny';

/** Slots of the peaks of one sound. */
export const peakSlots = 1000;
const middle = 128;

/** A sample of −1 to 1 as a byte; 0 becomes 128. */
export const peakByte = (value: number): number =>
  Math.min(255, Math.max(0, Math.round(middle + value * 127)));

/** Gathers the lowest and highest sample of each slot of a sound. */
export interface Peaks {
  /** One sample of −1 to 1 at its time in seconds. */
  take(second: number, value: number): void;
  /** Two bytes per slot (low, high); slots without sound are 128, 128. */
  read(): Uint8Array;
}

/** @param seconds length of the whole sound */
export function openPeaks(seconds: number): Peaks {
  const lows = new Float32Array(peakSlots);
  const highs = new Float32Array(peakSlots);
  return {
    take(second, value) {
      const slot = Math.max(0, Math.min(peakSlots - 1, Math.floor((second / seconds) * peakSlots)));
      if (value < (lows[slot] ?? 0)) lows[slot] = value;
      if (value > (highs[slot] ?? 0)) highs[slot] = value;
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
        for (let frame = 0; frame < frames; frame += 1) {
          peaks.take(start + frame / sampleRate, buffer[frame] ?? 0);
        }
      }
    } finally {
      sample.close();
    }
  }
  return peaks.read();
}
