import { describe, expect, it } from 'vitest';

import { faceTemplates, facePointNames, type FacePoints } from '#domain/face.ts';
import { sourceOfBytes } from '#formats/onnx/protobuf.ts';
import { readOnnx } from '#formats/onnx/read.ts';
import { faceFinder, faceMixer, finderPoints } from '#formats/onnx/test-faces.ts';
import { mapped } from '#media/edit/frame.ts';
import { alignedFace, alignmentOf, laidBack } from '#media/face/align.ts';
import { drawnFace } from '#media/face/testing-faces.ts';
import { pixelsInMemory, type PixelSource } from '#media/image/pixels.ts';
import { withPatches } from '#media/inpaint/crop.ts';
import { guessManifest } from '../guess.ts';
import type { RunnableModel } from '../manifest.ts';
import type { Answer } from '../network.ts';
import { findFaces, looksAt } from './find.ts';
import { swapWithModel } from './swap.ts';
import { facesOf, levelsOf } from './yunet.ts';

const signal = new AbortController().signal;

async function modelOf(bytes: Uint8Array): Promise<RunnableModel> {
  const facts = await readOnnx(sourceOfBytes(bytes));
  const manifest = facts.ok ? guessManifest(facts.value) : null;
  if (!manifest) throw new Error('no manifest');
  return { ...manifest, id: 'test' };
}

/** A grey picture with white squares. */
function withSquares(
  width: number,
  height: number,
  squares: readonly (readonly [x: number, y: number, side: number])[],
): PixelSource {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(90);
  for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
  for (const [left, top, side] of squares) {
    for (let y = top; y < top + side; y += 1) {
      pixels.fill(255, (y * width + left) * 4, (y * width + left + side) * 4);
    }
  }
  return pixelsInMemory(pixels, width, height);
}

/** Where the finder says that the points are for a square of this side there. */
const pointsUnder = (x: number, y: number, side: number): readonly (readonly number[])[] =>
  finderPoints.map(([dx, dy]) => [x + dx * side, y + dy * side]);
const listOf = (points: FacePoints) =>
  facePointNames.map((name) => [points[name].x, points[name].y]);

/** Answers as YuNet's for 64 × 64: nothing but what is set. */
function answersOf(
  set: readonly (readonly [name: string, at: number, values: readonly number[]])[],
) {
  const answers: Record<string, Answer> = {};
  for (const stride of [8, 16, 32]) {
    const rows = (64 / stride) ** 2;
    for (const [name, numbers] of [
      ['cls', 1],
      ['obj', 1],
      ['bbox', 4],
      ['kps', 10],
    ] as const) {
      const data = new Float32Array(rows * numbers);
      answers[`${name}_${stride}`] = { type: 'float32', dims: [1, rows, numbers], data };
    }
  }
  for (const [name, at, values] of set) answers[name]?.data.set(values, at * values.length);
  return answers;
}

describe('what a detector says', () => {
  const size = { width: 64, height: 64 };

  it('is read cell by cell: sureness, box, points from the viewer’s left', () => {
    // Column 3, row 2 of the grid of 8 × 8.
    const cell = 2 * 8 + 3;
    const kps = [0, 0, 2, 0, 1, 1, 0.25, 2, 1.75, 2];
    const levels = levelsOf(
      answersOf([
        ['cls_8', cell, [0.81]],
        ['obj_8', cell, [1.3]],
        ['bbox_8', cell, [1, 1, Math.log(4), Math.log(5)]],
        ['kps_8', cell, kps],
        ['cls_16', 0, [0.5]],
        ['obj_16', 0, [0.5]],
      ]),
      size,
    );
    const [face, ...others] = facesOf(levels ?? []);
    expect(others).toEqual([]);
    expect(face?.score).toBeCloseTo(0.9, 5);
    expect(face?.box.left).toBeCloseTo((3 + 1) * 8 - 16, 4);
    expect(face?.box.top).toBeCloseTo((2 + 1) * 8 - 20, 4);
    expect(face?.box.height).toBeCloseTo(40, 4);
    expect(face?.points.eyeLeft).toEqual({ x: 24, y: 16 });
    expect(face?.points.eyeRight).toEqual({ x: 40, y: 16 });
    expect(face?.points.mouthRight).toEqual({ x: (3 + 1.75) * 8, y: 32 });
  });

  it('tells one face once, and two as two', () => {
    const face = (name: '8' | '16', at: number, score: number) =>
      [
        [`cls_${name}`, at, [score]],
        [`obj_${name}`, at, [score]],
        [`bbox_${name}`, at, [0.5, 0.5, Math.log(2), Math.log(2)]],
      ] as const;
    const of = (...parts: (readonly (readonly [string, number, readonly number[]])[])[]) =>
      facesOf(levelsOf(answersOf(parts.flat().map(([a, b, c]) => [a, b, [...c]])), size) ?? []).map(
        ({ score }) => Math.round(score * 100) / 100,
      );
    expect(of(face('8', 9, 0.7), face('8', 10, 0.9))).toEqual([0.9]);
    expect(of(face('8', 9, 0.7), face('8', 45, 0.9))).toEqual([0.9, 0.7]);
    expect(of(face('16', 0, 0.59))).toEqual([]);
  });

  it('leaves out places that are none', () => {
    for (const broken of [Number.NaN, Infinity, 1e30]) {
      const levels = levelsOf(
        answersOf([
          ['cls_8', 9, [1]],
          ['obj_8', 9, [1]],
          ['cls_8', 50, [1]],
          ['obj_8', 50, [1]],
          ['bbox_8', 9, [0, 0, broken, 0]],
          ['kps_8', 50, [0, 0, 1, 0, broken, 1, 0, 2, 1, 2]],
        ]),
        size,
      );
      expect(facesOf(levels ?? [])).toEqual([]);
    }
  });

  it('is none where its shapes are others', () => {
    const { kps_32: _, ...less } = answersOf([]);
    expect(levelsOf(less, size)).toBeNull();
    expect(levelsOf(answersOf([]), { width: 96, height: 64 })).toBeNull();
    expect(levelsOf({}, size)).toBeNull();
  });
});

