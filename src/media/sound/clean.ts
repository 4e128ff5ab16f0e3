/** The way of a sound from a file to a cleaned one: what is learnt, what is taken away, how loud it becomes. */
import type { InputAudioTrack } from 'mediabunny';

import { levelsMeter } from './bands.ts';
import { denoiser, nothingToClean, profileMeter, type DenoiseStrength } from './denoise.ts';
import { limiter } from './limiter.ts';
import { loudnessMeter, type Loudness } from './loudness.ts';
import type { Block, Stage } from './overlap-add.ts';
import { findQuiet, type Passage, type QuietFinding } from './quiet.ts';
import { soundBlocks, type SoundShape } from './read.ts';
import type { NoiseProfile } from './suppress.ts';

/** Samples that go through the stages at once. */
const gathered = 1 << 14;

/** What the first pass through a sound tells. */
export interface SoundScan {
  /** Samples of each channel. */
  readonly frames: number;
  readonly found: QuietFinding;
  /** Mean power, in even steps over the whole sound. */
  readonly power: Float32Array;
  /** Why nothing should be cleaned, or null. */
  readonly nothing: string | null;
}

/** Joins the small blocks of a codec into larger ones. */
async function* inLarger(blocks: AsyncGenerator<Block>): AsyncGenerator<Block> {
  let parts: Block[] = [];
  let length = 0;
  const joined = (): Block =>
    (parts[0] ?? []).map((_, channel) => {
      const whole = new Float32Array(length);
      let at = 0;
      for (const part of parts) {
        whole.set(part[channel] ?? [], at);
        at += part[channel]?.length ?? 0;
      }
      return whole;
    });
  for await (const block of blocks) {
    parts.push(block);
    length += block[0]?.length ?? 0;
    if (length < gathered) continue;
    yield joined();
    [parts, length] = [[], 0];
  }
  if (length > 0) yield joined();
}

/** Sends blocks through stages, one after another; what the last gives comes out. */
export async function* staged(
  blocks: AsyncGenerator<Block>,
  stages: readonly Stage[],
): AsyncGenerator<Block> {
  for await (const block of blocks) {
    const out = stages.reduce((sound, stage) => stage.push(sound), block);
    if ((out[0]?.length ?? 0) > 0) yield out;
  }
  for (let at = 0; at < stages.length; at += 1) {
    const rest = stages[at]?.end() ?? [];
    const out = stages.slice(at + 1).reduce((sound, stage) => stage.push(sound), rest);
    if ((out[0]?.length ?? 0) > 0) yield out;
  }
}

/** Reads a whole sound once: how long it is, where it is quiet. `reached` gets seconds. */
export async function scanSound(
  track: InputAudioTrack,
  shape: SoundShape,
  signal: AbortSignal,
  reached: (seconds: number) => void,
): Promise<SoundScan> {
  const meter = levelsMeter(shape.channels, shape.rate);
  let frames = 0;
  for await (const block of inLarger(soundBlocks(track, shape, signal))) {
    meter.push(block);
    frames += block[0]?.length ?? 0;
    reached(frames / shape.rate);
  }
  const levels = meter.levels();
  const found = findQuiet(levels);
  return { frames, found, power: levels.power, nothing: nothingToClean(found) };
}

/** Learns the noise of a passage; null when it is too short to teach anything. */
export async function learnNoise(
  track: InputAudioTrack,
  shape: SoundShape,
  passage: Passage,
  everywhere: readonly number[],
  signal: AbortSignal,
): Promise<NoiseProfile | null> {
  const meter = profileMeter(shape.channels, shape.rate);
  const from = shape.start + passage.start;
  const span = { from, to: from + passage.length };
  for await (const block of soundBlocks(track, shape, signal, span)) meter.push(block);
  return meter.profile(everywhere);
}

/** The stages of a cleaning; none where nothing is taken away. */
export const cleaning = (
  shape: SoundShape,
  profile: NoiseProfile | null,
  how: DenoiseStrength,
): readonly Stage[] => (profile ? [denoiser(shape.rate, profile, how)] : []);

/** The cleaned sound, block by block; `span` in seconds of the sound. */
export const cleanedBlocks = (
  track: InputAudioTrack,
  shape: SoundShape,
  stages: readonly Stage[],
  signal: AbortSignal,
  span?: Passage,
): AsyncGenerator<Block> => {
  const times = span && {
    from: shape.start + span.start,
    to: shape.start + span.start + span.length,
  };
  return staged(inLarger(soundBlocks(track, shape, signal, times)), stages);
};

/** Measures what comes out of the stages. */
export async function measureCleaned(
  blocks: AsyncGenerator<Block>,
  shape: SoundShape,
  reached: (seconds: number) => void,
): Promise<Loudness> {
  const meter = loudnessMeter(shape.channels, shape.rate);
  let frames = 0;
  for await (const block of blocks) {
    meter.push(block);
    frames += block[0]?.length ?? 0;
    reached(frames / shape.rate);
  }
  return meter.measured();
}

/** Highest true peak of a sound that was brought to a loudness: −1 dBTP, as EBU R 128 asks. */
const ceiling = 10 ** (-1 / 20);
/** Silence is not raised without end. dB. */
const mostGain = 40;

/** Brings a sound from its measured loudness to a target (LUFS) and keeps its peaks at −1 dBTP. */
export const toLoudness = (shape: SoundShape, measured: Loudness, target: number): Stage => {
  const needed = Number.isFinite(measured.integrated) ? target - measured.integrated : 0;
  const gain = 10 ** (Math.min(mostGain, needed) / 20);
  return limiter(shape.channels, shape.rate, gain, ceiling);
};

/** Passes sound on and measures it on its way. */
export function measuring(shape: SoundShape): { readonly stage: Stage; measured(): Loudness } {
  const meter = loudnessMeter(shape.channels, shape.rate);
  return {
    stage: {
      push(block) {
        meter.push(block);
        return block;
      },
      end: () => [],
    },
    measured: meter.measured,
  };
}
