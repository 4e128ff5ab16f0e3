/** Converts one film: what the browser cannot read goes through the media engine first. */
import type { InputVideoTrack } from 'mediabunny';

import { fail, ok, type Result } from '#domain/result.ts';
import { besideInMatroska } from '#formats/matroska/beside.ts';
import { mimeOf } from '#formats/media-formats.ts';
import { interlacingOf } from '#media/timed/interlaced.ts';
import { mostFrames, movingPicture } from '#media/timed/moving-picture.ts';
import { openReadable, type Readable, type ReadableUse } from '#media/timed/readable.ts';

import type { Run, TaskContext } from '../context.ts';
import { asCorrupt } from '../denoise_audio/open.ts';
import { trimOf } from '../trim.ts';

import { writeFilm, type Made } from './film.ts';
import { lossesOf } from './losses.ts';
import { filmSize, type FilmSize } from './size.ts';
import { isMovingPicture, type ConvertVideoParams } from './task.ts';

/** Frames a second of a moving picture when none are asked for. */
const usualPace = 15;
const webpQuality = { small: 50, good: 75, best: 92 } as const;

export const run: Run<ConvertVideoParams> = async (params, context) => {
  let readable: Readable | null = null;
  const { signal } = context;
  try {
    const { source } = context;
    if (!source?.blob) return fail({ code: 'not_found', what: 'the video' });
    const file = await context.openBlob(source.blob);
    const use: ReadableUse = {
      signal,
      seconds: source.duration_s,
      part: { start: params.start, end: params.end },
      onProgress: (fraction, note) => context.progress(fraction * 0.4, note),
    };
    // Packets that are kept as they are keep their half pictures too.
    const wish = params.codec === 'keep' || params.interlaced === 'keep' ? null : params.interlaced;
    const interlacing = wish ? await interlacingOf(file, use) : { is: false };
    const weave = wish && 'is' in interlacing && interlacing.is ? wish : null;
    const opened = await openReadable(file, 'video', { ...use, ...(weave ? { weave } : {}) });
    if (!opened.ok) return opened;
    readable = opened.value;
    const { input, isThroughEngine, isOriginal } = readable;
    const video = await input.getPrimaryVideoTrack();
    if (!video)
      return fail({ code: 'unsupported', what: 'This file', reason: 'it has no picture' });
    const from = isThroughEngine ? 0.4 : 0;
    const work: TaskContext = {
      ...context,
      progress: (fraction, note) => context.progress(from + (1 - from) * fraction, note),
    };
    const length = await input.computeDuration();
    if (!(length > 0)) {
      return fail({ code: 'corrupt', what: 'This video', reason: 'there is nothing to see in it' });
    }
    const part = trimOf(params, length);
    if (part.trim.end <= part.trim.start) {
      const reason = 'it begins behind the end of the video';
      return fail({ code: 'invalid_input', field: 'start', reason });
    }
    // As it is shown: a telephone held upright films lying frames and says how to turn them.
    const own = {
      width: await video.getDisplayWidth(),
      height: await video.getDisplayHeight(),
    };
    const size = filmSize(own, params);
    if (!size) {
      const reason = 'more is cut off than there is';
      return fail({ code: 'invalid_input', field: 'crop_left', reason });
    }
    const made = isMovingPicture(params.format)
      ? await asMovingPicture(video, params, params.format, size, part, work)
      : await writeFilm(
          { input, video, params, size, part, isOriginal, beside: await besideInMatroska(file) },
          work,
        );
    if (!made.ok) return made;
    return ok({
      ...made.value,
      generation: { provider: 'inkreel', model: 'convert video 1', params },
      result: {
        ...made.value.result,
        ...(made.value.result?.['copied'] ? {} : await lossesOf(readable, video)),
        ...(isThroughEngine ? { read_by: 'media engine' } : {}),
        ...(weave ? { deinterlaced: weave } : {}),
        ...('unseen' in interlacing ? { half_pictures_unseen: interlacing.unseen } : {}),
      },
    });
  } catch (thrown) {
    if (signal.aborted) return fail({ code: 'cancelled' });
    return fail(asCorrupt(thrown, 'This video'));
  } finally {
    await readable?.release();
  }
};

async function asMovingPicture(
  video: InputVideoTrack,
  params: ConvertVideoParams,
  format: 'gif' | 'webp',
  { width, height, crop }: FilmSize,
  { trim, seconds }: ReturnType<typeof trimOf>,
  context: TaskContext,
): Promise<Result<Made>> {
  const fps = params.fps ?? usualPace;
  if (seconds * fps > mostFrames) {
    const limit = `${mostFrames} frames, which are ${Math.floor(mostFrames / fps)} s at ${fps} a second; cut it, or make a video`;
    return fail({ code: 'too_large', what: 'A moving picture', limit });
  }
  const { bytes, frames } = await movingPicture(
    video,
    {
      format,
      ...trim,
      fps,
      width,
      height,
      rotate: params.rotate,
      quality: webpQuality[params.quality],
      ...(crop ? { crop } : {}),
    },
    context.signal,
    (fraction) => context.progress(fraction),
  );
  const writer = await context.createBlob();
  try {
    for (const part of bytes) await writer.write(part);
    const stored = await writer.close();
    const facts = { mime: mimeOf(format, 'image'), format, width, height, metadata: { frames } };
    return ok({ file: { ...stored, facts }, result: { frames } });
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}
