/** Frames of a decoder as planes, and planes as frames for an encoder. */
import { VideoSample } from 'mediabunny';

import { packed, planesOf, type PlanarFormat, type Planes } from '#media/denoise/planes.ts';

/** A frame taken apart, with what must be said again when it is put together. */
export interface OpenFrame {
  readonly planes: Planes;
  readonly format: PlanarFormat;
  readonly width: number;
  readonly height: number;
}

/** Names of a decoder's formats that are taken apart without loss, and what they are then. */
const taken: Readonly<Record<string, PlanarFormat>> = {
  I420: 'I420',
  I420A: 'I420',
  I422: 'I422',
  I422A: 'I422',
  I444: 'I444',
  I444A: 'I444',
  NV12: 'NV12',
};

/** Whether a decoder's format keeps all it has: others (10 bits, RGB) are read as 8-bit RGB. */
export const isTakenWhole = (format: string | null): boolean =>
  format !== null && (format in taken || /^(RGB|BGR)[AX]$/.test(format));

/** Many films may be transparent and are not; one that is would lose it. */
function refuseTransparent(alpha: Uint8Array, step: number, from: number): void {
  for (let at = from; at < alpha.length; at += step) {
    if ((alpha[at] ?? 255) < 255) {
      throw { code: 'unsupported', what: 'This video', reason: 'its transparency would be lost' };
    }
  }
}

/** Copies a frame into planes; the sample stays open. Throws a failure when it is transparent. */
export async function openFrame(sample: VideoSample): Promise<OpenFrame> {
  const { width, height } = sample.visibleRect;
  const format = sample.format === null ? undefined : taken[sample.format];
  if (format) {
    const bytes = new Uint8Array(sample.allocationSize());
    const layout = await sample.copyTo(bytes);
    const colours = format === 'NV12' ? 2 : 3;
    const alpha = layout[colours];
    if (alpha) refuseTransparent(withoutPadding(bytes, alpha, width, height), 1, 0);
    const whole = tight(bytes, layout.slice(0, colours), format, width, height);
    return { planes: planesOf(whole, format, width, height), format, width, height };
  }
  const bytes = new Uint8Array(sample.allocationSize({ format: 'RGBA' }));
  const [layout] = await sample.copyTo(bytes, { format: 'RGBA' });
  const rows = layout ? withoutPadding(bytes, layout, width * 4, height) : bytes;
  refuseTransparent(rows, 4, 3);
  return { planes: planesOf(rows, 'RGBX', width, height), format: 'RGBX', width, height };
}

/** All planes one behind the other, without padding. */
function tight(
  bytes: Uint8Array,
  layout: readonly PlaneLayout[],
  format: PlanarFormat,
  width: number,
  height: number,
): Uint8Array {
  const half = Math.ceil(width / 2);
  const rows = format === 'I420' || format === 'NV12' ? Math.ceil(height / 2) : height;
  const parts = layout.map((plane, at) => {
    const wide = at === 0 || format === 'I444' ? width : format === 'NV12' ? half * 2 : half;
    return withoutPadding(bytes, plane, wide, at === 0 ? height : rows);
  });
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function withoutPadding(
  bytes: Uint8Array,
  { offset, stride }: PlaneLayout,
  width: number,
  height: number,
): Uint8Array {
  if (stride === width) return bytes.subarray(offset, offset + width * height);
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    out.set(bytes.subarray(offset + y * stride, offset + y * stride + width), y * width);
  }
  return out;
}

/**
 * A frame of the filtered planes, at the time and with the colours of the one it was made from.
 *
 * @param isShown turned as the film says; an encoder is told of it by the track instead
 */
export function closeFrame(
  planes: Planes,
  { format, width, height }: OpenFrame,
  from: VideoSample,
  isShown = false,
): VideoSample {
  const { bytes, format: written } = packed(planes, format);
  const { squarePixelWidth, squarePixelHeight, rotation, flip } = from;
  const isSquare = squarePixelWidth === width && squarePixelHeight === height;
  return new VideoSample(bytes, {
    format: written,
    codedWidth: width,
    codedHeight: height,
    ...(isSquare || isShown
      ? {}
      : { displayWidth: squarePixelWidth, displayHeight: squarePixelHeight }),
    ...(isShown ? { rotation, flip } : {}),
    timestamp: from.timestamp,
    duration: from.duration,
    ...(format === 'RGBX' ? {} : { colorSpace: from.colorSpace.toJSON() }),
  });
}
