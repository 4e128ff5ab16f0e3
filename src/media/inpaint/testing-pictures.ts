/**
 * Structured pictures and brush-like holes drawn on the spot, for tests and the benchmark of
 * filling. Everything follows from the seed, so that other programs can be given the same pixels.
 */

/** A small seeded generator of numbers 0–1 (xorshift32, G. Marsaglia, 2003). */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4294967296;
  };
}

type Rgb = readonly [number, number, number];
type Paint = (x: number, y: number) => Rgb;

/** RGBA pixels, and where they are to be filled: 1 = hole. */
export interface TestPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly hole: Uint8Array<ArrayBuffer>;
}

const mix = (one: Rgb, other: Rgb, share: number): Rgb => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
];

/** Smooth noise 0–1 on a lattice of random values. */
function noiseOf(random: () => number, cells = 64): (x: number, y: number) => number {
  const lattice = Float32Array.from({ length: cells * cells }, random);
  const at = (x: number, y: number): number =>
    lattice[(((y % cells) + cells) % cells) * cells + (((x % cells) + cells) % cells)] ?? 0;
  return (x, y) => {
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [u, v] = [x - left, y - top];
    const [su, sv] = [u * u * (3 - 2 * u), v * v * (3 - 2 * v)];
    const upper = at(left, top) * (1 - su) + at(left + 1, top) * su;
    const lower = at(left, top + 1) * (1 - su) + at(left + 1, top + 1) * su;
    return upper * (1 - sv) + lower * sv;
  };
}

const painters: Readonly<Record<string, (random: () => number, side: number) => Paint>> = {
  stripes(random, side) {
    const [one, other] = [colour(random), colour(random)];
    const angle = random() * Math.PI;
    const period = 7 + random() * 14;
    const isHard = random() < 0.5;
    const light = 0.3 * random();
    return (x, y) => {
      const along = (x * Math.cos(angle) + y * Math.sin(angle)) / period;
      const wave = Math.sin(along * 2 * Math.PI);
      const share = isHard ? clamp01(0.5 + wave * period * 0.16) : 0.5 + 0.5 * wave;
      return mix(mix(one, other, share), [128, 128, 128], (light * y) / side);
    };
  },
  gradients(random, side) {
    const corners = [colour(random), colour(random), colour(random), colour(random)] as const;
    const [cx, cy] = [random() * side, random() * side];
    const radius = side * (0.4 + random());
    const isRadial = random() < 0.4;
    return (x, y) => {
      if (isRadial) {
        const far = clamp01(Math.hypot(x - cx, y - cy) / radius);
        return mix(corners[0], corners[1], far);
      }
      const [u, v] = [x / side, y / side];
      return mix(mix(corners[0], corners[1], u), mix(corners[2], corners[3], u), v);
    };
  },
  shapes(random, side) {
    const ground = colour(random);
    const shapes = Array.from({ length: 7 }, () => ({
      x: random() * side,
      y: random() * side,
      wide: side * (0.08 + random() * 0.25),
      high: side * (0.08 + random() * 0.25),
      turn: random() * Math.PI,
      round: random() < 0.5,
      tone: colour(random),
    }));
    return (x, y) => {
      let result: Rgb = ground;
      for (const { x: cx, y: cy, wide, high, turn, round, tone } of shapes) {
        const [dx, dy] = [x - cx, y - cy];
        const u = (dx * Math.cos(turn) + dy * Math.sin(turn)) / wide;
        const v = (dy * Math.cos(turn) - dx * Math.sin(turn)) / high;
        const inside = round ? 1 - Math.hypot(u, v) : 1 - Math.max(Math.abs(u), Math.abs(v));
        result = mix(result, tone, clamp01(0.5 + inside * Math.min(wide, high)));
      }
      return result;
    };
  },
  bricks(random) {
    const [clay, mortar] = [colour(random), colour(random)];
    const [wide, high] = [22 + Math.floor(random() * 14), 10 + Math.floor(random() * 6)];
    const joint = 2 + Math.floor(random() * 2);
    const grain = noiseOf(random);
    return (x, y) => {
      const row = Math.floor(y / high);
      const across = x + (row % 2) * Math.floor(wide / 2);
      const isMortar = across % wide < joint || y % high < joint;
      const tone = (grain(x * 0.7, y * 0.7) - 0.5) * 14;
      const [red, green, blue] = isMortar ? mortar : clay;
      return [red + tone, green + tone, blue + tone];
    };
  },
  wood(random, side) {
    const [light, dark] = [colour(random), colour(random)];
    const [warp, grain] = [noiseOf(random), noiseOf(random)];
    const angle = random() * Math.PI;
    const rings = 9 + random() * 9;
    return (x, y) => {
      const u = x * Math.cos(angle) + y * Math.sin(angle);
      const v = y * Math.cos(angle) - x * Math.sin(angle);
      const bend = 5 * warp((u / side) * 3 + 9, (v / side) * 1.2 + 9);
      const share = 0.5 + 0.5 * Math.sin(((u + bend * 3) / rings) * 2 * Math.PI);
      const fibre = (grain(u * 0.9 + 500, v * 0.06 + 500) - 0.5) * 24;
      const [red, green, blue] = mix(light, dark, share * 0.7);
      return [red + fibre, green + fibre, blue + fibre];
    };
  },
  charts(random, side) {
    const [paper, ink, bar] = [[250, 250, 246], [40, 42, 50], colour(random)] as const;
    const step = 14 + Math.floor(random() * 12);
    const bars = Array.from({ length: 32 }, () => side * (0.2 + 0.6 * random()));
    const phase = random() * 6;
    return (x, y) => {
      const column = Math.floor(x / step);
      const top = side - (bars[column] ?? 0);
      const curve = side * (0.35 + 0.2 * Math.sin(phase + (x / side) * 7));
      if (Math.abs(y - curve) < 1.6) return ink;
      if (x % step > 3 && y > top) return bar;
      if (y % (step * 2) === 0 || x % (step * 2) === 0) return [205, 207, 212];
      return paper;
    };
  },
};

