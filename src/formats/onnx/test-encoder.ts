/** Writes small ONNX files for tests: just enough of onnx.proto for real networks that run. */
import { concat } from '../bytes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

function varint(value: number): Bytes {
  const bytes: number[] = [];
  let left = value;
  do {
    bytes.push((left % 128) + (left >= 128 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Uint8Array.from(bytes);
}

export const number = (field: number, value: number): Bytes =>
  concat([varint(field * 8), varint(value)]);
export const message = (field: number, ...parts: readonly Uint8Array[]): Bytes => {
  const body = concat(parts);
  return concat([varint(field * 8 + 2), varint(body.length), body]);
};
export const text = (field: number, value: string): Bytes =>
  message(field, new TextEncoder().encode(value));

const typeNumbers = { float32: 1, uint8: 2, int64: 7, float16: 10 } as const;
export type TestType = keyof typeof typeNumbers;
type Dim = number | string;

export interface TestPort {
  readonly name: string;
  readonly dims: readonly Dim[];
  readonly type?: TestType;
}

const port = (field: number, { name, dims, type = 'float32' }: TestPort): Bytes =>
  message(
    field,
    text(1, name),
    message(
      2,
      message(
        1,
        number(1, typeNumbers[type]),
        message(
          2,
          ...dims.map((dim) => message(1, typeof dim === 'number' ? number(1, dim) : text(2, dim))),
        ),
      ),
    ),
  );

/** A weight. */
export const tensor = (
  field: number,
  name: string,
  dims: readonly number[],
  values: readonly number[],
  type: 'float32' | 'int64' = 'float32',
): Bytes => {
  const raw =
    type === 'float32'
      ? new Uint8Array(Float32Array.from(values).buffer)
      : new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return message(
    field,
    ...dims.map((dim) => number(1, dim)),
    number(2, typeNumbers[type]),
    text(8, name),
    message(9, raw),
  );
};

type Attribute = number | string | readonly number[];

const attribute = (name: string, value: Attribute): Bytes =>
  typeof value === 'number'
    ? message(5, text(1, name), number(3, value), number(20, 2))
    : typeof value === 'string'
      ? message(5, text(1, name), text(4, value), number(20, 3))
      : message(5, text(1, name), ...value.map((one) => number(8, one)), number(20, 7));

/** A node: operator, inputs, outputs, attributes of whole numbers or text. */
export const node = (
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
  domain = '',
): Bytes =>
  message(
    1,
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    ...(domain === '' ? [] : [text(7, domain)]),
  );

export interface TestModel {
  readonly inputs: readonly TestPort[];
  readonly outputs: readonly TestPort[];
  /** Made with `node` and `tensor(5, …)`. */
  readonly parts: readonly Uint8Array[];
  readonly opset?: number;
  readonly domains?: readonly string[];
}

export const onnxFile = ({ inputs, outputs, parts, opset = 17, domains = [] }: TestModel): Bytes =>
  concat([
    number(1, 8),
    text(2, 'inkreel tests'),
    message(
      7,
      ...parts,
      text(2, 'network'),
      ...inputs.map((one) => port(11, one)),
      ...outputs.map((one) => port(12, one)),
    ),
    message(8, text(1, ''), number(2, opset)),
    ...domains.map((domain) => message(8, text(1, domain), number(2, 1))),
  ]);

/** Repeats every pixel `scale` times: each of the colours goes to scale² channels, then apart. */
export function enlarger(
  scale: number,
  side: Dim = 'height',
  across: Dim = 'width',
  more: readonly Uint8Array[] = [],
): Bytes {
  const out = 3 * scale * scale;
  const weights = Array.from({ length: out * 3 }, (_, at) =>
    Math.floor(Math.floor(at / 3) / (scale * scale)) === at % 3 ? 1 : 0,
  );
  return onnxFile({
    inputs: [{ name: 'input', dims: ['batch', 3, side, across] }],
    outputs: [{ name: 'output', dims: ['batch', 3, 'up', 'wide'] }],
    parts: [
      node('Conv', ['input', 'weights'], ['spread'], { kernel_shape: [1, 1] }),
      node('DepthToSpace', ['spread'], ['output'], { blocksize: scale, mode: 'CRD' }),
      tensor(5, 'weights', [out, 3, 1, 1], weights),
      ...more,
    ],
  });
}

/** Takes colours and mask as four channels; gives the picture with `colour` where the mask is 1. */
export function filler(colour: readonly [number, number, number], side = 64): Bytes {
  return onnxFile({
    inputs: [{ name: 'image_and_mask', dims: [1, 4, side, side] }],
    outputs: [{ name: 'filled', dims: [1, 3, side, side] }],
    parts: [
      // filled = colours + colour × mask, for the hole arrives blank.
      node('Conv', ['image_and_mask', 'weights'], ['filled'], { kernel_shape: [1, 1] }),
      tensor(
        5,
        'weights',
        [3, 4, 1, 1],
        colour.flatMap((value, row) =>
          [0, 1, 2, 3].map((at) => (at === row ? 1 : at === 3 ? value : 0)),
        ),
      ),
    ],
  });
}

/** Gives a matte: a sigmoid of how far red is above a half. */
export function matter(side = 64): Bytes {
  return onnxFile({
    inputs: [{ name: 'picture', dims: [1, 3, side, side] }],
    outputs: [{ name: 'matte', dims: [1, 1, side, side] }],
    parts: [
      node('Conv', ['picture', 'weights', 'bias'], ['level'], { kernel_shape: [1, 1] }),
      node('Sigmoid', ['level'], ['matte']),
      tensor(5, 'weights', [1, 3, 1, 1], [40, 0, 0]),
      tensor(5, 'bias', [1], [-20]),
    ],
  });
}

/** Asks for ten gigabytes as soon as it runs; nothing in the file says so in its shapes. */
export function glutton(): Bytes {
  return onnxFile({
    inputs: [{ name: 'input', dims: [1, 3, 'height', 'width'] }],
    outputs: [{ name: 'output', dims: [1, 3, 'up', 'wide'] }],
    parts: [
      node('ConstantOfShape', ['shape'], ['huge']),
      node('ReduceSum', ['huge'], ['sum'], { keepdims: 1 }),
      node('Add', ['input', 'sum'], ['output']),
      tensor(5, 'shape', [4], [1, 10, 16_000, 16_000], 'int64'),
    ],
  });
}
