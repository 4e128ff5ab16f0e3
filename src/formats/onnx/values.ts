/** Tensors and the types of inputs and outputs, as an ONNX file describes them. */
import type { ModelPort } from '#domain/local-model.ts';
import { Malformed, type Walker, type WireField } from './protobuf.ts';

/** TensorProto.DataType: names as the runtime says them, and bytes of an element. */
export const elementTypes: Readonly<Record<number, { readonly name: string; bytes: number }>> = {
  1: { name: 'float32', bytes: 4 },
  2: { name: 'uint8', bytes: 1 },
  3: { name: 'int8', bytes: 1 },
  4: { name: 'uint16', bytes: 2 },
  5: { name: 'int16', bytes: 2 },
  6: { name: 'int32', bytes: 4 },
  7: { name: 'int64', bytes: 8 },
  8: { name: 'string', bytes: 1 },
  9: { name: 'bool', bytes: 1 },
  10: { name: 'float16', bytes: 2 },
  11: { name: 'float64', bytes: 8 },
  12: { name: 'uint32', bytes: 4 },
  13: { name: 'uint64', bytes: 8 },
  16: { name: 'bfloat16', bytes: 2 },
};

export interface StoredTensor {
  readonly name: string;
  readonly type: number;
  /** How many numbers its shape says. */
  readonly elements: number;
  /** Bytes of its raw data; null where they are stored another way. */
  readonly raw: number | null;
  /** Its numbers lie in another file. */
  readonly outside: boolean;
}

const mostDims = 16;

/** Reads what a TensorProto says of itself; its numbers are passed over. */
export async function readTensor(walker: Walker, at: WireField): Promise<StoredTensor> {
  if (at.wire !== 2) throw new Malformed('a weight of it is none');
  let name = '';
  let type = 0;
  let raw: number | null = null;
  let outside = false;
  const dims: number[] = [];
  for await (const field of walker.fields(at.start, at.end)) {
    if (field.number === 1) dims.push(...(await walker.varints(field, mostDims)));
    else if (field.number === 2) type = field.value;
    else if (field.number === 8) name = await walker.text(field, 5000);
    else if (field.number === 9) raw = field.end - field.start;
    else if (field.number === 13) outside = true;
    else if (field.number === 14) outside ||= field.value === 1;
    if (dims.length > mostDims) throw new Malformed('a weight of it has too many dimensions');
  }
  const elements = dims.reduce((product, dim) => product * dim, 1);
  if (!Number.isSafeInteger(elements)) throw new Malformed('a weight of it is too large');
  return { name, type, elements, raw, outside };
}

/** Reads a ValueInfoProto: an input or an output with its type and shape. */
export async function readPort(walker: Walker, at: WireField): Promise<ModelPort> {
  if (at.wire !== 2) throw new Malformed('an input of it is none');
  let name = '';
  let type = 'unknown';
  let dims: ModelPort['dims'] = [];
  for await (const field of walker.fields(at.start, at.end)) {
    if (field.number === 1) name = await walker.text(field, 500);
    else if (field.number === 2) ({ type, dims } = await readType(walker, field));
  }
  return { name, type, dims };
}

type Typed = Pick<ModelPort, 'type' | 'dims'>;

async function readType(walker: Walker, at: WireField): Promise<Typed> {
  let found: Typed = { type: 'unknown', dims: [] };
  for await (const field of walker.fields(at.start, at.end)) {
    // Sequences, maps and optional values are no pictures.
    if (field.number === 1) found = await readTensorType(walker, field);
  }
  return found;
}

async function readTensorType(walker: Walker, at: WireField): Promise<Typed> {
  let type = 'unknown';
  const dims: (number | string | null)[] = [];
  for await (const field of walker.fields(at.start, at.end)) {
    if (field.number === 1) type = elementTypes[field.value]?.name ?? 'unknown';
    else if (field.number === 2) {
      for await (const dim of walker.fields(field.start, field.end)) {
        if (dim.number === 1) dims.push(await readDimension(walker, dim));
        if (dims.length > mostDims) throw new Malformed('an input of it has too many dimensions');
      }
    }
  }
  return { type, dims };
}

async function readDimension(walker: Walker, at: WireField): Promise<number | string | null> {
  let found: number | string | null = null;
  for await (const field of walker.fields(at.start, at.end)) {
    // Some exporters write 0 or −1 (a huge number, unsigned) for a size that is free.
    if (field.number === 1) found = field.value > 0 && field.value < 2 ** 31 ? field.value : null;
    else if (field.number === 2) found = (await walker.text(field, 500)) || null;
  }
  return found;
}