describe('finding faces', async () => {
  const bytes = faceFinder();
  const model = await modelOf(bytes);
  const find = async (picture: PixelSource) => {
    const found = await findFaces(picture, { model, bytes, signal });
    if (!found.ok) throw new Error(JSON.stringify(found.failure));
    return found.value.faces;
  };
  const near = (points: FacePoints | undefined, wanted: readonly (readonly number[])[]): void => {
    if (!points) throw new Error('no face');
    for (const [at, [x, y]] of listOf(points).entries()) {
      expect(Math.abs((x ?? 0) - (wanted[at]?.[0] ?? 0))).toBeLessThan(0.2);
      expect(Math.abs((y ?? 0) - (wanted[at]?.[1] ?? 0))).toBeLessThan(0.2);
    }
  };

  it('is guessed to be its work', () => {
    expect(model).toMatchObject({
      task: 'face_detection',
      channelOrder: 'BGR',
      range: [0, 255],
      fixed: { width: 256, height: 256 },
    });
  });

  it('gives points in pixels of the picture, whatever its size, the largest first', async () => {
    near((await find(withSquares(256, 256, [[64, 32, 32]])))[0]?.points, pointsUnder(64, 32, 32));
    // Twice as large and not square: the rest of the network's picture is empty.
    const wide = await find(withSquares(512, 320, [[128, 64, 64]]));
    near(wide[0]?.points, pointsUnder(128, 64, 64));
    const small = await find(withSquares(128, 100, [[16, 16, 16]]));
    near(small[0]?.points, pointsUnder(16, 16, 16));
    const two = await find(
      withSquares(256, 256, [
        [32, 0, 32],
        [160, 96, 32],
      ]),
    );
    expect(two).toHaveLength(2);
  });

  it('looks from afar, and along a strip, where the whole shows none', async () => {
    // A face that is larger than the picture shows: its square is 64 in the network's pixels.
    const large = await find(withSquares(256, 256, [[128, 0, 64]]));
    expect(large.length).toBeGreaterThan(0);
    // Wherever the squares begin, one cell of them is white; which one, nobody can say.
    const [found] = await find(withSquares(256, 2000, [[64, 1800, 64]]));
    const wanted = pointsUnder(80, 1816, 32);
    for (const [at, [x, y]] of listOf(found?.points ?? faceTemplates.ffhq_512).entries()) {
      expect(
        Math.hypot((x ?? 0) - (wanted[at]?.[0] ?? 0), (y ?? 0) - (wanted[at]?.[1] ?? 0)),
        `${at}`,
      ).toBeLessThan(24);
    }
    const turns = looksAt({ width: 256, height: 2000 }, { width: 256, height: 256 });
    expect(turns[0]).toEqual([{ left: 0, top: 0, width: 256, height: 2000 }]);
    for (const { left, top, width, height } of turns.slice(2).flat()) {
      expect(Math.min(left, top, 256 - left - width, 2000 - top - height)).toBeGreaterThanOrEqual(
        0,
      );
    }
  });

  it('says none where there is none, also in a picture of one pixel', async () => {
    expect(await find(withSquares(300, 200, []))).toEqual([]);
    expect(await find(withSquares(1, 1, []))).toEqual([]);
  });
});

