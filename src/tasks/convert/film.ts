/** Converts a moving picture into a film: turned, sized and put on a ground like any picture. */
import { Quality } from 'mediabunny';

import { failureFrom } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { mimeOf, type MediaFormat } from '#formats/media-formats.ts';
import { measured } from '#media/timed/blob-target.ts';
import { filmOfPicture } from '#media/timed/film-of-picture.ts';

import type { Run, TaskContext } from '../context.ts';

import { planSize, type Size, type SizePlan } from './size.ts';
import { evenSize, filmFormat, type ConvertParams } from './task.ts';

/** Searches for a rate that keeps to a limit, at most. */
const rounds = 4;
/** What the next try aims at, below the limit. */
const aim = 0.93;
/** Fewer bits a second than this are no film. */
const leastRate = 20_000;

/** The level of quality by its number, as encoders of films know it. */
const levelOf = (quality: number): Quality =>
  new Quality(quality < 50 ? 'low' : quality < 80 ? 'medium' : quality < 95 ? 'high' : 'very-high');

export const runFilm: Run<ConvertParams> = async (params, context) => {
  try {
    const { source } = context;
    const format = filmFormat(params.format);
    if (!source?.blob || !format) return fail({ code: 'not_found', what: 'the picture' });
    const file = await context.openBlob(source.blob);
    const mime = mimeOf(source.format as MediaFormat, 'image');
    const own = await sizeOf(file, mime);
    const plan = planSize(own, params);
    const size = evenSize(plan.result);
    const write = (quality: Quality) =>
      writeOnce({ file, mime, format, plan, size, quality }, params, context);
    const written =
      params.at_most_kb === null
        ? await write(levelOf(params.quality))
        : await within(params.at_most_kb * 1000, write, () => write(levelOf(params.quality)));
    if (!written.ok) return written;
    const { writer, film } = written.value;
    const stored = await writer.close();
    return ok({
      file: {
        ...stored,
        facts: {
          mime: mimeOf(format, 'video'),
          format,
          ...size,
          duration_s: film.seconds,
          codec: film.codec,
          metadata: {},
        },
      },
      generation: { provider: 'inkreel', model: 'convert 2', params },
      result: { ...size, frames: film.frames },
    });
  } catch (thrown) {
    return fail(context.signal.aborted ? { code: 'cancelled' } : failureFrom(thrown));
  }
};

/** Pixels of the first frame. */
async function sizeOf(file: Blob, type: string): Promise<Size> {
  const bitmap = await createImageBitmap(new Blob([file], { type }));
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}

interface Once {
  readonly file: Blob;
  readonly mime: string;
  readonly format: 'mp4' | 'webm';
  readonly plan: SizePlan;
  readonly size: Size;
  readonly quality: Quality;
}

/** A film that was written but not closed: it may still be given up for a smaller one. */
interface Written {
  readonly writer: Awaited<ReturnType<TaskContext['createBlob']>>;
  readonly bytes: number;
  readonly film: { readonly seconds: number; readonly frames: number; readonly codec: string };
}

async function writeOnce(
  { plan, size, ...film }: Once,
  params: ConvertParams,
  context: TaskContext,
): Promise<Result<Written>> {
  const writer = await context.createBlob();
  const bytes = measured(writer);
  try {
    const made = await filmOfPicture({
      ...film,
      ...size,
      writer: bytes,
      draw: (frame, canvas) => draw(frame, canvas, plan, size, params),
      signal: context.signal,
      onProgress: (fraction) => context.progress(fraction),
    });
    if (made.ok) return ok({ writer, bytes: bytes.end(), film: made.value });
    await writer.abort();
    return made;
  } catch (thrown) {
    await writer.abort();
    throw thrown;
  }
}

/** The film of at most so many bytes: as good as asked, then at rates that come down. */
async function within(
  limit: number,
  write: (quality: Quality) => Promise<Result<Written>>,
  first: () => Promise<Result<Written>>,
): Promise<Result<Written>> {
  let made = await first();
  for (let round = 1; made.ok && made.value.bytes > limit && round < rounds; round += 1) {
    const { writer, bytes, film } = made.value;
    await writer.abort();
    const rate = Math.floor(((Math.min(bytes, limit) * 8) / film.seconds) * aim ** round);
    if (rate < leastRate) break;
    made = await write(new Quality({ bitrate: rate }));
  }
  if (!made.ok || made.value.bytes <= limit) return made;
  await made.value.writer.abort();
  const said = `it has ${Math.round(made.value.bytes / 1000)} kB at the lowest rate tried; choose a smaller size`;
  return fail({ code: 'too_large', what: 'The film', limit: said });
}

/** One frame as the plan says: mirrored, turned, scaled, cut or surrounded, on its ground. */
function draw(
  frame: VideoFrame,
  canvas: OffscreenCanvasRenderingContext2D,
  { turned, scaled, result, left, top }: SizePlan,
  size: Size,
  { rotate, mirror, background }: ConvertParams,
): void {
  canvas.resetTransform();
  canvas.fillStyle = background;
  canvas.fillRect(0, 0, size.width, size.height);
  canvas.imageSmoothingQuality = 'high';
  canvas.scale(size.width / result.width, size.height / result.height);
  canvas.translate(-left, -top);
  canvas.scale(scaled.width / turned.width, scaled.height / turned.height);
  canvas.translate(turned.width / 2, turned.height / 2);
  canvas.rotate((rotate * Math.PI) / 180);
  if (mirror) canvas.scale(-1, 1);
  const [width, height] = [frame.displayWidth, frame.displayHeight];
  canvas.drawImage(frame, -width / 2, -height / 2, width, height);
}
