/** Cleans one sound: finds its quiet passage, learns the noise, takes it away, sets the loudness. */
import { fail, ok, type Result } from '#domain/result.ts';
import {
  cleanedBlocks,
  cleaning,
  learnNoise,
  measureCleaned,
  measuring,
  scanSound,
  toLoudness,
} from '#media/sound/clean.ts';
import type { Loudness } from '#media/sound/loudness.ts';
import type { Stage } from '#media/sound/overlap-add.ts';
import type { Passage } from '#media/sound/quiet.ts';
import type { NoiseProfile } from '#media/sound/suppress.ts';

import type { Run, TaskContext } from '../context.ts';

import { asDecoded, openSound, type OpenSound } from './open.ts';
import type { DenoiseAudioParams } from './task.ts';
import { writeCleaned } from './write.ts';

const rounded = (value: number): number | null =>
  Number.isFinite(value) ? Math.round(value * 10) / 10 : null;

/** Share of the progress that the media engine takes, where it has to read the sound first. */
const throughEngine = 0.3;

/** The same context, whose progress begins behind what was done before. */
const behind = (context: TaskContext, from: number): TaskContext => ({
  ...context,
  progress: (fraction, note) => context.progress(from + (1 - from) * fraction, note),
});

/** What the passes before the last one found. */
interface Learnt {
  readonly frames: number;
  readonly stages: readonly Stage[];
  /** Why no noise was taken away, or null. */
  readonly nothing: string | null;
  readonly passage: Passage | null;
  readonly floor: number;
}

/** The same fresh stages for a pass: each keeps a state of its own. */
type Fresh = () => readonly Stage[];

export const run: Run<DenoiseAudioParams> = async (params, context) => {
  let opened: OpenSound | null = null;
  try {
    const { source } = context;
    if (!source?.blob) return fail({ code: 'not_found', what: 'sound' });
    const isVideo = source.kind === 'video';
    opened = await openSound(await context.openBlob(source.blob), isVideo ? 'video' : 'audio', {
      signal: context.signal,
      seconds: source.duration_s,
      onProgress: (fraction, note) => context.progress(fraction * throughEngine, note),
    });
    const { isThroughEngine } = opened;
    const work: TaskContext = isThroughEngine ? behind(context, throughEngine) : context;
    const learnt = await learn(params, opened, work);
    if (!learnt.ok) return learnt;
    const { frames, nothing, passage, floor } = learnt.value;
    const wantsLoudness = params.loudness !== 'keep';
    const out = wantsLoudness ? measuring(opened.shape) : null;
    const stages = out ? [...learnt.value.stages, out.stage] : learnt.value.stages;
    const written = await writeCleaned(opened, { frames, stages, isVideo }, work);
    if (!written.ok) return written;
    const loudness = out?.measured();
    return ok({
      file: written.value.file,
      generation: { provider: 'inkreel', model: 'denoise sound 1', params },
      result: {
        noise: nothing === null ? 'taken away' : `nothing to take away: ${nothing}`,
        noise_level_db: rounded(floor),
        ...(passage && nothing === null
          ? {
              quiet_start_s: Math.round(passage.start * 100) / 100,
              quiet_length_s: Math.round(passage.length * 100) / 100,
            }
          : {}),
        ...(loudness
          ? {
              loudness_lufs: rounded(loudness.integrated),
              true_peak_dbtp: rounded(loudness.truePeak),
            }
          : {}),
        ...(isThroughEngine ? { read_by: 'media engine' } : {}),
        ...(written.value.leftOut.length > 0 ? { left_out: written.value.leftOut } : {}),
      },
    });
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : asDecoded(thrown, 'This sound'));
  } finally {
    await opened?.release();
  }
};

async function learn(
  params: DenoiseAudioParams,
  { audio, shape }: OpenSound,
  context: TaskContext,
): Promise<Result<Learnt>> {
  const seconds = Math.max(0.1, await audio.computeDuration());
  const isLoudness = params.loudness !== 'keep';
  const pass = (from: number, share: number, what: string) => (at: number) =>
    context.progress(from + share * Math.min(1, at / seconds), what);
  const scan = await scanSound(
    audio,
    shape,
    context.signal,
    pass(0, 0.2, 'listening for the noise'),
  );
  if (scan.frames === 0) {
    return fail({ code: 'corrupt', what: 'This sound', reason: 'there is nothing to hear in it' });
  }
  const chosen = params.passage === 'chosen';
  const passage = chosen ? { start: params.start, length: params.length } : scan.found.passage;
  const isOff = params.strength === 0 || params.mix === 0;
  const nothing = isOff ? 'the strength is 0' : chosen ? null : scan.nothing;
  if (nothing !== null && !isLoudness) return fail({ code: 'nothing_to_do', reason: nothing });
  let profile: NoiseProfile | null = null;
  if (nothing === null && passage) {
    const everywhere = chosen ? [] : scan.found.everywhere;
    profile = await learnNoise(audio, shape, passage, everywhere, context.signal);
    if (!profile) {
      return fail({
        code: 'invalid_input',
        field: 'length',
        reason: 'the passage is too short to learn from',
      });
    }
  }
  const known = profile;
  const fresh: Fresh = () => cleaning(shape, known, params);
  let measured: Loudness | null = null;
  if (isLoudness) {
    const blocks = cleanedBlocks(audio, shape, fresh(), context.signal);
    measured = await measureCleaned(blocks, shape, pass(0.2, 0.3, 'measuring the loudness'));
  }
  const stages = [
    ...fresh(),
    ...(measured ? [toLoudness(shape, measured, Number(params.loudness))] : []),
  ];
  return ok({ frames: scan.frames, stages, nothing, passage, floor: scan.found.floor });
}
