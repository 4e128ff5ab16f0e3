import { describe, expect, it } from 'vitest';

import { faceRefusal, guessedFace, middleFace, type FacePoint } from '#domain/face.ts';
import type { PixelSource } from '../image/pixels.ts';
import { withPatches } from '../inpaint/crop.ts';
import { inverse, mapped } from '../edit/frame.ts';
import { matchColours } from './blend.ts';
import { fitOf } from './fit.ts';
import { meshOf, triangles } from './mesh.ts';
import { swapFace } from './swap.ts';
import { drawnFace, type DrawnFace } from './testing-faces.ts';

const whole = { strength: 1, colour: 1, feather: 0.15 };

const swapped = (onto: DrawnFace, face: DrawnFace, options = whole): PixelSource => {
  const patch = swapFace(onto.picture, onto.points, face.picture, face.points, options);
  if (!patch) throw new Error('no patch');
  return withPatches(onto.picture, [patch]);
};
const colourAt = (picture: PixelSource, { x, y }: FacePoint): readonly number[] => [
  ...picture.read(Math.round(x - 0.5), Math.round(y - 0.5), 1, 1).subarray(0, 3),
];
/** How many bytes differ; a comparison of the arrays would take seconds. */
const differing = (one: Uint8ClampedArray, other: Uint8ClampedArray): number =>
  one.reduce((count, value, at) => count + (value === other[at] ? 0 : 1), 0);
const all = (picture: PixelSource) => picture.read(0, 0, picture.width, picture.height);

describe('points of a face', () => {
  it('are fitted by the map that carries the middle face there and back', () => {
    const { points } = drawnFace({ angle: 0.4, size: 47, x: 99, y: 123 });
    const fit = fitOf(points);
    for (const name of ['eyeLeft', 'mouthRight', 'nose'] as const) {
      const there = mapped(fit, middleFace[name]);
      expect(there.x).toBeCloseTo(points[name].x, 6);
      expect(there.y).toBeCloseTo(points[name].y, 6);
      const back = mapped(inverse(fit), there);
      expect(back.x).toBeCloseTo(middleFace[name].x, 6);
    }
  });

  it('are refused when they are no face', () => {
    const { points } = drawnFace({ angle: 2.5 });
    expect(faceRefusal(points)).toBeNull();
    expect(faceRefusal({ ...points, eyeRight: points.eyeLeft })).toContain('nearer');
    const { mouthLeft, mouthRight, eyeLeft, eyeRight } = points;
    expect(faceRefusal({ ...points, mouthLeft: mouthRight, mouthRight: mouthLeft })).toContain(
      'corners',
    );
    expect(
      faceRefusal({
        ...points,
        eyeLeft: mouthLeft,
        eyeRight: mouthRight,
        mouthLeft: eyeLeft,
        mouthRight: eyeRight,
      }),
    ).toContain('below');
    expect(faceRefusal(guessedFace({ width: 640, height: 480 }))).toBeNull();
  });

  it('are joined by triangles that cover the mesh once', () => {
    const mesh = meshOf(drawnFace({}).points);
    const size = ([a, b, c]: readonly [number, number, number]): number => {
      const [p, q, r] = [mesh[a]!, mesh[b]!, mesh[c]!];
      return ((q.x - p.x) * (r.y - p.y) - (r.x - p.x) * (q.y - p.y)) / 2;
    };
    const ring = mesh.slice(5);
    const hull = ring.reduce((sum, p, at) => {
      const q = ring[(at + 1) % ring.length]!;
      return sum + (p.x * q.y - q.x * p.y) / 2;
    }, 0);
    expect(triangles.every((triangle) => size(triangle) > 0)).toBe(true);
    expect(triangles.reduce((sum, triangle) => sum + size(triangle), 0)).toBeCloseTo(hull, 3);
  });
});

