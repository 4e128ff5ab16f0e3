/** What the tests of this folder need of a picture: planes, resampling, JPEG-like damage, PSNR. */

import { lanczos3 } from '#media/image/resample.ts';

/** Planes R, G, B one after the other, 0 to 1, rows from the top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly planes: Float32Array;
}

type Kernel = { readonly reach: number; readonly weight: (distance: number) => number };

/** Lanczos with three lobes, the app's own: what the network is measured against. */
export const lanczos: Kernel = { reach: 3, weight: lanczos3 };

/** Keys' cubic with a = -0.5. */
export const bicubic: Kernel = {
  reach: 2,
  weight: (signed) => {
    const x = Math.abs(signed);
    if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
    return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
  },
};

/** Rounds to 8 bits, as a file would. */
export const toEightBits = (picture: Picture): Picture => ({
  ...picture,
  planes: picture.planes.map((value) => Math.round(Math.min(1, Math.max(0, value)) * 255) / 255),
});

/** Resizes; when reducing, the kernel is widened so that nothing aliases. The result is 8-bit. */
export function resample(picture: Picture, width: number, height: number, kernel: Kernel): Picture {
  const across = resampleRows(picture.planes, picture.width, width, kernel);
  const turned = transpose(across, width, picture.height);
  const down = resampleRows(turned, picture.height, height, kernel);
  return toEightBits({ width, height, planes: transpose(down, height, width) });
}

function resampleRows(from: Float32Array, before: number, after: number, kernel: Kernel) {
  const rows = from.length / before;
  const to = new Float32Array(rows * after);
  const step = before / after;
  const widened = Math.max(1, step);
  for (let x = 0; x < after; x += 1) {
    const centre = (x + 0.5) * step - 0.5;
    const first = Math.max(0, Math.ceil(centre - kernel.reach * widened));
    const last = Math.min(before - 1, Math.floor(centre + kernel.reach * widened));
    const weights: number[] = [];
    for (let tap = first; tap <= last; tap += 1)
      weights.push(kernel.weight((tap - centre) / widened));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    for (let row = 0; row < rows; row += 1) {
      let value = 0;
      weights.forEach((weight, tap) => (value += weight * (from[row * before + first + tap] ?? 0)));
      to[row * after + x] = value / sum;
    }
  }
  return to;
}

function transpose(planes: Float32Array, width: number, height: number): Float32Array {
  const turned = new Float32Array(planes.length);
  for (let plane = 0; plane < planes.length; plane += width * height)
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        turned[plane + x * height + y] = planes[plane + y * width + x] ?? 0;
  return turned;
}

/** Continues the picture beyond its rim by mirroring, without repeating the outermost pixel. */
export function mirrorRim(picture: Picture, rim: number): Picture {
  const width = picture.width + 2 * rim;
  const height = picture.height + 2 * rim;
  const mirror = (at: number, size: number) => size - 1 - Math.abs(size - 1 - Math.abs(at));
  return drawPicture(width, height, (plane, x, y) => {
    const row = plane * picture.height + mirror(y - rim, picture.height);
    return picture.planes[row * picture.width + mirror(x - rim, picture.width)] ?? 0;
  });
}

/** The part of a picture from (left, top). */
export const crop = (from: Picture, left: number, top: number, width: number, height: number) =>
  drawPicture(
    width,
    height,
    (plane, x, y) => from.planes[(plane * from.height + y + top) * from.width + x + left] ?? 0,
  );

/** A picture from a function of plane and whole coordinates. */
export function drawPicture(
  width: number,
  height: number,
  value: (plane: number, x: number, y: number) => number,
): Picture {
  const planes = new Float32Array(3 * width * height);
  for (let at = 0, plane = 0; plane < 3; plane += 1)
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) planes[at++] = value(plane, x, y);
  return { width, height, planes };
}

/** Peak signal to noise in dB over all three planes, without `shave` pixels at the rim. */
export function psnr(first: Picture, second: Picture, shave = 4): number {
  const { width, height } = first;
  let sum = 0;
  let count = 0;
  first.planes.forEach((value, at) => {
    const x = at % width;
    const y = Math.floor(at / width) % height;
    if (x < shave || y < shave || x >= width - shave || y >= height - shave) return;
    sum += (value - (second.planes[at] ?? 0)) ** 2;
    count += 1;
  });
  return 10 * Math.log10(count / Math.max(sum, count * 1e-7));
}
