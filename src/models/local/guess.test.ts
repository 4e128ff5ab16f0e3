import { describe, expect, it } from 'vitest';

import { sourceOfBytes } from '#formats/onnx/protobuf.ts';
import { readOnnx, type OnnxFacts } from '#formats/onnx/read.ts';
import {
  enlarger,
  filler,
  matter,
  node,
  onnxFile,
  type TestPort,
} from '#formats/onnx/test-encoder.ts';
import { guessManifest, refusalOf } from './guess.ts';

async function factsOf(bytes: Uint8Array): Promise<OnnxFacts> {
  const facts = await readOnnx(sourceOfBytes(bytes));
  if (!facts.ok) throw new Error(facts.failure.code);
  return facts.value;
}
const guess = async (inputs: TestPort[], outputs: TestPort[]) =>
  guessManifest(await factsOf(onnxFile({ inputs, outputs, parts: [node('Relu', ['x'], ['y'])] })));

describe('guessed from the shapes of a file', () => {
  it('an enlarger of any size, whose scale a run will tell', async () => {
    expect(guessManifest(await factsOf(enlarger(2)))).toMatchObject({
      task: 'upscale',
      input: 'input',
      output: 'output',
      layout: 'NCHW',
      scale: 0,
      fixed: null,
      free: { batch: 'batch', height: 'height', width: 'width' },
    });
  });

  it('an enlarger of one size, with channels last and half numbers', async () => {
    const dims = (side: number) => [1, side, side, 3];
    expect(
      await guess(
        [{ name: 'x', dims: dims(64), type: 'float16' }],
        [{ name: 'y', dims: dims(256), type: 'float16' }],
      ),
    ).toMatchObject({
      task: 'upscale',
      layout: 'NHWC',
      dtype: 'float16',
      scale: 4,
      fixed: { width: 64, height: 64 },
      overlap: 8,
    });
  });

  it('LaMa, which takes the mask as a fourth channel', async () => {
    expect(guessManifest(await factsOf(filler([1, 0, 0], 512)))).toMatchObject({
      task: 'inpaint',
      mask: 'after_colours',
      maskOnes: 'hole',
      blankHole: true,
      fixed: { width: 512, height: 512 },
    });
  });

  it('the pipeline of MI-GAN, which takes bytes and a mask that says what to keep', async () => {
    const bytes = (name: string, channels: number): TestPort => ({
      name,
      dims: ['b', channels, 'h', 'w'],
      type: 'uint8',
    });
    expect(await guess([bytes('image', 3), bytes('mask', 1)], [bytes('result', 3)])).toMatchObject({
      task: 'inpaint',
      dtype: 'uint8',
      range: [0, 255],
      outputRange: [0, 255],
      mask: 'input',
      maskInput: 'mask',
      maskOnes: 'keep',
      blankHole: false,
    });
  });

  it('a network that cuts out, with or without its sigmoid', async () => {
    expect(guessManifest(await factsOf(matter(320)))).toMatchObject({
      task: 'matting',
      activation: 'none',
      fixed: { width: 320, height: 320 },
    });
    expect(
      await guess([{ name: 'x', dims: [1, 3, 'h', 'w'] }], [{ name: 'y', dims: [1, 1, 'h', 'w'] }]),
    ).toMatchObject({ task: 'matting', activation: 'sigmoid', fixed: { width: 1024 } });
  });

  it('an enlarger, where the file does not say the shape of its answer', async () => {
    expect(
      await guess([{ name: 'x', dims: [1, 3, 'h', 'w'] }], [{ name: 'y', dims: [] }]),
    ).toMatchObject({ task: 'upscale', output: 'y', scale: 0 });
  });

  it('YuNet by its outputs, also where only their names are told', async () => {
    const rows = (named: boolean): TestPort[] =>
      ['cls', 'obj', 'bbox', 'kps'].flatMap((name) =>
        [8, 16, 32].map((stride) => ({
          name: named ? `${name}_${stride}` : `${name}${stride}`,
          dims: named
            ? ['n', 'rows', 'numbers']
            : [1, (640 / stride) ** 2, { cls: 1, obj: 1, bbox: 4, kps: 10 }[name] ?? 0],
        })),
      );
    for (const [dims, named] of [
      [[1, 3, 640, 640], false],
      [[1, 3, 'h', 'w'], true],
    ] as const) {
      expect(await guess([{ name: 'input', dims: [...dims] }], rows(named))).toMatchObject({
        task: 'face_detection',
        channelOrder: 'BGR',
        range: [0, 255],
        fixed: { width: 640, height: 640 },
        swap: null,
      });
    }
  });

  it('a network that takes two faces: which is put in, and where their points lie', async () => {
    const face = (name: string, side: number): TestPort => ({ name, dims: [1, 3, side, side] });
    expect(await guess([face('target', 256), face('source', 112)], [face('y', 256)])).toMatchObject(
      {
        task: 'face_swap',
        input: 'target',
        fixed: { width: 256, height: 256 },
        swap: {
          source: 'source',
          sourceSize: { width: 112, height: 112 },
          sourceTemplate: 'arcface_112',
          template: 'ffhq_512',
        },
      },
    );
    // Without names, the one that is unlike the answer is put in; of two alike the second.
    expect(await guess([face('a', 112), face('b', 128)], [face('y', 128)])).toMatchObject({
      input: 'b',
      swap: { source: 'a', template: 'arcface_128' },
    });
    expect(await guess([face('a', 256), face('b', 256)], [face('y', 256)])).toMatchObject({
      input: 'a',
      swap: { source: 'b' },
    });
  });

  it('an enlarger whose file leaves even the channels open', async () => {
    expect(
      await guess(
        [{ name: 'x', dims: ['b', 'c', 'h', 'w'] }],
        [{ name: 'y', dims: ['b', 'c', 'H', 'W'] }],
      ),
    ).toMatchObject({ task: 'upscale', input: 'x', free: { batch: 'b', height: 'h', width: 'w' } });
  });

  it('nothing, where the answer is no picture: what recognises, reads or finds things', async () => {
    for (const dims of [
      ['batch', 1000],
      ['n', 'letters', 97],
      [1, 84, 8400],
    ]) {
      const bytes = onnxFile({
        inputs: [{ name: 'x', dims: [1, 3, 48, 'w'] }],
        outputs: [{ name: 'y', dims }],
        parts: [node('Relu', ['x'], ['y'])],
      });
      expect(guessManifest(await factsOf(bytes))).toBeNull();
      expect(refusalOf(await factsOf(bytes))).toContain('no tool here');
    }
  });

  it('nothing, where nothing is a picture', async () => {
    expect(await guess([{ name: 'x', dims: [1, 80] }], [{ name: 'y', dims: [1, 2] }])).toBeNull();
  });
});

describe('of several answers the one that counts', () => {
  const image: TestPort = { name: 'x', dims: [1, 3, 320, 320] };
  const plane = (name: string, side: number, channels = 1): TestPort => ({
    name,
    dims: [1, channels, side, side],
  });

  it('is the one in the size of the picture, or the one that is called a matte', async () => {
    expect(
      await guess([image], [plane('d5', 40), plane('d0', 320), plane('d1', 160)]),
    ).toMatchObject({ task: 'matting', output: 'd0' });
    expect(await guess([image], [plane('fgr', 320, 3), plane('pha', 320)])).toMatchObject({
      task: 'matting',
      output: 'pha',
    });
  });
});
