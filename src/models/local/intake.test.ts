import { describe, expect, it } from 'vitest';

import { filler, matter, node, onnxFile } from '#formats/onnx/test-encoder.ts';
import { takeIn } from './intake.ts';

const fileOf = (bytes: Uint8Array<ArrayBuffer>): Blob => new Blob([bytes]);
/** Takes pictures of any size and gives their mattes. */
const anySize = onnxFile({
  inputs: [{ name: 'x', dims: ['b', 3, 'h', 'w'] }],
  outputs: [{ name: 'y', dims: ['b', 1, 'h', 'w'] }],
  parts: [node('Sigmoid', ['x'], ['y'])],
});

describe('a file that a person adds', () => {
  it('is used as the published model after which it is named', async () => {
    expect(await takeIn(fileOf(matter(320)), 'u2netp.onnx')).toMatchObject({
      value: {
        alike: 'U²-Net small',
        manifest: { mean: [0.485, 0.456, 0.406], activation: 'stretch' },
      },
    });
    expect(await takeIn(fileOf(anySize), 'modnet_photographic.onnx')).toMatchObject({
      value: { alike: 'MODNet', manifest: { deviation: [0.5, 0.5, 0.5], fixed: { width: 512 } } },
    });
    // A name alone makes no enlarger of what cuts out, nor knows a size better than the file.
    expect(await takeIn(fileOf(filler([1, 0, 0])), 'u2netp.onnx')).toMatchObject({
      value: { alike: null, manifest: { task: 'inpaint', mean: null } },
    });
    expect(await takeIn(fileOf(matter(512)), 'isnet_fp16.onnx')).toMatchObject({
      value: { alike: 'IS-Net general use', manifest: { fixed: { width: 512, height: 512 } } },
    });
    expect(await takeIn(fileOf(matter(320)), 'mine.onnx')).toMatchObject({
      value: { alike: null, manifest: { mean: null, guessed: true } },
    });
    // Whose kind somebody says is not doubted.
    const told = await takeIn(fileOf(matter(320)), 'mine.onnx', { task: 'matting' });
    const named = await takeIn(fileOf(matter(320)), 'u2netp.onnx');
    for (const each of [told, named])
      expect(each.ok && 'guessed' in each.value.manifest).toBe(false);
  });

  it('is refused with the reason where no tool runs it', async () => {
    const reader = onnxFile({
      inputs: [{ name: 'x', dims: [1, 3, 48, 'w'] }],
      outputs: [{ name: 'letters', dims: [1, 'n', 97] }],
      parts: [node('Softmax', ['x'], ['letters'])],
    });
    expect(await takeIn(fileOf(reader), 'reader.onnx')).toMatchObject({
      failure: {
        code: 'unsupported',
        what: 'reader.onnx',
        reason: expect.stringContaining('reads'),
      },
    });
  });
});
