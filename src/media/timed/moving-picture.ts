/**
 * A film as a moving picture, GIF or animated WebP: frames at an even pace, cut and made small,
 * encoded one by one. Only what is encoded stays in memory.
 */
import { CanvasSink, type CropRectangle, type InputVideoTrack, type Rotation } from 'mediabunny';

import { webpFrame, webpHead } from '#formats/webp/animation.ts';
import { openGif } from '../image/gif.ts';

export interface MovingPicture {
  readonly format: 'gif' | 'webp';
  readonly start: number;
  readonly end: number;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
  readonly rotate: Rotation;
  readonly crop?: CropRectangle;
  /** 1–100, for WebP. */
  readonly quality: number;
}

/** The angle within one turn. */
const turn = (degrees: number): Rotation => ([0, 90, 180, 270] as const)[(degrees / 90) % 4] ?? 0;

/** Most frames: a longer film is one for a video. */
export const mostFrames = 1500;
/** Frames from which the colours of a GIF are chosen. */
const colourFrames = 12;

/** Times of the frames, in seconds, within the part that is wanted. */
const timesOf = ({ start, end, fps }: MovingPicture): readonly number[] =>
  Array.from(
    { length: Math.min(mostFrames, Math.max(1, Math.round((end - start) * fps))) },
    (_, at) => start + at / fps,
  );

/** Encodes it; a programming error when the signal is aborted in between (it throws). */
export async function movingPicture(
  video: InputVideoTrack,
  picture: MovingPicture,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<{ readonly bytes: readonly Uint8Array<ArrayBuffer>[]; readonly frames: number }> {
  const { width, height, fps, quality, crop, rotate } = picture;
  // The sink takes an angle for the frames as they lie, and forgets what the file says of them.
  const rotation = turn((await video.getRotation()) + rotate);
  const sink = new CanvasSink(video, {
    width,
    height,
    fit: 'fill',
    rotation,
    poolSize: 2,
    ...(crop ? { crop } : {}),
  });
  const times = timesOf(picture);
  const encoder =
    picture.format === 'gif'
      ? gifEncoder(width, height, fps, await sampleFrames(sink, times))
      : webpEncoder(width, height, fps, quality);
  let done = 0;
  for await (const frame of sink.canvasesAtTimestamps(times)) {
    signal.throwIfAborted();
    if (frame) await encoder.add(frame.canvas);
    done += 1;
    onProgress(done / times.length);
  }
  return { bytes: encoder.end(), frames: encoder.count() };
}

/** In a worker frames come on the first, in a page on the second. */
type Canvas = OffscreenCanvas | HTMLCanvasElement;

interface FrameEncoder {
  add(canvas: Canvas): Promise<void>;
  count(): number;
  end(): readonly Uint8Array<ArrayBuffer>[];
}

const pixelsOf = (canvas: Canvas): Uint8ClampedArray<ArrayBuffer> => {
  const context = contextOf(canvas);
  if (!context) throw { code: 'out_of_memory', what: 'a canvas for a frame' };
  return new Uint8ClampedArray(context.getImageData(0, 0, canvas.width, canvas.height).data);
};

/** The two canvases give contexts of two types, which are used alike here. */
const contextOf = (
  canvas: Canvas,
): CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null => canvas.getContext('2d');

/** A few frames from all over the film, every fourth pixel of each, for choosing colours. */
async function sampleFrames(
  sink: CanvasSink,
  times: readonly number[],
): Promise<Uint8ClampedArray<ArrayBuffer>> {
  const chosen = times.filter(
    (_, at) => at % Math.max(1, Math.floor(times.length / colourFrames)) === 0,
  );
  const parts: number[] = [];
  for await (const frame of sink.canvasesAtTimestamps(chosen)) {
    if (!frame) continue;
    const pixels = pixelsOf(frame.canvas);
    for (let at = 0; at < pixels.length; at += 16) {
      parts.push(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0, 255);
    }
  }
  return new Uint8ClampedArray(parts);
}

function gifEncoder(
  width: number,
  height: number,
  fps: number,
  sample: Uint8ClampedArray<ArrayBuffer>,
): FrameEncoder {
  const gif = openGif(width, height, sample);
  let count = 0;
  let shown = 0;
  return {
    async add(canvas) {
      // GIF counts in hundredths: what is rounded off one frame goes to the next.
      const until = Math.round(((count + 1) * 100) / fps);
      gif.add(pixelsOf(canvas), (until - shown) * 10);
      shown = until;
      count += 1;
    },
    count: () => count,
    end: () => [gif.end()],
  };
}

function webpEncoder(width: number, height: number, fps: number, quality: number): FrameEncoder {
  const shape = { width, height, hasAlpha: false, loops: 0 };
  const frames: Uint8Array<ArrayBuffer>[] = [];
  const own = new OffscreenCanvas(width, height);
  let shown = 0;
  return {
    async add(canvas) {
      own.getContext('2d', { alpha: false })?.drawImage(canvas, 0, 0);
      const blob = await own.convertToBlob({ type: 'image/webp', quality: quality / 100 });
      if (blob.type !== 'image/webp') {
        const reason = 'this browser does not write it';
        throw { code: 'unsupported', what: 'WebP', reason };
      }
      const until = Math.round(((frames.length + 1) * 1000) / fps);
      frames.push(webpFrame(new Uint8Array(await blob.arrayBuffer()), shape, until - shown));
      shown = until;
    },
    count: () => frames.length,
    end: () => [
      webpHead(
        shape,
        frames.reduce((sum, one) => sum + one.length, 0),
      ),
      ...frames,
    ],
  };
}
