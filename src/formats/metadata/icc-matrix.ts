/** What an ICC profile of a display says of colours: three curves and a matrix (ICC.1:2022, 8.3.3). */
import { isAt, u16, u32 } from '../bytes.ts';

const tagLimit = 200;

export interface MatrixProfile {
  /** Linear light, 0 to 1, of the 256 values of red, green and blue. */
  readonly curves: readonly [Float64Array, Float64Array, Float64Array];
  /** Linear red, green, blue → XYZ under D50, three rows of three. */
  readonly toXyz: readonly number[];
}

/**
 * Reads a profile of that kind. Null for every other: grey and CMYK, tables of colours (A2B), and
 * what is damaged.
 */
export function matrixProfile(icc: Uint8Array): MatrixProfile | null {
  if (!isAt(icc, 36, 'acsp') || !isAt(icc, 16, 'RGB ') || !isAt(icc, 20, 'XYZ ')) return null;
  const tags = new Map<string, number>();
  for (let index = 0; index < Math.min(u32(icc, 128), tagLimit); index += 1) {
    const at = 132 + index * 12;
    if (at + 12 > icc.length) return null;
    tags.set(String.fromCharCode(...icc.subarray(at, at + 4)), u32(icc, at + 4));
  }
  if (tags.has('A2B0')) return null;
  const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => xyzAt(icc, tags.get(tag)));
  const [red, green, blue] = ['rTRC', 'gTRC', 'bTRC'].map((tag) => curveAt(icc, tags.get(tag)));
  if (!red || !green || !blue || columns.includes(null)) return null;
  const toXyz = [0, 1, 2].flatMap((row) => columns.map((column) => column?.[row] ?? 0));
  return { curves: [red, green, blue], toXyz };
}

/** A signed number of 16 bits before and 16 behind the point. */
const fixedAt = (icc: Uint8Array, at: number): number => (u32(icc, at) | 0) / 65_536;

function xyzAt(icc: Uint8Array, at: number | undefined): readonly number[] | null {
  if (at === undefined || at + 20 > icc.length || !isAt(icc, at, 'XYZ ')) return null;
  return [8, 12, 16].map((offset) => fixedAt(icc, at + offset));
}

/** A curve at its 256 places; null when it is damaged. */
function curveAt(icc: Uint8Array, at: number | undefined): Float64Array | null {
  const curve = at === undefined ? null : isAt(icc, at, 'curv') ? table(icc, at) : power(icc, at);
  if (!curve) return null;
  const values = Float64Array.from({ length: 256 }, (_, value) => curve(value / 255));
  return values.every((value) => Number.isFinite(value)) ? values : null;
}

type Curve = (value: number) => number;

/** Section 10.6: nothing is a straight line, one number an exponent, more are samples. */
function table(icc: Uint8Array, at: number): Curve | null {
  if (at + 12 > icc.length) return null;
  const count = u32(icc, at + 8);
  if (count === 0) return (value) => value;
  if (at + 12 + count * 2 > icc.length) return null;
  const sample = (index: number): number => u16(icc, at + 12 + index * 2);
  if (count === 1) return (value) => value ** (sample(0) / 256);
  return (value) => {
    const place = value * (count - 1);
    const below = Math.min(count - 2, Math.floor(place));
    const share = place - below;
    return (sample(below) * (1 - share) + sample(below + 1) * share) / 65_535;
  };
}

/** How many numbers each of the five kinds of parametric curves has. */
const parameters = [1, 3, 4, 5, 7];

/** Section 10.18: parametric curves. */
function power(icc: Uint8Array, at: number): Curve | null {
  if (at + 12 > icc.length || !isAt(icc, at, 'para')) return null;
  const kind = u16(icc, at + 8);
  const count = parameters[kind];
  if (count === undefined || at + 12 + count * 4 > icc.length) return null;
  const given = (index: number): number => (index < count ? fixedAt(icc, at + 12 + index * 4) : 0);
  const [g, a, b, c, d] = [given(0), kind === 0 ? 1 : given(1), given(2), given(3), given(4)];
  const [e, f] = kind === 4 ? [given(5), given(6)] : kind === 2 ? [c, c] : [0, 0];
  const from = kind >= 3 ? d : kind === 0 ? -Infinity : -b / a;
  const slope = kind >= 3 ? c : 0;
  return (value) => (value >= from ? Math.max(0, a * value + b) ** g + e : slope * value + f);
}
