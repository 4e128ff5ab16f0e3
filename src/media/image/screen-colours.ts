/** Colours of a picture's own profile as a canvas wants them: sRGB (IEC 61966-2-1). */
import { matrixProfile } from '#formats/metadata/icc-matrix.ts';

/** XYZ under D50 → linear sRGB, three rows of three (primaries of ICC's own sRGB profile, inverted). */
const fromXyz = [
  3.134_136, -1.617_386, -0.490_662, -0.978_796, 1.916_254, 0.033_443, 0.071_955, -0.228_977,
  1.405_386,
];

/** Linear light in so many steps finds its value of 8 bits to less than half of one. */
const steps = 8_192;
/** Values that differ by no more than this from what they were make the conversion pointless. */
const noDifference = 1;

/** Changes RGBA pixels in place; what lies outside of sRGB is clipped. */
export type ToScreen = (pixels: Uint8ClampedArray) => void;

/**
 * The way from a profile to the screen; null where there is none to go: the profile is sRGB as it
 * is, or is not of three curves and a matrix (then colours are shown as they are stored).
 */
export function toScreen(icc: Uint8Array): ToScreen | null {
  const profile = matrixProfile(icc);
  if (!profile) return null;
  const [red, green, blue] = profile.curves;
  const { toXyz } = profile;
  const cell = (row: number, column: number): number =>
    [0, 1, 2].reduce(
      (sum, by) => sum + (fromXyz[row * 3 + by] ?? 0) * (toXyz[by * 3 + column] ?? 0),
      0,
    );
  const [rr, rg, rb] = [cell(0, 0), cell(0, 1), cell(0, 2)];
  const [gr, gg, gb] = [cell(1, 0), cell(1, 1), cell(1, 2)];
  const [br, bg, bb] = [cell(2, 0), cell(2, 1), cell(2, 2)];
  const encoded = Uint8ClampedArray.from({ length: steps + 1 }, (_, at) => 255 * gamma(at / steps));
  const value = (light: number): number =>
    encoded[Math.round(Math.min(1, Math.max(0, light)) * steps)] ?? 0;
  const convert: ToScreen = (pixels) => {
    for (let at = 0; at < pixels.length; at += 4) {
      const r = red[pixels[at] ?? 0] ?? 0;
      const g = green[pixels[at + 1] ?? 0] ?? 0;
      const b = blue[pixels[at + 2] ?? 0] ?? 0;
      pixels[at] = value(rr * r + rg * g + rb * b);
      pixels[at + 1] = value(gr * r + gg * g + gb * b);
      pixels[at + 2] = value(br * r + bg * g + bb * b);
    }
  };
  return isIdentity(convert) ? null : convert;
}

const gamma = (light: number): number =>
  light <= 0.003_130_8 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;

/** Whether a grid of colours stays as it is. */
function isIdentity(convert: ToScreen): boolean {
  const levels = [0, 32, 64, 128, 192, 255];
  const grid = Uint8ClampedArray.from(
    levels.flatMap((r) => levels.flatMap((g) => levels.flatMap((b) => [r, g, b, 255]))),
  );
  const converted = grid.slice();
  convert(converted);
  return converted.every((value, at) => Math.abs(value - (grid[at] ?? 0)) <= noDifference);
}
