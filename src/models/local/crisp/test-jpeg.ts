/** The damage that JPEG does, without its file: 8×8 DCT, the standard's example tables, 4:2:0 colour. */
import { bicubic, drawPicture, resample, toEightBits, type Picture } from './test-picture.ts';

// Tables K.1 and K.2 of ITU-T T.81.
const luma = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const chroma = [
  17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
  47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];

/** cosines[frequency * 8 + place], scaled so that the transform is its own inverse when transposed. */
const cosines = Array.from({ length: 64 }, (_, at) => {
  const frequency = Math.floor(at / 8);
  const scale = frequency === 0 ? Math.SQRT1_2 : 1;
  return (scale / 2) * Math.cos(((2 * (at % 8) + 1) * frequency * Math.PI) / 16);
});

/** The tables scaled by quality 1 to 100 as the Independent JPEG Group's library does. */
function scaledTable(table: readonly number[], quality: number): readonly number[] {
  const percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return table.map((entry) => Math.min(255, Math.max(1, Math.floor((entry * percent + 50) / 100))));
}

/** Quantises every 8×8 block of one plane, values 0 to 255. Sides must be multiples of 8. */
function quantise(plane: Float32Array, width: number, table: readonly number[]): void {
  const block = new Float32Array(64);
  const half = new Float32Array(64);
  for (let start = 0; start < plane.length; start += 8 * width)
    for (let left = start; left < start + width; left += 8) {
      for (let at = 0; at < 64; at += 1)
        block[at] = (plane[left + (at >> 3) * width + (at & 7)] ?? 0) - 128;
      multiply(cosines, block, half, false);
      multiply(cosines, half, block, false);
      for (let at = 0; at < 64; at += 1)
        block[at] = Math.round((block[at] ?? 0) / (table[at] ?? 1)) * (table[at] ?? 1);
      multiply(cosines, block, half, true);
      multiply(cosines, half, block, true);
      for (let at = 0; at < 64; at += 1)
        plane[left + (at >> 3) * width + (at & 7)] = (block[at] ?? 0) + 128;
    }
}

/** out = transpose(matrix · block): done twice it transforms rows and columns. */
function multiply(
  matrix: readonly number[],
  block: Float32Array,
  out: Float32Array,
  inverse: boolean,
): void {
  for (let row = 0; row < 8; row += 1)
    for (let column = 0; column < 8; column += 1) {
      let sum = 0;
      for (let at = 0; at < 8; at += 1)
        sum += (matrix[inverse ? at * 8 + row : row * 8 + at] ?? 0) * (block[at * 8 + column] ?? 0);
      out[column * 8 + row] = sum;
    }
}

/** The picture as it would come back from a JPEG file. Sides must be multiples of 16. */
export function jpegDamage(picture: Picture, quality: number): Picture {
  const { width, height, planes } = picture;
  const size = width * height;
  const component = (red: number, green: number, blue: number, middle: number) =>
    Float32Array.from(
      { length: size },
      (_, at) =>
        255 *
          (red * (planes[at] ?? 0) +
            green * (planes[size + at] ?? 0) +
            blue * (planes[2 * size + at] ?? 0)) +
        middle,
    );
  const bright = component(0.299, 0.587, 0.114, 0);
  quantise(bright, width, scaledTable(luma, quality));
  const quantiseSmall = (full: Float32Array): Float32Array => {
    const small = Float32Array.from({ length: size / 4 }, (_, at) => {
      const corner = Math.floor(at / (width / 2)) * 2 * width + (at % (width / 2)) * 2;
      const below = corner + width;
      return (
        ((full[corner] ?? 0) +
          (full[corner + 1] ?? 0) +
          (full[below] ?? 0) +
          (full[below + 1] ?? 0)) /
        4
      );
    });
    quantise(small, width / 2, scaledTable(chroma, quality));
    // The resampler takes pictures: the one plane goes in as all three.
    const grey = drawPicture(
      width / 2,
      height / 2,
      (_, x, y) => (small[(y * width) / 2 + x] ?? 0) / 255,
    );
    return resample(grey, width, height, bicubic).planes;
  };
  const blueness = quantiseSmall(component(-0.168736, -0.331264, 0.5, 128));
  const redness = quantiseSmall(component(0.5, -0.418688, -0.081312, 128));
  return toEightBits(
    drawPicture(width, height, (plane, x, y) => {
      const at = y * width + x;
      const blue = (blueness[at] ?? 0) * 255 - 128;
      const red = (redness[at] ?? 0) * 255 - 128;
      const shift =
        plane === 0 ? 1.402 * red : plane === 1 ? -0.344136 * blue - 0.714136 * red : 1.772 * blue;
      return ((bright[at] ?? 0) + shift) / 255;
    }),
  );
}
