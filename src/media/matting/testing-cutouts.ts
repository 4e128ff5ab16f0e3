/** Made pictures whose true alpha is known, for tests of cutting out. Seeded. */
import { randomFrom } from '../inpaint/testing-pictures.ts';

export interface Cutout {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  /** True share of the subject, 0–1. */
  readonly alpha: Float32Array;
  readonly subject: readonly [number, number, number];
}

type Inside = (x: number, y: number) => number;

const edge = (distance: number): number => Math.min(1, Math.max(0, 0.5 + distance));

const shapes: Readonly<Record<string, (random: () => number, side: number) => Inside>> = {
  disc(random, side) {
    const [cx, cy, radius] = [
      side * (0.4 + random() * 0.2),
      side * 0.5,
      side * (0.2 + random() * 0.1),
    ];
    return (x, y) => edge(radius - Math.hypot(x - cx, y - cy));
  },
  figure(random, side) {
    const [cx, lean] = [side * (0.45 + random() * 0.1), (random() - 0.5) * 0.2];
    return (x, y) => {
      const u = (x - cx) / side - lean * (y / side - 0.5);
      const v = y / side;
      const head = 0.085 - Math.hypot(u, v - 0.24);
      const body = Math.min(0.14 - Math.abs(u) * (1.2 - v * 0.5), 0.27 - Math.abs(v - 0.58));
      const arm = 0.03 - Math.abs(v - 0.42 - Math.abs(u) * 0.5) - Math.max(0, Math.abs(u) - 0.26);
      return edge(Math.max(head, body, arm) * side);
    };
  },
  hair(random, side) {
    const [cx, cy, radius] = [side * 0.5, side * 0.52, side * 0.2];
    const strands = Array.from({ length: 40 }, () => ({
      angle: random() * 2 * Math.PI,
      long: side * (0.04 + random() * 0.08),
      wide: 0.5 + random() * 0.6,
    }));
    return (x, y) => {
      const [dx, dy] = [x - cx, y - cy];
      const far = Math.hypot(dx, dy);
      let share = edge(radius - far);
      if (share === 1 || far > radius + side * 0.13) return share;
      for (const { angle, long, wide } of strands) {
        const along = dx * Math.cos(angle) + dy * Math.sin(angle);
        const aside = Math.abs(dy * Math.cos(angle) - dx * Math.sin(angle));
        if (along < radius - 2 || along > radius + long) continue;
        share = Math.max(share, Math.min(1, Math.max(0, wide + 0.5 - aside)) * 0.9);
      }
      return share;
    };
  },
};

export const cutoutKinds = Object.keys(shapes);

/** Draws a subject with a little texture on a ground of blurred blobs. */
export function testCutout(kind: string, seed: number, side = 240): Cutout {
  const random = randomFrom(seed * 977 + cutoutKinds.indexOf(kind));
  const inside = shapes[kind]?.(random, side);
  if (!inside) throw new Error(`no cut-outs of kind ${kind}`);
  const subject = [150 + random() * 90, 40 + random() * 70, 30 + random() * 60] as const;
  const ground = [30 + random() * 60, 90 + random() * 80, 110 + random() * 100] as const;
  const waves = Array.from({ length: 5 }, () => ({
    x: (random() - 0.5) * 0.2,
    y: (random() - 0.5) * 0.2,
    phase: random() * 6,
    high: 6 + random() * 9,
  }));
  const pixels = new Uint8ClampedArray(side * side * 4);
  const alpha = new Float32Array(side * side);
  for (let at = 0; at < alpha.length; at += 1) {
    const [x, y] = [at % side, Math.floor(at / side)];
    const share = inside(x, y);
    alpha[at] = share;
    let texture = 0;
    for (const wave of waves) texture += wave.high * Math.sin(x * wave.x + y * wave.y + wave.phase);
    const grain = (random() - 0.5) * 12;
    for (let channel = 0; channel < 3; channel += 1) {
      const front = (subject[channel] ?? 0) + grain;
      const back = (ground[channel] ?? 0) + texture + grain;
      pixels[at * 4 + channel] = front * share + back * (1 - share);
    }
    pixels[at * 4 + 3] = 255;
  }
  return { width: side, height: side, pixels, alpha, subject };
}

/** Intersection over union of two mattes, cut at a half. */
export function overlap(alpha: Float32Array, cut: Uint8ClampedArray): number {
  let [both, either] = [0, 0];
  for (let at = 0; at < alpha.length; at += 1) {
    const [one, other] = [(alpha[at] ?? 0) >= 0.5, (cut[at * 4 + 3] ?? 0) >= 128];
    if (one && other) both += 1;
    if (one || other) either += 1;
  }
  return both / either;
}
