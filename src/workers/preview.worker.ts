/** Entry of the preview worker: looks at a file for a dialog, before anything is queued. */
import { ok, type Result } from '#domain/result.ts';
import { cleanedBlocks, cleaning, learnNoise, scanSound } from '#media/sound/clean.ts';
import type { Block } from '#media/sound/overlap-add.ts';
import { lookAt, unreadPart } from '#media/timed/join/look.ts';
import type { PartFacts } from '#media/timed/join/part.ts';
import { lengthOf, planJoin, type JoinWish } from '#media/timed/join/plan.ts';
import { openSound, type OpenSound } from '#tasks/denoise_audio/open.ts';
import { pairAt } from '#tasks/denoise_video/pair.ts';

import type { JoinLook, PreviewMethods, SoundFacts, SoundPair } from './previews/methods.ts';
import { serve } from './rpc.ts';

/**
 * Opens the sound of a file, of a film too. What the media engine has to read is kept until another
 * file comes: a person listens to one place after another. The engine is not fetched for a look.
 */
async function openForLook(file: Blob, signal: AbortSignal): Promise<OpenSound> {
  const name = file instanceof File ? `${file.name} ${file.lastModified} ${file.size}` : '';
  if (kept?.name === name) return kept.sound;
  await kept?.release();
  kept = null;
  const use = { signal, seconds: null, mayFetch: false, onProgress: () => undefined };
  const sound = await openSound(file, 'audio', use);
  if (!sound.isThroughEngine || name === '') return sound;
  const stays = { ...sound, release: async () => undefined };
  kept = { name, sound: stays, release: sound.release };
  return stays;
}

let kept: {
  readonly name: string;
  readonly sound: OpenSound;
  readonly release: () => Promise<void>;
} | null = null;

async function scan(file: Blob, signal: AbortSignal): Promise<Result<SoundFacts>> {
  const { audio, shape, release } = await openForLook(file, signal);
  try {
    const { frames, found, power, nothing } = await scanSound(
      audio,
      shape,
      signal,
      () => undefined,
    );
    const { passage, floor, everywhere } = found;
    const { rate, channels } = shape;
    return ok({
      duration: frames / rate,
      rate,
      channels,
      passage,
      everywhere,
      outline: outlineOf(power),
      floor,
      nothing,
    });
  } finally {
    await release();
  }
}

/** Slots of an outline at most. */
const mostSlots = 1000;
/** Peaks stand so far above the mean of speech and music. */
const crest = 2.2;

function outlineOf(power: Float32Array): Uint8Array {
  const slots = Math.max(1, Math.min(mostSlots, power.length));
  const outline = new Uint8Array(slots * 2);
  for (let slot = 0; slot < slots; slot += 1) {
    const from = Math.floor((slot / slots) * power.length);
    const to = Math.max(from + 1, Math.floor(((slot + 1) / slots) * power.length));
    const most = power.subarray(from, to).reduce((one, other) => Math.max(one, other), 0);
    const height = Math.min(127, Math.round(crest * Math.sqrt(most) * 127));
    outline[slot * 2] = 128 - height;
    outline[slot * 2 + 1] = 128 + height;
  }
  return outline;
}

async function listen(
  { file, stretch, passage, everywhere, strength, mix }: PreviewMethods['listen']['input'],
  signal: AbortSignal,
): Promise<Result<SoundPair>> {
  const { audio, shape, release } = await openForLook(file, signal);
  try {
    const profile = await learnNoise(audio, shape, passage, everywhere, signal);
    const through = async (stages: ReturnType<typeof cleaning>): Promise<Float32Array[]> => {
      const parts: Block[] = [];
      for await (const block of cleanedBlocks(audio, shape, stages, signal, stretch))
        parts.push(block);
      return Array.from({ length: shape.channels }, (_, channel) => joined(parts, channel));
    };
    const before = await through([]);
    const after = await through(cleaning(shape, profile, { strength, mix }));
    return ok({ rate: shape.rate, before, after });
  } finally {
    await release();
  }
}

function joined(parts: readonly Block[], channel: number): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + (part[0]?.length ?? 0), 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part[channel] ?? [], at);
    at += part[channel]?.length ?? 0;
  }
  return whole;
}

/** What is known of files that were looked at: an order that is changed asks for them all again. */
const known = new WeakMap<Blob, PartFacts>();

async function lookAtJoin(
  parts: PreviewMethods['join']['input']['parts'],
  wish: JoinWish,
): Promise<Result<JoinLook>> {
  const facts: PartFacts[] = [];
  for (const { name, file } of parts) {
    const found =
      known.get(file) ?? (await lookAt(file, name).catch(() => null)) ?? unreadPart(name);
    known.set(file, found);
    facts.push(found);
  }
  const length = (part: PartFacts): number => lengthOf(part, wish.isFilm);
  const isRead = facts.every(({ isThroughEngine }) => !isThroughEngine);
  const short = isRead ? facts.find((part) => length(part) < 2 * wish.fade) : undefined;
  const mute = wish.isFilm ? undefined : facts.find((part) => isRead && !part.sound);
  return ok({
    plan: planJoin(facts, wish),
    refusal: mute
      ? `“${mute.name}” has no sound`
      : short
        ? `“${short.name}” is shorter than two crossfades`
        : null,
  });
}

serve<PreviewMethods>(self, {
  scan: ({ file }, signal) => scan(file, signal),
  listen,
  join: ({ parts, wish }) => lookAtJoin(parts, wish),
  frame: async ({ file, at, strength, overTime }, signal) =>
    ok(await pairAt(file, at, { strength, overTime }, signal)),
});
