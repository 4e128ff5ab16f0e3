/** Joins the source and what the settings name behind it, in that order. */
import { canEncodeVideo, Quality, type VideoCodec } from 'mediabunny';

import { fail, ok, type Result } from '#domain/result.ts';
import { mimeOf } from '#formats/media-formats.ts';
import { containerOf } from '#media/timed/containers.ts';
import { join, soundCodec, type JoinJob } from '#media/timed/join/join.ts';
import { lengthOf } from '#media/timed/join/plan.ts';

import type { Run, TaskContext } from '../context.ts';
import { asCorrupt } from '../denoise_audio/open.ts';

import { openParts, partRows, type OpenParts } from './parts.ts';
import type { JoinMediaParams } from './task.ts';

const levels = { small: 'low', good: 'medium', best: 'very-high' } as const;
/** Codecs to write with where that of the first cannot be written, best first. */
const choices: readonly VideoCodec[] = ['avc', 'vp9', 'vp8', 'av1'];

export const run: Run<JoinMediaParams> = async (params, context) => {
  let opened: OpenParts | null = null;
  try {
    const { source } = context;
    if (!source?.blob) return fail({ code: 'not_found', what: 'the first part' });
    if (params.following.length === 0) {
      return fail({ code: 'invalid_input', field: 'following', reason: 'at least two are needed' });
    }
    const rows = await partRows(source, params.following, context);
    if (!rows.ok) return rows;
    const isFilm = source.kind === 'video';
    const fade = isFilm ? 0 : params.fade;
    context.progress(0, 'looking at the parts');
    const isSeamless = params.seams === 'exact';
    const wish = { format: source.format, isFilm, fade, isSeamless };
    const parts = await openParts(rows.value, wish, context);
    if (!parts.ok) return parts;
    opened = parts.value;
    const refusal = refusalOf(opened, isFilm, fade);
    if (refusal) return refusal;
    return await joined(opened, { ...params, fade }, isFilm, context);
  } catch (thrown) {
    if (context.signal.aborted) return fail({ code: 'cancelled' });
    return fail(asCorrupt(thrown, 'A part'));
  } finally {
    await opened?.release();
  }
};

/** Why parts cannot be joined at all, or null. */
function refusalOf(
  { parts, plan }: OpenParts,
  isFilm: boolean,
  fade: number,
): Result<never> | null {
  for (const { facts } of parts) {
    const what = `“${facts.name}”`;
    if (isFilm && !facts.picture)
      return fail({ code: 'unsupported', what, reason: 'it has no picture' });
    if (!isFilm && !facts.sound)
      return fail({ code: 'unsupported', what, reason: 'it has no sound' });
    const length = lengthOf(facts, isFilm);
    if (!(length > 0)) return fail({ code: 'corrupt', what, reason: 'there is nothing in it' });
    if (length < 2 * fade) {
      const reason = `${what} is shorter than two crossfades`;
      return fail({ code: 'invalid_input', field: 'fade', reason });
    }
    if (plan.picture?.way === 'made again' && facts.picture?.isHdr) {
      const reason = `its high dynamic range would be lost: ${plan.picture.reasons[0] ?? ''}`;
      return fail({ code: 'unsupported', what, reason });
    }
  }
  return null;
}

async function joined(
  { parts, plan }: OpenParts,
  params: JoinMediaParams,
  isFilm: boolean,
  context: TaskContext,
): ReturnType<typeof run> {
  const pictures = await pictureCodec(parts, plan, params.quality);
  if (!pictures.ok) return pictures;
  const heard = parts.find(({ facts }) => facts.sound)?.facts.sound;
  const sounds = await soundCodec(plan, heard?.codec ?? '');
  if (!sounds.ok) return sounds;
  const seconds = plan.starts.at(-1) ?? 0;
  const format = isFilm ? plan.format : (sounds.value?.format ?? plan.format);
  const reasons = [...new Set([...(plan.picture?.reasons ?? []), ...(plan.sound?.reasons ?? [])])];
  const note = reasons.length === 0 ? 'as they are' : 'made again';
  const writer = await context.createBlob();
  try {
    const { frames } = await join({
      parts,
      plan,
      fade: params.fade,
      writer,
      pictures: pictures.value,
      sounds: sounds.value,
      signal: context.signal,
      onProgress: (at) => {
        if (Number.isFinite(at)) context.progress(Math.min(1, at / seconds), note);
      },
    });
    const stored = await writer.close();
    const codec = pictures.value?.codec ?? parts[0]?.facts.picture?.codec ?? sounds.value?.codec;
    const others = parts.reduce((sum, { facts }) => sum + facts.others, 0);
    return ok({
      file: {
        ...stored,
        facts: {
          mime: mimeOf(format, isFilm ? 'video' : 'audio'),
          format,
          ...(plan.picture ? { width: plan.picture.width, height: plan.picture.height } : {}),
          duration_s: Math.round(seconds * 1e6) / 1e6,
          ...(codec ? { codec: codec === 'avc' ? 'h264' : codec } : {}),
          metadata: {},
        },
      },
      generation: { provider: 'inkreel', model: 'join 1', params },
      result: {
        parts: parts.length,
        ...(plan.picture ? { frames, picture: plan.picture.way } : {}),
        ...(plan.sound ? { sound: plan.sound.isLossless ? 'without loss' : plan.sound.way } : {}),
        ...(reasons.length > 0 ? { because: reasons } : {}),
        begins_at_s: plan.starts.slice(0, -1).map((start) => Math.round(start * 1e6) / 1e6),
        ...(others > 0 ? { left_out: `${others} further tracks` } : {}),
      },
    });
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}

/** With what the picture is encoded; null where it is copied, or there is none. */
async function pictureCodec(
  parts: OpenParts['parts'],
  { format, picture }: OpenParts['plan'],
  quality: JoinMediaParams['quality'],
): Promise<Result<JoinJob['pictures']>> {
  if (picture?.way !== 'made again') return ok(null);
  const own = parts[0]?.facts.picture?.codec;
  const held = containerOf(format).getSupportedVideoCodecs();
  const { width, height } = picture;
  for (const codec of [...choices.filter((one) => one === own), ...choices]) {
    if (!held.includes(codec)) continue;
    if (await canEncodeVideo(codec, { width, height })) {
      return ok({ codec, quality: new Quality(levels[quality]) });
    }
  }
  const reason = `this browser encodes no video of ${width} × ${height} for ${format.toUpperCase()}`;
  return fail({ code: 'unsupported', what: 'A joined film', reason });
}
