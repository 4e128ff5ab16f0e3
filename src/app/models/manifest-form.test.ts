import { expect, it } from 'vitest';

import { plainManifest, type ModelManifest } from '#domain/local-model.ts';
import { manifestFields, manifestOf, settingsOf } from './manifest-form.ts';

const manifest: ModelManifest = {
  ...plainManifest,
  task: 'inpaint',
  input: 'image',
  output: 'result',
  mask: 'input',
  maskInput: 'mask',
  maskOnes: 'keep',
  range: [0, 255],
  outputRange: [3, 7],
  mean: [0.1, 0.2, 0.3],
  deviation: [1, 1, 2],
  fixed: { width: 512, height: 256 },
};
const port = { name: 'image', type: 'uint8', dims: [1, 3, 'h', null] } as const;
const facts = {
  producer: '',
  opset: 17,
  nodes: 1,
  parameters: 1,
  inputs: [port],
  outputs: [{ ...port, name: 'result' }],
};

it('gives a manifest back as it was, also what no field can say', () => {
  expect(manifestOf(settingsOf(manifest), manifest)).toEqual(manifest);
  const plain: ModelManifest = { ...plainManifest, task: 'upscale', input: 'x', output: 'y' };
  expect(manifestOf(settingsOf(plain), plain)).toEqual(plain);
});

it('keeps how a network takes two faces, and begins with the usual where that is new', () => {
  const swap: ModelManifest['swap'] = {
    source: 'source',
    sourceSize: { width: 112, height: 96 },
    sourceRange: [-1, 1],
    sourceTemplate: 'arcface_112',
    template: 'arcface_128',
  };
  const swapper: ModelManifest = {
    ...plainManifest,
    task: 'face_swap',
    input: 'target',
    output: 'y',
    swap,
  };
  expect(manifestOf(settingsOf(swapper), swapper)).toEqual(swapper);
  const odd: ModelManifest = { ...swapper, swap: { ...swap, sourceRange: [3, 7] } };
  expect(manifestOf(settingsOf(odd), odd)).toEqual(odd);
  expect(manifestOf({ ...settingsOf(swapper), task: 'matting' }, swapper).swap).toBeNull();
  const changed = { ...settingsOf(manifest), task: 'face_swap', source: 'mask', sourceWidth: 128 };
  expect(manifestOf(changed, manifest)).toMatchObject({
    mask: 'none',
    swap: { source: 'mask', sourceSize: { width: 128, height: 256 }, template: 'ffhq_512' },
  });
});

it('has a field for every setting, with the ports of the file as choices', () => {
  const fields = manifestFields(facts);
  expect(fields.map(({ name }) => name).toSorted()).toEqual(
    Object.keys(settingsOf(manifest)).toSorted(),
  );
  expect(fields.find(({ name }) => name === 'input')).toMatchObject({
    options: [{ value: 'image', label: 'image (1 × 3 × h × ?)' }],
  });
});

it('takes changes', () => {
  expect(
    manifestOf(
      { ...settingsOf(manifest), task: 'matting', normal: 'imagenet', range: 'unit', width: null },
      manifest,
    ),
  ).toMatchObject({
    task: 'matting',
    mask: 'none',
    range: [0, 1],
    mean: [0.485, 0.456, 0.406],
    fixed: null,
  });
});

it('takes any change for a person’s word, and doubts on where nothing was changed', () => {
  const guess: ModelManifest = { ...manifest, guessed: true };
  expect(manifestOf(settingsOf(guess), guess).guessed).toBe(true);
  expect('guessed' in manifestOf({ ...settingsOf(guess), maskOnes: 'hole' }, guess)).toBe(false);
  expect('guessed' in manifestOf(settingsOf(guess), guess, true)).toBe(false);
});
