/**
 * Printing: what a print shop asks of a picture. Dots per inch written into a file add no pixel, so
 * what counts is the *effective* resolution: pixels of the picture over inches of the print.
 */

/** A thing to print on, at the size that print shops name at 300 dots per inch. */
export interface PrintProfile {
  readonly id: string;
  readonly name: string;
  /** Size of the print area in inches. */
  readonly width_in: number;
  readonly height_in: number;
  /** What the shop wants, in dots per inch. */
  readonly dpi: number;
  /** The picture covers the whole, as a photograph does; otherwise it lies within, as on a shirt. */
  readonly fills: boolean;
}

const at300 = (
  id: string,
  name: string,
  width: number,
  height: number,
  fills = false,
): PrintProfile => ({
  id,
  name,
  width_in: width / 300,
  height_in: height / 300,
  dpi: 300,
  fills,
});

/** The usual products of print on demand. */
export const printProfiles: readonly PrintProfile[] = [
  at300('shirt', 'Shirt 4500 × 5400', 4500, 5400),
  at300('shirt-small', 'Shirt 3600 × 4800', 3600, 4800),
  at300('sticker', 'Sticker 900 × 900', 900, 900),
  at300('mug', 'Mug 2550 × 1050', 2550, 1050),
  at300('poster-24x36', 'Poster 24 × 36 in', 7200, 10_800, true),
  at300('poster-18x24', 'Poster 18 × 24 in', 5400, 7200, true),
  at300('photo-4x6', 'Photograph 4 × 6 in', 1200, 1800, true),
  { id: 'a4', name: 'A4', width_in: 210 / 25.4, height_in: 297 / 25.4, dpi: 300, fills: true },
  { id: 'a3', name: 'A3', width_in: 297 / 25.4, height_in: 420 / 25.4, dpi: 300, fills: true },
];

export const printProfile = (id: string): PrintProfile | undefined =>
  printProfiles.find((profile) => profile.id === id);

/** Pixels of a picture, or of a print at its full resolution. */
export interface PrintSize {
  readonly width: number;
  readonly height: number;
}

/** The pixels of a print at the resolution that the shop wants. */
export const printPixels = ({ width_in, height_in, dpi }: PrintProfile): PrintSize => ({
  width: Math.round(width_in * dpi),
  height: Math.round(height_in * dpi),
});

/**
 * Dots per inch that a picture really has when it fills a print area (`cover`: its overhang is cut
 * off) or lies within it (`inside`). Not rounded.
 */
export function effectiveDpi(
  { width, height }: PrintSize,
  { width_in, height_in }: PrintProfile,
  fit: 'cover' | 'inside',
): number {
  const across = width / width_in;
  const down = height / height_in;
  return fit === 'cover' ? Math.min(across, down) : Math.max(across, down);
}

/** Below this a print looks soft at arm's length; print shops refuse or warn. */
export const leastDpi = 150;

/** How good a print will be: `good` as asked, `soft` enough for a distance, `poor` below that. */
export const printQuality = (dpi: number, wanted: number): 'good' | 'soft' | 'poor' =>
  dpi >= wanted * 0.999 ? 'good' : dpi >= leastDpi ? 'soft' : 'poor';

/**
 * The smallest picture that a shop takes without a warning, pixels: one that fills the area needs
 * both sides, upright or turned; one that lies within it reaches either.
 */
export function leastPixels(profile: PrintProfile): PrintSize {
  const { width, height } = printPixels(profile);
  // As in `printQuality`: a pixel lost to rounding is none.
  return { width: Math.ceil(width * 0.999), height: Math.ceil(height * 0.999) };
}

/** Whether a picture has pixels enough for a product at the resolution that the shop wants. */
export function isLargeEnough({ width, height }: PrintSize, profile: PrintProfile): boolean {
  const least = leastPixels(profile);
  if (!profile.fills) return width >= least.width || height >= least.height;
  return (
    (width >= least.width && height >= least.height) ||
    (width >= least.height && height >= least.width)
  );
}
