import { readFile } from 'node:fs/promises';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { concat } from '../bytes.ts';
import { sourceOfBytes } from './protobuf.ts';
import { largestModel, readOnnx } from './read.ts';
import { enlarger, filler, message, node, number, onnxFile, tensor, text } from './test-encoder.ts';

const read = (bytes: Uint8Array) => readOnnx(sourceOfBytes(bytes));
const ports = { inputs: [{ name: 'x', dims: [1] }], outputs: [{ name: 'y', dims: [1] }] };

describe('an ONNX file', () => {
  it('tells its inputs, outputs, operators and weights', async () => {
    expect(await read(enlarger(2))).toEqual({
      ok: true,
      value: {
        producer: 'inkreel tests',
        opset: 17,
        nodes: 2,
        parameters: 36,
        inputs: [{ name: 'input', type: 'float32', dims: ['batch', 3, 'height', 'width'] }],
        outputs: [{ name: 'output', type: 'float32', dims: ['batch', 3, 'up', 'wide'] }],
        operators: { Conv: 1, DepthToSpace: 1 },
        metadata: {},
      },
    });
    expect(await read(filler([1, 0, 0]))).toMatchObject({
      value: { inputs: [{ dims: [1, 4, 64, 64] }], outputs: [{ dims: [1, 3, 64, 64] }] },
    });
  });

  it('is read when PyTorch wrote it', async () => {
    const shipped = await readFile('public/models/inkreel-crisp-x2.onnx');
    const reads: number[] = [];
    const result = await readOnnx({
      size: shipped.length,
      read: async (at, length) => {
        reads.push(length);
        return shipped.subarray(at, at + length);
      },
    });
    expect(result).toMatchObject({
      ok: true,
      value: { inputs: [{ name: 'input', type: 'float32', dims: ['n', 3, 'h', 'w'] }] },
    });
    expect(result.ok && result.value.parameters).toBeGreaterThan(50_000);
    expect(Math.max(...reads)).toBeLessThanOrEqual(65_536);
  });

  it('passes over weights without reading them', async () => {
    const heavy = onnxFile({
      ...ports,
      parts: [
        tensor(
          5,
          'w',
          [2_000_000],
          Array.from({ length: 2_000_000 }, () => 0),
        ),
        node('Add', ['x', 'w'], ['y']),
      ],
    });
    let bytes = 0;
    const result = await readOnnx({
      size: heavy.length,
      read: async (at, length) => {
        bytes += length;
        return heavy.subarray(at, at + length);
      },
    });
    expect(result).toMatchObject({ ok: true, value: { parameters: 2_000_000 } });
    expect(bytes).toBeLessThan(400_000);
  });
});

describe('what is refused', () => {
  it('is no ONNX at all', async () => {
    for (const bytes of [
      new Uint8Array(),
      new TextEncoder().encode('<!doctype html><title>Not found</title>'),
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13),
      new Uint8Array(5000),
      number(1, 8),
      enlarger(2).subarray(0, 300),
    ]) {
      expect(await read(bytes)).toMatchObject({ ok: false, failure: { code: 'corrupt' } });
    }
  });

  it('has its weights elsewhere', async () => {
    const outside = message(
      5,
      number(1, 4),
      number(2, 1),
      text(8, 'w'),
      message(13, text(1, 'location'), text(2, '../../etc/passwd')),
      number(14, 1),
    );
    const file = onnxFile({ ...ports, parts: [outside, node('Add', ['x', 'w'], ['y'])] });
    expect(await read(file)).toMatchObject({
      failure: { code: 'unsupported', reason: 'its weights lie in another file' },
    });
  });

  it('needs operators that nobody brought', async () => {
    const file = onnxFile({ ...ports, parts: [node('Hack', ['x'], ['y'], {}, 'evil.example')] });
    expect(await read(file)).toMatchObject({
      failure: { code: 'unsupported', reason: 'it needs operators of “evil.example”' },
    });
    const own = concat([
      file,
      message(25, text(1, 'Hack'), message(7, text(4, 'Relu')), text(10, 'evil.example')),
    ]);
    expect(await read(own)).toMatchObject({ ok: true });
    expect(
      await read(onnxFile({ ...ports, parts: [node('Relu', ['x'], ['y'])], opset: 99 })),
    ).toMatchObject({
      failure: { code: 'unsupported' },
    });
  });

  it('says that it is larger than it is, or than can be', async () => {
    const lying = (dims: readonly number[], bytes: number): Uint8Array =>
      onnxFile({
        ...ports,
        parts: [
          message(
            5,
            ...dims.map((dim) => number(1, dim)),
            number(2, 1),
            text(8, 'w'),
            message(9, new Uint8Array(bytes)),
          ),
          node('Add', ['x', 'w'], ['y']),
        ],
      });
    expect(await read(lying([100_000, 100_000], 4))).toMatchObject({
      failure: { code: 'corrupt' },
    });
    expect(await read(lying([2 ** 40, 2 ** 40], 4))).toMatchObject({
      failure: { code: 'corrupt' },
    });
    expect(await read(lying([4], 4))).toMatchObject({ failure: { code: 'corrupt' } });
    expect(await read(lying([1], 4))).toMatchObject({ ok: true });
    const huge = { size: largestModel + 1, read: async () => new Uint8Array() };
    expect(await readOnnx(huge)).toMatchObject({ failure: { code: 'too_large' } });
  });

  it('holds networks in networks without end', async () => {
    let inner: Uint8Array = node('Relu', ['x'], ['y']);
    for (let depth = 0; depth < 20; depth += 1) {
      inner = message(1, text(4, 'If'), message(5, text(1, 'then'), message(6, inner)));
    }
    expect(await read(onnxFile({ ...ports, parts: [inner] }))).toMatchObject({
      failure: { code: 'corrupt' },
    });
  });
});

it('never throws and always ends, whatever bytes it is given', async () => {
  const real = enlarger(2);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.uint8Array({ maxLength: 400 }),
        fc
          .tuple(
            fc.array(fc.tuple(fc.nat(real.length - 1), fc.nat(255)), { maxLength: 8 }),
            fc.nat(real.length),
          )
          .map(([changes, length]) => {
            const bytes = real.slice();
            for (const [at, value] of changes) bytes[at] = value;
            return changes.length % 2 ? bytes.subarray(0, length) : bytes;
          }),
      ),
      async (bytes) => {
        const result = await read(bytes);
        if (!result.ok)
          expect(['corrupt', 'unsupported', 'too_large']).toContain(result.failure.code);
      },
    ),
    { numRuns: 3000 },
  );
});
