/**
 * Networks that nobody described, in the ways in which published ones are used: small ones that
 * really run, through the whole of taking in and testing.
 */
import { describe, expect, it } from 'vitest';

import { fail, ok } from '#domain/result.ts';
import {
  enlarger,
  matter,
  node,
  onnxFile,
  tensor,
  type TestModel,
  type TestPort,
} from '#formats/onnx/test-encoder.ts';
import { faceMixer } from '#formats/onnx/test-faces.ts';
import { takeIn } from '../intake.ts';
import type { TryOn } from './in-worker.ts';
import { runTile } from './run-tile.ts';
import { testModel } from './trial.ts';

async function judged(bytes: Uint8Array<ArrayBuffer>, name = 'model.onnx') {
  const file = new Blob([bytes]);
  const taken = await takeIn(file, name);
  if (!taken.ok) throw new Error(JSON.stringify(taken.failure));
  const { manifest } = taken.value;
  let tries = 0;
  const tryOn: TryOn = async (request) => {
    tries += 1;
    const ran = await runTile(request);
    return ran.say === 'ran' ? ok(ran) : fail(ran.failure);
  };
  const done = await testModel({
    model: { ...manifest, id: 'test' },
    manifest,
    file,
    gpu: false,
    signal: new AbortController().signal,
    now: () => 1,
    tryOn,
  });
  if (!done.ok) throw new Error(JSON.stringify(done.failure));
  return { ...done.value, tries };
}

const picture = (name: string, channels = 3, side: number | string = 'height'): TestPort => ({
  name,
  dims: ['batch', channels, side, typeof side === 'number' ? side : 'width'],
});
const one = (name: string, value: number) => tensor(5, name, [1], [value]);
/** A 1 × 1 convolution that gives what rows of weights say. */
const mix = (rows: readonly (readonly number[])[]) => [
  node('Conv', ['x', 'weights'], ['mixed'], { kernel_shape: [1, 1] }),
  tensor(5, 'weights', [rows.length, rows[0]?.length ?? 0, 1, 1], rows.flat()),
];
/** Folds squares of pixels into channels, and unfolds them twice as large: sides must fit. */
const folding = (fold: number) => {
  const channels = 3 * fold * fold;
  return onnxFile({
    inputs: [picture('x')],
    outputs: [picture('y', 3, 'up')],
    parts: [
      node('SpaceToDepth', ['x'], ['folded'], { blocksize: fold }),
      node('Concat', ['folded', 'folded', 'folded', 'folded'], ['four'], { axis: 1 }),
      node('Gather', ['four', 'order'], ['sorted'], { axis: 1 }),
      node('DepthToSpace', ['sorted'], ['y'], { blocksize: 2 * fold, mode: 'DCR' }),
      tensor(
        5,
        'order',
        [4 * channels],
        Array.from({ length: 4 * channels }, (_, to) => {
          const [place, colour] = [Math.floor(to / 3), to % 3];
          const [y, x] = [Math.floor(place / (2 * fold)), place % (2 * fold)];
          return (Math.floor(y / 2) * fold + Math.floor(x / 2)) * 3 + colour;
        }),
        'int64',
      ),
    ],
  });
};