describe('a swap', () => {
  const onto = drawnFace({ angle: 0.3, size: 52, x: 118, y: 92, eyes: [30, 30, 40] });
  const face = drawnFace({
    width: 500,
    height: 420,
    x: 260,
    y: 170,
    size: 110,
    angle: -0.2,
    skin: [120, 80, 60],
    eyes: [40, 220, 60],
    light: 0.8,
  });

  it('puts eyes on eyes and mouth on mouth', () => {
    const result = swapped(onto, face, { ...whole, colour: 0.5 });
    for (const name of ['eyeLeft', 'eyeRight'] as const) {
      const [red = 0, green = 0] = colourAt(result, onto.points[name]);
      expect(green - red, name).toBeGreaterThan(70);
    }
    const { mouthLeft, mouthRight } = onto.points;
    const mouth = { x: (mouthLeft.x + mouthRight.x) / 2, y: (mouthLeft.y + mouthRight.y) / 2 };
    const [red = 0, green = 0] = colourAt(result, mouth);
    expect(red - green).toBeGreaterThan(40);
  });

  it('takes on the light of the picture, and meets it without an edge', () => {
    const result = swapped(onto, face);
    const cheek = mapped(fitOf(onto.points), { x: 0.55, y: 0.75 });
    const [before = 0, ,] = colourAt(onto.picture, cheek);
    const [after = 0] = colourAt(result, cheek);
    expect(Math.abs(after - before)).toBeLessThan(22);
    // Along a way from the middle outward no step is larger than those that were there, but a few.
    const fit = fitOf(onto.points);
    let last = colourAt(result, mapped(fit, { x: 0.6, y: 0.6 }));
    for (let out = 0.6; out < 1.15; out += 0.02) {
      const colour = colourAt(result, mapped(fit, { x: out, y: 0.6 }));
      expect(Math.abs((colour[0] ?? 0) - (last[0] ?? 0)), `at ${out}`).toBeLessThan(12);
      last = colour;
    }
  });

  it('brings skin to skin, whatever colour eyes and lips have', () => {
    const mixed = (skin: readonly number[], eyes: readonly number[]) =>
      new Uint8ClampedArray(
        Array.from({ length: 100 }, (_, at) => [...(at % 5 === 0 ? eyes : skin), 255]).flat(),
      );
    const face = mixed([205, 160, 130], [30, 230, 60]);
    const under = mixed([240, 210, 190], [30, 30, 40]);
    matchColours(face, under, new Float32Array(100).fill(1), 1);
    expect([...face.subarray(4, 7)]).toEqual([240, 210, 190]);
  });

  it('changes nothing but the face, and little where both are the same', () => {
    const result = all(swapped(onto, face));
    const before = all(onto.picture);
    let changed = 0;
    for (let at = 0; at < before.length; at += 4) {
      if (before[at] === result[at]) continue;
      changed += 1;
      const [x, y] = [(at / 4) % 240, Math.floor(at / 4 / 240)];
      expect(Math.hypot(x - 108, y - 118)).toBeLessThan(90);
    }
    expect(changed).toBeGreaterThan(3000);
    const same = all(swapped(onto, onto));
    const most = before.reduce(
      (worst, value, at) => Math.max(worst, Math.abs(value - (same[at] ?? 0))),
      0,
    );
    expect(most).toBeLessThanOrEqual(3);
  });

  it('fades by its strength, and does nothing at none', () => {
    const none = swapped(onto, face, { ...whole, strength: 0 });
    expect(differing(all(none), all(onto.picture))).toBe(0);
    const eye = onto.points.eyeLeft;
    const [full, half, before] = [
      colourAt(swapped(onto, face), eye)[1] ?? 0,
      colourAt(swapped(onto, face, { ...whole, strength: 0.5 }), eye)[1] ?? 0,
      colourAt(onto.picture, eye)[1] ?? 0,
    ];
    expect(half).toBeGreaterThan(before + (full - before) * 0.4);
    expect(half).toBeLessThan(before + (full - before) * 0.6);
  });

  it('gives the same bits each time, also at the edge of the picture', () => {
    const corner = drawnFace({ x: 40, y: 30 });
    const one = all(swapped(corner, face));
    expect(differing(all(swapped(corner, face)), one)).toBe(0);
    const away = drawnFace({ x: -900, y: -900 });
    expect(swapFace(away.picture, away.points, face.picture, face.points, whole)).toBeNull();
  });
});
