/** Frames as planes of bytes: what the arithmetic of denoising works on. */

/** One plane: rows without padding, 8 bits a sample. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A frame as planes, in the order of its format: Y U V, or R G B. */
export type Planes = readonly Plane[];

/** Formats that are taken apart and put together without loss. */
export type PlanarFormat = 'I420' | 'I422' | 'I444' | 'NV12' | 'RGBX';

/** Sizes of the planes of a format. Odd sizes round up, as codecs do. */
export function planeSizes(
  format: PlanarFormat,
  width: number,
  height: number,
): readonly { readonly width: number; readonly height: number }[] {
  const whole = { width, height };
  const half = Math.ceil(width / 2);
  if (format === 'RGBX' || format === 'I444') return [whole, whole, whole];
  const colour = { width: half, height: format === 'I422' ? height : Math.ceil(height / 2) };
  return [whole, colour, colour];
}

/** Takes packed bytes of a format (without padding between rows) apart. */
export function planesOf(
  bytes: Uint8Array,
  format: PlanarFormat,
  width: number,
  height: number,
): Planes {
  const sizes = planeSizes(format, width, height);
  if (format === 'RGBX') {
    return sizes.map((size, at) => ({ ...size, data: everyNth(bytes, 4, at, width * height) }));
  }
  let from = 0;
  return sizes.map((size, at) => {
    const count = size.width * size.height;
    if (format === 'NV12' && at > 0) {
      const pairs = bytes.subarray(width * height);
      return { ...size, data: everyNth(pairs, 2, at - 1, count) };
    }
    const data = bytes.subarray(from, from + count);
    from += count;
    return { ...size, data };
  });
}

/** Puts planes together again; NV12 becomes I420, which says the same. */
export function packed(
  planes: Planes,
  format: PlanarFormat,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly format: Exclude<PlanarFormat, 'NV12'> } {
  if (format === 'RGBX') {
    const pixels = planes[0]?.data.length ?? 0;
    const bytes = new Uint8Array(pixels * 4).fill(255);
    planes.forEach(({ data }, at) => {
      for (let pixel = 0; pixel < pixels; pixel += 1) bytes[pixel * 4 + at] = data[pixel] ?? 0;
    });
    return { bytes, format };
  }
  const bytes = new Uint8Array(planes.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const { data } of planes) {
    bytes.set(data, at);
    at += data.length;
  }
  return { bytes, format: format === 'NV12' ? 'I420' : format };
}

function everyNth(bytes: Uint8Array, step: number, from: number, count: number): Uint8Array {
  const out = new Uint8Array(count);
  for (let at = 0; at < count; at += 1) out[at] = bytes[at * step + from] ?? 0;
  return out;
}
