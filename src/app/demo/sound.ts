/** The demo's two sounds, made of arithmetic: rain on a roof and a chime of five notes. */
import { chanceOf } from './chance.ts';

const rate = 22_050;

/** Samples between −1 and 1 as a WAV file, 16 bits, one channel. */
export function wavOf(samples: Float32Array): Blob {
  const bytes = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at: number, value: string): void => {
    for (let index = 0; index < value.length; index += 1) {
      bytes.setUint8(at + index, value.charCodeAt(index));
    }
  };
  text(0, 'RIFF');
  bytes.setUint32(4, 36 + samples.length * 2, true);
  text(8, 'WAVEfmt ');
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, rate, true);
  bytes.setUint32(28, rate * 2, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  text(36, 'data');
  bytes.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, index) => {
    bytes.setInt16(44 + index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  });
  return new Blob([bytes.buffer], { type: 'audio/wav' });
}

/** Rain: noise without its sharpest part, with single drops. Seconds. */
export function rainSound(seconds: number): Float32Array {
  const chance = chanceOf(7);
  const samples = new Float32Array(Math.round(seconds * rate));
  let low = 0;
  let drop = 0;
  for (let index = 0; index < samples.length; index += 1) {
    low += (chance() * 2 - 1 - low) * 0.18;
    if (chance() < 0.0009) drop = 0.5 + chance() * 0.4;
    drop *= 0.9965;
    const swell = 0.8 + 0.2 * Math.sin((index / rate) * 0.9);
    samples[index] =
      (low * 0.55 + drop * 0.25 * (chance() * 2 - 1)) * swell * fade(index, samples.length);
  }
  return samples;
}

/** Five bells of a pentatonic scale, each with two overtones that die away sooner. Seconds. */
export function chimeSound(seconds: number): Float32Array {
  const samples = new Float32Array(Math.round(seconds * rate));
  const notes = [392, 440, 523.25, 587.33, 659.25, 523.25, 440, 392];
  notes.forEach((frequency, note) => {
    const from = Math.round(note * 0.72 * rate);
    for (let index = from; index < samples.length; index += 1) {
      const time = (index - from) / rate;
      const bell =
        Math.sin(2 * Math.PI * frequency * time) * Math.exp(-time * 1.7) +
        0.4 * Math.sin(2 * Math.PI * frequency * 2.76 * time) * Math.exp(-time * 3.4) +
        0.18 * Math.sin(2 * Math.PI * frequency * 5.4 * time) * Math.exp(-time * 6);
      samples[index] = (samples[index] ?? 0) + bell * 0.2 * fade(index, samples.length);
    }
  });
  return samples;
}

/** Softly in and out, a tenth of a second each. */
const fade = (index: number, length: number): number =>
  Math.min(1, index / (rate * 0.1), (length - index) / (rate * 0.1));
