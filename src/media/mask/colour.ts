/** How far colours are apart for the eye: OKLab (Björn Ottosson, A perceptual color space, 2020). */

/** Red, green and blue of sRGB, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Linear light of each sRGB value (IEC 61966-2-1). */
const linear = Float64Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** Lightness 0 to 1, and two opponent colours of about −0.4 to 0.4. */
export function okLabOf([red, green, blue]: Rgb): readonly [number, number, number] {
  const [r, g, b] = [linear[red] ?? 0, linear[green] ?? 0, linear[blue] ?? 0];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Parts of a hundredth that distances are told in. */
const parts = 500;

/**
 * Measures colours against one, in hundredths of OKLab: 0 is the same, about 2 is just seen, 100 is
 * black against white. What was measured once is remembered, for pictures repeat their colours.
 */
export function distanceTo(colour: Rgb): (red: number, green: number, blue: number) => number {
  const [light, opponent, other] = okLabOf(colour);
  // 0: not measured yet.
  const known = new Uint16Array(1 << 24);
  return (red, green, blue) => {
    const key = (red << 16) | (green << 8) | blue;
    const before = known[key] ?? 0;
    if (before > 0) return (before - 1) / parts;
    const [l, a, b] = okLabOf([red, green, blue]);
    const distance = Math.round(100 * parts * Math.hypot(l - light, a - opponent, b - other));
    known[key] = distance + 1;
    return distance / parts;
  };
}