describe('an enlarger', () => {
  it('of any size takes tiles of any sides', async () => {
    const { manifest, test, tries } = await judged(enlarger(2));
    expect(test).toMatchObject({ passed: true, reason: null });
    expect(manifest).toMatchObject({ scale: 2, multipleOf: 1, fixed: null });
    expect('guessed' in manifest).toBe(false);
    expect(tries).toBe(1);
  });

  it('whose file says “any size” and that wants even sides, or whole windows, is given them', async () => {
    for (const fold of [2, 8]) {
      const { manifest, test } = await judged(folding(fold));
      expect(test).toMatchObject({ passed: true, output: [1, 3, 128, 128] });
      expect(manifest).toMatchObject({ scale: 2, multipleOf: fold, fixed: null });
    }
  });

  it('that really takes only what it was traced with is given that', async () => {
    const bytes = onnxFile({
      inputs: [picture('x')],
      outputs: [picture('y', 3, 'up')],
      parts: [
        node('Add', ['x', 'grid'], ['added']),
        node('Concat', ['added', 'added', 'added', 'added'], ['four'], { axis: 1 }),
        node('DepthToSpace', ['four'], ['y'], { blocksize: 2, mode: 'DCR' }),
        tensor(
          5,
          'grid',
          [1, 3, 64, 64],
          Array.from({ length: 3 * 64 * 64 }, () => 0),
        ),
      ],
    });
    const { manifest, test } = await judged(bytes);
    expect(test.passed).toBe(true);
    expect(manifest).toMatchObject({ fixed: { width: 64, height: 64 }, overlap: 8 });
  });

  it('whose two sides bear one name is given tiles that are no squares', async () => {
    const { manifest, test } = await judged(enlarger(2, '?', '?'));
    expect(test.passed).toBe(true);
    expect(manifest).toMatchObject({ multipleOf: 1, fixed: null });
  });

  it('that counts to 255 is given such numbers', async () => {
    const bytes = onnxFile({
      inputs: [picture('x')],
      outputs: [picture('y', 3, 'up')],
      parts: [
        // Nothing below 20 goes through.
        node('Max', ['x', 'floor'], ['lifted']),
        node('Concat', ['lifted', 'lifted', 'lifted', 'lifted'], ['four'], { axis: 1 }),
        node('DepthToSpace', ['four'], ['y'], { blocksize: 2, mode: 'DCR' }),
        one('floor', 20),
      ],
    });
    const { manifest, test } = await judged(bytes);
    expect(test.passed).toBe(true);
    expect(manifest).toMatchObject({ range: [0, 255], outputRange: [0, 255], scale: 2 });
  });

  it('that gives another picture than it was given is refused', async () => {
    const bytes = onnxFile({
      inputs: [picture('x')],
      outputs: [picture('y', 3, 'up')],
      parts: [
        node('Sub', ['one', 'x'], ['negative']),
        node('Concat', ['negative', 'negative', 'negative', 'negative'], ['four'], { axis: 1 }),
        node('DepthToSpace', ['four'], ['y'], { blocksize: 2, mode: 'DCR' }),
        one('one', 1),
      ],
    });
    const { test, manifest } = await judged(bytes);
    expect(test).toMatchObject({ passed: false, reason: expect.stringContaining('restyle') });
    expect(manifest.guessed).toBe(true);
  });
});

describe('a network that fills holes', () => {
  it('in LaMa’s way is used as it was guessed', async () => {
    const bytes = onnxFile({
      inputs: [picture('x', 4, 64)],
      outputs: [picture('mixed', 3, 64)],
      parts: mix([
        [1, 0, 0, 0.4],
        [0, 1, 0, 0.5],
        [0, 0, 1, 0.6],
      ]),
    });
    const { manifest, test, tries } = await judged(bytes);
    expect(test.passed).toBe(true);
    expect(manifest).toMatchObject({ mask: 'after_colours', maskOnes: 'hole', range: [0, 1] });
    expect(tries).toBe(1);
  });

  it('in MI-GAN’s way, the mask first and turned round, is found out', async () => {
    const bytes = onnxFile({
      inputs: [picture('x', 4, 64)],
      outputs: [picture('y', 3, 64)],
      parts: [
        // Half above where the picture is known; white where it is not.
        ...mix([
          [-1, 1, 0, 0],
          [-1, 0, 1, 0],
          [-1, 0, 0, 1],
        ]),
        node('Add', ['mixed', 'half'], ['y']),
        one('half', 0.5),
      ],
    });
    const { manifest, test } = await judged(bytes);
    expect(test.passed).toBe(true);
    expect(manifest).toMatchObject({
      mask: 'before_colours',
      maskOnes: 'keep',
      maskOffset: 0.5,
      range: [-1, 1],
      outputRange: [-1, 1],
    });
  });

  /** Grey where the mask says, which is an input of its own; answers with 0 to 255. */
  const masked = (isKeep: boolean): TestModel => ({
    inputs: [picture('image', 3, 64), picture('mask', 1, 64)],
    outputs: [picture('y', 3, 64)],
    parts: [
      node('Sub', ['one', 'mask'], ['turned']),
      node('Mul', ['image', isKeep ? 'mask' : 'turned'], ['rest']),
      node('Mul', ['grey', isKeep ? 'turned' : 'mask'], ['patch']),
      node('Add', ['rest', 'patch'], ['whole']),
      node('Mul', ['whole', 'most'], ['y']),
      one('one', 1),
      one('grey', 0.5),
      one('most', 255),
    ],
  });

  it('with a mask of its own is given it the right way round', async () => {
    for (const maskOnes of ['hole', 'keep'] as const) {
      const { manifest, test } = await judged(onnxFile(masked(maskOnes === 'keep')));
      expect(test.passed).toBe(true);
      expect(manifest).toMatchObject({ mask: 'input', maskOnes, outputRange: [0, 255] });
    }
  });

  it('is refused where it takes nothing out, whichever way', async () => {
    const { test } = await judged(
      onnxFile({
        inputs: [picture('image', 3, 64), picture('mask', 1, 64)],
        outputs: [picture('y', 3, 64)],
        parts: [
          node('Mul', ['mask', 'none'], ['nothing']),
          node('Add', ['image', 'nothing'], ['y']),
          one('none', 0),
        ],
      }),
    );
    expect(test).toMatchObject({ passed: false, reason: expect.stringContaining('take a thing') });
  });
});