export const testKinds = Object.keys(painters);

const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));
const colour = (random: () => number): Rgb => [
  20 + random() * 215,
  20 + random() * 215,
  20 + random() * 215,
];

/** Draws one picture of a kind with brush strokes and a blob as its hole. */
export function testPicture(kind: string, seed: number, side = 160): TestPicture {
  const random = randomFrom(seed * 131 + testKinds.indexOf(kind));
  const paint = painters[kind]?.(random, side);
  if (!paint) throw new Error(`no pictures of kind ${kind}`);
  const pixels = new Uint8ClampedArray(side * side * 4);
  for (let at = 0; at < side * side; at += 1) {
    pixels.set(paint(at % side, Math.floor(at / side)), at * 4);
    pixels[at * 4 + 3] = 255;
  }
  return { width: side, height: side, pixels, hole: brushHole(random, side) };
}

/** Two strokes and a blob, about 7 % of the picture. */
function brushHole(random: () => number, side: number): Uint8Array<ArrayBuffer> {
  const hole = new Uint8Array(side * side);
  const dab = (cx: number, cy: number, radius: number): void => {
    for (let y = Math.ceil(cy - radius); y <= cy + radius; y += 1) {
      for (let x = Math.ceil(cx - radius); x <= cx + radius; x += 1) {
        const isInside = x >= 0 && y >= 0 && x < side && y < side;
        if (isInside && Math.hypot(x - cx, y - cy) <= radius) hole[y * side + x] = 1;
      }
    }
  };
  for (let stroke = 0; stroke < 2; stroke += 1) {
    let [x, y] = [side * (0.15 + 0.7 * random()), side * (0.15 + 0.7 * random())];
    let heading = random() * 2 * Math.PI;
    const radius = side * (0.018 + random() * 0.022);
    for (let step = 0; step < side * 0.45; step += 1) {
      dab(x, y, radius);
      heading += (random() - 0.5) * 0.5;
      x += Math.cos(heading);
      y += Math.sin(heading);
    }
  }
  dab(
    side * (0.2 + 0.6 * random()),
    side * (0.2 + 0.6 * random()),
    side * (0.05 + 0.04 * random()),
  );
  return hole;
}

/** Squared error summed over the hole, and how many values that is (three a pixel). */
export function holeError(
  truth: Uint8ClampedArray,
  filled: Uint8ClampedArray,
  hole: Uint8Array,
): { readonly sum: number; readonly count: number } {
  let [sum, count] = [0, 0];
  for (let at = 0; at < hole.length; at += 1) {
    if (!hole[at]) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      sum += ((truth[at * 4 + channel] ?? 0) - (filled[at * 4 + channel] ?? 0)) ** 2;
    }
    count += 3;
  }
  return { sum, count };
}

/** Decibels of a mean squared error of 8-bit values, at most 60. */
export const decibels = (sum: number, count: number): number =>
  Math.min(60, 10 * Math.log10((255 * 255 * count) / Math.max(sum, 1e-9)));

const reach = 5;
const taps = Float64Array.from({ length: 11 }, (_, tap) => Math.exp(-((tap - reach) ** 2) / 4.5));
const tapSum = taps.reduce((sum, tap) => sum + tap, 0);

/**
 * Structural similarity of luma (Wang et al. 2004: Gaussian window of 11, σ 1.5), as the mean over
 * the pixels of the hole.
 */
export function holeSsim(
  truth: Uint8ClampedArray,
  filled: Uint8ClampedArray,
  { width, height, hole }: TestPicture,
): number {
  const [one, other] = [luma(truth), luma(filled)];
  let [sum, count] = [0, 0];
  for (let at = 0; at < hole.length; at += 1) {
    if (!hole[at]) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    let [weights, a, b, aa, bb, ab] = [0, 0, 0, 0, 0, 0];
    for (let down = -reach; down <= reach; down += 1) {
      for (let right = -reach; right <= reach; right += 1) {
        if (x + right < 0 || y + down < 0 || x + right >= width || y + down >= height) continue;
        const weight = ((taps[down + reach] ?? 0) * (taps[right + reach] ?? 0)) / tapSum ** 2;
        const near = at + down * width + right;
        const [va, vb] = [one[near] ?? 0, other[near] ?? 0];
        weights += weight;
        a += weight * va;
        b += weight * vb;
        aa += weight * va * va;
        bb += weight * vb * vb;
        ab += weight * va * vb;
      }
    }
    const [ma, mb] = [a / weights, b / weights];
    const [va, vb, cov] = [aa / weights - ma * ma, bb / weights - mb * mb, ab / weights - ma * mb];
    const [c1, c2] = [6.5025, 58.5225];
    sum += ((2 * ma * mb + c1) * (2 * cov + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
    count += 1;
  }
  return sum / count;
}

const luma = (pixels: Uint8ClampedArray): Float64Array =>
  Float64Array.from(
    { length: pixels.length / 4 },
    (_, at) =>
      0.299 * (pixels[at * 4] ?? 0) +
      0.587 * (pixels[at * 4 + 1] ?? 0) +
      0.114 * (pixels[at * 4 + 2] ?? 0),
  );
