/**
 * What an ONNX file is, without running it: untrusted input, read piece by piece within limits.
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (ModelProto, GraphProto,
 * NodeProto, AttributeProto, TensorProto, ValueInfoProto, TypeProto).
 */
import type { Failure } from '#domain/failure.ts';
import type { ModelFileFacts, ModelPort } from '#domain/local-model.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { Malformed, walkerOf, type ByteSource, type Walker, type WireField } from './protobuf.ts';
import { elementTypes, readPort, readTensor } from './values.ts';

/** What can be known of a network from its file. */
export interface OnnxFacts extends ModelFileFacts {
  /** Operators with their number, e.g. "Conv" or "com.microsoft:FusedConv". */
  readonly operators: Readonly<Record<string, number>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Largest file, in bytes: what a protocol buffer can say, and more than a browser can run. */
export const largestModel = 2_000_000_000;
const mostNodes = 200_000;
const mostPorts = 100;
/** Networks within networks (If, Loop). */
const deepest = 8;
/** What the runtime shipped with this app knows. */
const newestOpset = 26;

/** Domains whose operators the runtime has; anything else would need a library of its own. */
const knownDomains: ReadonlySet<string> = new Set([
  '',
  'ai.onnx',
  'ai.onnx.ml',
  'com.microsoft',
  'com.ms.internal.nhwc',
  'com.microsoft.nchwc',
]);

interface Found {
  readonly walker: Walker;
  readonly operators: Map<string, number>;
  readonly domains: Set<string>;
  /** Domains of functions that the file brings along. */
  readonly own: Set<string>;
  readonly stored: Set<string>;
  nodes: number;
  parameters: number;
  bytes: number;
}

/**
 * Reads an ONNX file. Fails with `corrupt` (it is none, or broken), `too_large`, or `unsupported`
 * (weights in other files, operators of other libraries, an opset of the future).
 */
export async function readOnnx(source: ByteSource, name = 'The file'): Promise<Result<OnnxFacts>> {
  if (source.size > largestModel) {
    return fail({ code: 'too_large', what: name, limit: '2 GB for a model' });
  }
  try {
    return await readModel(walkerOf(source), source.size, name);
  } catch (thrown) {
    if (thrown instanceof Malformed) return fail(corrupt(name, thrown.message));
    if (thrown instanceof Outside) return fail(unsupported(name, thrown.message));
    throw thrown;
  }
}

const corrupt = (what: string, reason: string): Failure => ({
  code: 'corrupt',
  what,
  reason: `as an ONNX model, ${reason}`,
});
const unsupported = (what: string, reason: string): Failure => ({
  code: 'unsupported',
  what,
  reason,
});

/** Thrown where a model needs what is not in its file. */
class Outside extends Error {}

async function readModel(walker: Walker, size: number, name: string): Promise<Result<OnnxFacts>> {
  const found: Found = {
    walker,
    operators: new Map(),
    domains: new Set(),
    own: new Set(),
    stored: new Set(),
    nodes: 0,
    parameters: 0,
    bytes: 0,
  };
  let version = 0;
  let producer = '';
  let opset = 0;
  let graph: Graph | null = null;
  const metadata: Record<string, string> = {};
  for await (const field of walker.fields(0, size)) {
    if (field.number === 1 && field.wire === 0) version = field.value;
    else if (field.number === 2) producer = (await walker.text(field)).slice(0, 500);
    else if (field.number === 7) {
      if (graph) throw new Malformed('it holds two networks');
      graph = await readGraph(found, field, 0);
    } else if (field.number === 8) {
      const [domain, number] = await readOpset(walker, field);
      if (domain === '' || domain === 'ai.onnx') opset = number;
    } else if (field.number === 14 && Object.keys(metadata).length < 100) {
      const [key, value] = await readPair(walker, field);
      metadata[key.slice(0, 200)] = value.slice(0, 2000);
    } else if (field.number === 25) await readFunction(found, field);
  }
  if (!graph || version < 1 || version > 1000) throw new Malformed('it holds no network');
  if (found.nodes === 0) throw new Malformed('its network does nothing');
  if (graph.inputs.length === 0 || graph.outputs.length === 0) {
    throw new Malformed('its network takes or gives nothing');
  }
  const foreign = [...found.domains].filter(
    (domain) => !knownDomains.has(domain) && !found.own.has(domain),
  );
  if (foreign[0] !== undefined) {
    return fail(unsupported(name, `it needs operators of “${foreign[0].slice(0, 100)}”`));
  }
  if (opset > newestOpset) {
    return fail(unsupported(name, `it is of opset ${opset}; up to ${newestOpset} is understood`));
  }
  return ok({
    producer,
    opset,
    nodes: found.nodes,
    parameters: found.parameters,
    // Older files list their weights among the inputs too.
    inputs: graph.inputs.filter((port) => !found.stored.has(port.name)),
    outputs: graph.outputs,
    operators: Object.fromEntries(found.operators),
    metadata,
  });
}

interface Graph {
  readonly inputs: readonly ModelPort[];
  readonly outputs: readonly ModelPort[];
}

async function readGraph(found: Found, at: WireField, depth: number): Promise<Graph> {
  if (at.wire !== 2) throw new Malformed('its network is none');
  if (depth > deepest) throw new Malformed('its networks lie too deep in each other');
  const inputs: ModelPort[] = [];
  const outputs: ModelPort[] = [];
  for await (const field of found.walker.fields(at.start, at.end)) {
    if (field.number === 1) await readNode(found, field, depth);
    else if (field.number === 5) await countTensor(found, field);
    else if (field.number === 11) inputs.push(await readPort(found.walker, field));
    else if (field.number === 12) outputs.push(await readPort(found.walker, field));
    else if (field.number === 15) throw new Outside('its weights are stored as sparse tensors');
    // Weights of old files are inputs too, so that there may be many.
    if (inputs.length > mostNodes || outputs.length > mostPorts) {
      throw new Malformed('it has more inputs or outputs than any network');
    }
  }
  return { inputs, outputs };
}

async function readNode(found: Found, at: WireField, depth: number): Promise<void> {
  if (at.wire !== 2) throw new Malformed('a node of it is none');
  found.nodes += 1;
  if (found.nodes > mostNodes) throw new Malformed('it has more nodes than any network');
  let operator = '';
  let domain = '';
  for await (const field of found.walker.fields(at.start, at.end)) {
    if (field.number === 4) operator = await found.walker.text(field, 500);
    else if (field.number === 7) domain = await found.walker.text(field, 500);
    else if (field.number === 5) await readAttribute(found, field, depth);
  }
  if (operator === '') throw new Malformed('a node of it has no operator');
  found.domains.add(domain);
  const name = domain === '' || domain === 'ai.onnx' ? operator : `${domain}:${operator}`;
  found.operators.set(name, (found.operators.get(name) ?? 0) + 1);
}

/** Attributes may hold tensors (Constant) and networks (If, Loop). */
async function readAttribute(found: Found, at: WireField, depth: number): Promise<void> {
  if (at.wire !== 2) throw new Malformed('an attribute of it is none');
  for await (const field of found.walker.fields(at.start, at.end)) {
    if (field.number === 5 || field.number === 10) await countTensor(found, field);
    else if (field.number === 6 || field.number === 11) await readGraph(found, field, depth + 1);
  }
}

async function countTensor(found: Found, at: WireField): Promise<void> {
  const tensor = await readTensor(found.walker, at);
  if (tensor.outside) throw new Outside('its weights lie in another file');
  const known = elementTypes[tensor.type];
  const width = known?.bytes ?? 1;
  // Declared shapes reserve memory before a byte of them is read.
  if (tensor.elements * width > largestModel) throw new Malformed('a weight of it is too large');
  if (known && tensor.raw !== null && tensor.raw !== tensor.elements * width) {
    throw new Malformed('a weight of it has other bytes than its shape says');
  }
  found.parameters += tensor.elements;
  found.bytes += tensor.elements * width;
  if (found.bytes > 2 * largestModel) throw new Malformed('its weights are too large');
  if (tensor.name !== '') found.stored.add(tensor.name);
}

async function readFunction(found: Found, at: WireField): Promise<void> {
  if (at.wire !== 2) throw new Malformed('a function of it is none');
  for await (const field of found.walker.fields(at.start, at.end)) {
    if (field.number === 10) found.own.add(await found.walker.text(field, 500));
    else if (field.number === 7) await readNode(found, field, 0);
  }
}

async function readOpset(walker: Walker, at: WireField): Promise<readonly [string, number]> {
  let domain = '';
  let version = 0;
  for await (const field of walker.fields(at.start, at.end)) {
    if (field.number === 1) domain = await walker.text(field, 500);
    else if (field.number === 2) version = field.value;
  }
  return [domain, version];
}

async function readPair(walker: Walker, at: WireField): Promise<readonly [string, string]> {
  let key = '';
  let value = '';
  for await (const field of walker.fields(at.start, at.end)) {
    if (field.number === 1) key = await walker.text(field, 100_000);
    else if (field.number === 2) value = await walker.text(field, 1_000_000);
  }
  return [key, value];
}