describe('a network that cuts out', () => {
  it('is given mean and deviation where it does not tell figure from ground without', async () => {
    const bytes = onnxFile({
      inputs: [picture('x', 3, 64)],
      outputs: [picture('y', 1, 64)],
      parts: [...mix([[40, 0, 0]]), node('Sigmoid', ['mixed'], ['y'])],
    });
    const { manifest, test } = await judged(bytes);
    expect(test.passed).toBe(true);
    expect(manifest).toMatchObject({ mean: [0.485, 0.456, 0.406], activation: 'none' });
    // One that does is left alone.
    expect((await judged(matter())).tries).toBe(1);
  });

  it('is known as one by its answer, where its file does not say the answer’s shape', async () => {
    const bytes = onnxFile({
      inputs: [picture('x')],
      outputs: [{ name: 'y', dims: ['b', 'c', 'h', 'w'] }],
      parts: [
        ...mix([[40, 0, 0]]),
        node('Add', ['mixed', 'bias'], ['level']),
        node('Sigmoid', ['level'], ['y']),
        one('bias', -20),
      ],
    });
    const { manifest, test } = await judged(bytes);
    expect(test.passed).toBe(true);
    expect(manifest).toMatchObject({ task: 'matting', activation: 'none', scale: 1 });
    // By its name at once.
    expect(await takeIn(new Blob([bytes]), 'birefnet-general-lite.onnx')).toMatchObject({
      value: { alike: 'BiRefNet lite', manifest: { task: 'matting' } },
    });
  });

  it('is none where it finds edges, as readers of text do', async () => {
    const bytes = onnxFile({
      inputs: [picture('x', 3, 64)],
      outputs: [picture('y', 1, 64)],
      parts: [
        node('Conv', ['x', 'weights'], ['edges'], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }),
        node('Abs', ['edges'], ['y']),
        tensor(
          5,
          'weights',
          [1, 3, 3, 3],
          Array.from({ length: 27 }, (_, at) => (at % 9 === 4 ? 8 : -1)),
        ),
      ],
    });
    const { test } = await judged(bytes);
    expect(test).toMatchObject({ passed: false, reason: expect.stringContaining('find text') });
  });
});

describe('a network of two pictures', () => {
  it('swaps faces where it says so, and is asked for where it does not', async () => {
    expect((await judged(faceMixer())).test.passed).toBe(true);
    const between = onnxFile({
      inputs: [picture('img0'), picture('img1')],
      outputs: [picture('middle')],
      parts: [node('Mean', ['img0', 'img1'], ['middle'])],
    });
    const { test, manifest } = await judged(between);
    expect(test).toMatchObject({ passed: false, reason: expect.stringContaining('between them') });
    expect(manifest).toMatchObject({ task: 'face_swap', guessed: true });
  });
});

it('refuses at once what takes or gives something else, and says what', async () => {
  const reasonFor = async (model: Pick<TestModel, 'inputs' | 'outputs'>) => {
    const parts = [node('Identity', ['x'], ['y'])];
    const taken = await takeIn(new Blob([onnxFile({ ...model, parts })]), 'model.onnx');
    return !taken.ok && 'reason' in taken.failure ? taken.failure.reason : null;
  };
  const y = [picture('y')];
  expect(await reasonFor({ inputs: [picture('x', 1)], outputs: y })).toContain('grey');
  expect(await reasonFor({ inputs: [{ ...picture('x'), type: 'int64' }], outputs: y })).toContain(
    'as int64',
  );
  expect(await reasonFor({ inputs: [{ name: 'x', dims: [4, 3, 8, 8] }], outputs: y })).toContain(
    '4 pictures at once',
  );
  expect(await reasonFor({ inputs: [picture('x')], outputs: [picture('y', 2)] })).toContain(
    'two planes',
  );
});
