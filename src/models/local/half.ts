/**
 * Numbers of 16 bits (IEEE 754 binary16), as tensors of type float16 hold them: one sign, five bits
 * of exponent, ten of fraction.
 */

const bits = new Uint32Array(1);
const number = new Float32Array(bits.buffer);

/** The nearest half of a number, ties to even; too large becomes infinity. */
export function toHalf(value: number): number {
  number[0] = value;
  const word = bits[0] ?? 0;
  const sign = (word >>> 16) & 0x8000;
  const exponent = ((word >>> 23) & 0xff) - 112;
  const fraction = word & 0x7fffff;
  if (exponent >= 31) {
    const isNaN = exponent === 143 && fraction !== 0;
    return sign | 0x7c00 | (isNaN ? 0x200 : 0);
  }
  if (exponent > 0) return sign | round((exponent << 23) | fraction, 13);
  // Too small for a leading one: the fraction is shifted instead.
  return exponent < -10 ? sign : sign | round(fraction | 0x800000, 14 - exponent);
}

/** Shifts right by some bits, rounding to nearest, ties to even. */
function round(value: number, shift: number): number {
  const kept = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}

const values = new Float32Array(65_536);
let filled = false;

/** The number that a half stands for. */
export function fromHalf(half: number): number {
  if (!filled) fill();
  return values[half & 0xffff] ?? Number.NaN;
}

function fill(): void {
  for (let half = 0; half < 65_536; half += 1) {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 31;
    const fraction = half & 0x3ff;
    values[half] =
      exponent === 31
        ? fraction
          ? Number.NaN
          : sign * Infinity
        : sign * (exponent === 0 ? fraction * 2 ** -24 : (fraction + 1024) * 2 ** (exponent - 25));
  }
  filled = true;
}

export const toHalves = (numbers: Float32Array): Uint16Array<ArrayBuffer> =>
  Uint16Array.from(numbers, toHalf);
export const fromHalves = (halves: Uint16Array): Float32Array<ArrayBuffer> =>
  Float32Array.from(halves, fromHalf);
