/**
 * A moving picture (GIF, animated WebP, APNG, AVIF) as a film: each frame for as long as it was
 * shown, once. Frames are decoded one by one; none is held.
 */
import { canEncodeVideo, CanvasSource, type Quality, type VideoCodec } from 'mediabunny';

import { fail, ok, type Result } from '#domain/result.ts';

import { blobTarget, type PlacedBytes } from './blob-target.ts';
import { containerOf } from './containers.ts';
import { openOutput } from './output.ts';

export interface PictureFilm {
  readonly file: Blob;
  /** The type of the picture, e.g. "image/gif". */
  readonly mime: string;
  readonly format: 'mp4' | 'webm';
  /** Both even, as encoders want them. */
  readonly width: number;
  readonly height: number;
  /** Draws a frame onto a canvas of that size, over the frame before. */
  readonly draw: (frame: VideoFrame, context: OffscreenCanvasRenderingContext2D) => void;
  /** A level, or bits a second. */
  readonly quality: Quality;
  readonly writer: PlacedBytes;
  readonly signal: AbortSignal;
  readonly onProgress: (fraction: number) => void;
}

const codecs: Readonly<Record<PictureFilm['format'], VideoCodec>> = { mp4: 'avc', webm: 'vp9' };
/** Seconds that browsers show a frame which says next to nothing of its time, and what they take for that. */
const [usualTime, noTime] = [0.1, 0.01];
/** Matroska has no length of its own for the last frame, so it is written once more so late (seconds). */
const lastFrame = 0.02;

/** Times of one frame, in seconds. */
const lengthOf = ({ duration }: VideoFrame): number => {
  const seconds = (duration ?? 0) / 1e6;
  return seconds > noTime ? seconds : usualTime;
};

/**
 * Writes the film; the writer is closed by its owner.
 *
 * Failures: `unsupported` where the browser decodes no frames of the picture or encodes no film of
 * this size, `corrupt` where a frame cannot be decoded, `cancelled`.
 */
export async function filmOfPicture(
  film: PictureFilm,
): Promise<Result<{ readonly seconds: number; readonly frames: number; readonly codec: string }>> {
  const { mime, format, width, height, quality, signal } = film;
  if (typeof ImageDecoder === 'undefined' || !(await ImageDecoder.isTypeSupported(mime))) {
    const reason = 'this browser shows it, but gives nobody its frames';
    return fail({ code: 'unsupported', what: 'A moving picture', reason });
  }
  const codec = codecs[format];
  if (!(await canEncodeVideo(codec, { width, height }))) {
    const reason = `this browser encodes no ${format.toUpperCase()} of ${width} × ${height}`;
    return fail({ code: 'unsupported', what: 'A film', reason });
  }
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return fail({ code: 'out_of_memory', what: 'a canvas for a frame' });
  const output = openOutput({ format: containerOf(format), target: blobTarget(film.writer) });
  const source = new CanvasSource(canvas, { codec, quality, latencyMode: 'quality' });
  output.addVideoTrack(source);
  const decoder = new ImageDecoder({ data: film.file.stream(), type: mime });
  try {
    await decoder.completed;
    const frames = decoder.tracks.selectedTrack?.frameCount ?? 0;
    if (frames < 2) {
      const reason = 'it does not move: a film of it would stand still';
      return fail({ code: 'unsupported', what: 'This picture', reason });
    }
    await output.start();
    let at = 0;
    for (let index = 0; index < frames; index += 1) {
      signal.throwIfAborted();
      const { image } = await decoder.decode({ frameIndex: index });
      const length = lengthOf(image);
      film.draw(image, context);
      image.close();
      const isSplit = index === frames - 1 && format === 'webm' && length > lastFrame;
      const first = isSplit ? length - lastFrame : length;
      await source.add(at, first);
      if (isSplit) await source.add(at + first, lastFrame);
      at += length;
      film.onProgress((index + 1) / frames);
    }
    await output.finalize();
    return ok({ seconds: at, frames, codec: codec === 'avc' ? 'h264' : codec });
  } catch (thrown) {
    await output.cancel().catch(() => undefined);
    if (signal.aborted) return fail({ code: 'cancelled' });
    if (!(thrown instanceof DOMException) || thrown.name === 'QuotaExceededError') throw thrown;
    const reason = `one of its frames could not be decoded (${thrown.message})`;
    return fail({ code: 'corrupt', what: 'This picture', reason });
  } finally {
    decoder.close();
  }
}