describe('a face in its template', () => {
  it('lies where the template has its points, however it was turned and sized', () => {
    const size = { width: 128, height: 128 };
    const template = faceTemplates.ffhq_512;
    // A face with the template's own proportions, turned and scaled, is met exactly.
    const [cos, sin] = [Math.cos(0.5) * 300, Math.sin(0.5) * 300];
    const turned = (name: (typeof facePointNames)[number]) => ({
      x: 40 + template[name].x * cos - template[name].y * sin,
      y: 90 + template[name].x * sin + template[name].y * cos,
    });
    const points: FacePoints = {
      eyeLeft: turned('eyeLeft'),
      eyeRight: turned('eyeRight'),
      nose: turned('nose'),
      mouthLeft: turned('mouthLeft'),
      mouthRight: turned('mouthRight'),
    };
    const toCrop = alignmentOf(points, 'ffhq_512', size);
    for (const name of facePointNames) {
      const place = mapped(toCrop, points[name]);
      expect(place.x).toBeCloseTo(template[name].x * 128, 6);
      expect(place.y).toBeCloseTo(template[name].y * 128, 6);
    }
    expect(toCrop.a ** 2 + toCrop.b ** 2).toBeCloseTo((128 / 300) ** 2, 9);
  });

  it('shows its eyes there, upright, and the edge goes on beyond the picture', () => {
    const face = drawnFace({ angle: 0.4, size: 50, x: 60, y: 80, eyes: [0, 255, 0] });
    const size = { width: 112, height: 112 };
    const crop = alignedFace(face.picture, face.points, 'arcface_112', size);
    for (const eye of ['eyeLeft', 'eyeRight'] as const) {
      const { x, y } = mapped(crop.toCrop, face.points[eye]);
      const at = (Math.round(y - 0.5) * 112 + Math.round(x - 0.5)) * 4;
      expect([...crop.pixels.subarray(at, at + 3)]).toEqual([0, 255, 0]);
      const wanted = faceTemplates.arcface_112[eye];
      expect(Math.hypot(x - wanted.x * 112, y - wanted.y * 112)).toBeLessThan(3);
    }
    for (let at = 3; at < crop.pixels.length; at += 4) expect(crop.pixels[at]).toBe(255);
  });
});

describe('a network that swaps', async () => {
  const bytes = faceMixer();
  const model = await modelOf(bytes);
  const onto = drawnFace({ angle: 0.2, size: 52, x: 118, y: 92, eyes: [20, 20, 20] });
  const face = drawnFace({
    width: 400,
    height: 360,
    x: 200,
    y: 140,
    size: 90,
    eyes: [20, 220, 20],
  });
  const options = { strength: 1, colour: 0, feather: 0.15 };
  const swap = (made = model) =>
    swapWithModel(
      { picture: onto.picture, points: onto.points },
      { picture: face.picture, points: face.points },
      { model: made, bytes, signal },
    );

  it('is guessed from its two pictures', () => {
    expect(model).toMatchObject({
      task: 'face_swap',
      input: 'target',
      output: 'swapped',
      fixed: { width: 64, height: 64 },
      swap: { source: 'source', sourceSize: { width: 32, height: 32 } },
    });
  });

  it('gets both faces aligned, and its answer lies in the place of the face', async () => {
    const made = await swap();
    if (!made.ok) throw new Error(JSON.stringify(made.failure));
    const patch = laidBack(onto.picture, onto.points, made.value.face, options);
    if (!patch) throw new Error('no patch');
    const result = withPatches(onto.picture, [patch]).read(0, 0, 240, 240);
    const before = onto.picture.read(0, 0, 240, 240);
    const greenAt = (pixels: Uint8ClampedArray, { x, y }: { x: number; y: number }): number =>
      pixels[(Math.floor(y) * 240 + Math.floor(x)) * 4 + 1] ?? 0;
    for (const eye of ['eyeLeft', 'eyeRight'] as const) {
      // The mean of 20 and 220.
      expect(greenAt(result, onto.points[eye])).toBeGreaterThan(90);
      expect(greenAt(result, onto.points[eye])).toBeLessThan(150);
    }
    let changed = 0;
    for (let at = 0; at < before.length; at += 4) {
      if (before[at] === result[at] && before[at + 1] === result[at + 1]) continue;
      changed += 1;
      const [x, y] = [(at / 4) % 240, Math.floor(at / 960)];
      expect(Math.hypot(x - 113, y - 117)).toBeLessThan(90);
    }
    expect(changed).toBeGreaterThan(2000);
    const none = laidBack(onto.picture, onto.points, made.value.face, { ...options, strength: 0 });
    expect(none?.weights.every((weight) => weight === 0)).toBe(true);
    const again = await swap();
    expect(again.ok && again.value.face.pixels).toEqual(made.value.face.pixels);
  });

  it('is refused where it is not described, or answers something else', async () => {
    expect(await swap({ ...model, swap: null })).toMatchObject({
      failure: { code: 'model_failed' },
    });
    expect(await swap({ ...model, output: 'nothing' })).toMatchObject({
      failure: { code: 'model_failed' },
    });
  });
});
