/**
 * ComfyUI writes the graph that ran as JSON (`prompt`: node id → class and inputs) and the graph
 * as drawn (`workflow`: nodes with the values of their widgets, and links). What counts is the
 * sampler and what is wired into it. https://docs.comfy.org/specs/workflow_json
 */
import { isLoose, modelName, said, type Found, type Loose } from './values.ts';

interface Node {
  readonly kind: string;
  readonly inputs: Loose;
}
type Graph = ReadonlyMap<string, Node>;

const mostNodes = 5000;
/** Nodes looked at from one input on. */
const mostSteps = 200;

/** Reads either of the two; the graph that ran says more. */
export function readComfyui(prompt: Loose | undefined, workflow?: Loose): Found | undefined {
  return fromGraph(prompt && ranGraph(prompt)) ?? fromGraph(workflow && drawnGraph(workflow));
}

function ranGraph(prompt: Loose): Graph {
  const graph = new Map<string, Node>();
  for (const [id, node] of Object.entries(prompt).slice(0, mostNodes)) {
    if (!isLoose(node) || typeof node['class_type'] !== 'string') continue;
    graph.set(id, {
      kind: node['class_type'],
      inputs: isLoose(node['inputs']) ? node['inputs'] : {},
    });
  }
  return graph;
}

/** Names of the widgets of the common nodes, in the order in which a drawn graph keeps values. */
const widgets: ReadonlyMap<string, readonly string[]> = new Map([
  ['KSampler', ['seed', '', 'steps', 'cfg', 'sampler_name', 'scheduler', 'denoise']],
  [
    'KSamplerAdvanced',
    ['add_noise', 'noise_seed', '', 'steps', 'cfg', 'sampler_name', 'scheduler'],
  ],
  ['CLIPTextEncode', ['text']],
  ['CheckpointLoaderSimple', ['ckpt_name']],
  ['UNETLoader', ['unet_name']],
  ['LoraLoader', ['lora_name', 'strength_model', 'strength_clip']],
  ['RandomNoise', ['noise_seed']],
  ['KSamplerSelect', ['sampler_name']],
  ['BasicScheduler', ['scheduler', 'steps', 'denoise']],
  ['FluxGuidance', ['guidance']],
]);

function drawnGraph(workflow: Loose): Graph {
  const graph = new Map<string, Node>();
  const { nodes, links } = workflow;
  if (!Array.isArray(nodes) || !Array.isArray(links)) return graph;
  const sources = new Map<unknown, unknown>();
  for (const link of links.slice(0, mostNodes * 4) as readonly unknown[]) {
    if (Array.isArray(link)) sources.set(link[0], link[1]);
  }
  for (const node of nodes.slice(0, mostNodes) as readonly unknown[]) {
    if (!isLoose(node) || typeof node['type'] !== 'string') continue;
    const inputs: Record<string, unknown> = Object.create(null);
    const values = node['widgets_values'];
    for (const [at, name] of (widgets.get(node['type']) ?? []).entries()) {
      if (name !== '' && Array.isArray(values)) inputs[name] = values[at] as unknown;
    }
    for (const input of Array.isArray(node['inputs']) ? (node['inputs'] as unknown[]) : []) {
      if (!isLoose(input) || typeof input['name'] !== 'string') continue;
      const from = said(sources.get(input['link']));
      if (from !== undefined) inputs[input['name']] = [from, 0];
    }
    graph.set(said(node['id']) ?? '', { kind: node['type'], inputs });
  }
  return graph;
}

/** Every node that an input reaches against the wires, nearest first. */
function* upstream(graph: Graph, start: unknown): Generator<Node> {
  const seen = new Set<string>();
  const waiting: unknown[] = [start];
  for (let steps = 0; waiting.length > 0 && steps < mostSteps; steps += 1) {
    const link = waiting.shift();
    const id = Array.isArray(link) && link.length === 2 ? said(link[0]) : undefined;
    const node = id === undefined || seen.has(id) ? undefined : graph.get(id);
    if (id === undefined || !node) continue;
    seen.add(id);
    yield node;
    const wires = Object.values(node.inputs).filter((value) => Array.isArray(value));
    waiting.push(...wires.slice(0, mostSteps));
  }
}

/** The first of some inputs that is a value and not a wire, among nodes. */
function firstValue(nodes: Iterable<Node>, names: readonly string[]): string | undefined {
  for (const { inputs } of nodes) {
    for (const name of names) {
      const value = said(inputs[name]);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

const textNames = ['text', 'text_g', 't5xxl', 'clip_l', 'prompt', 'value', 'string'];
const modelNames = ['ckpt_name', 'unet_name', 'model_name', 'base_ckpt_name'];

function fromGraph(graph: Graph | undefined): Found | undefined {
  if (!graph) return undefined;
  const sampler = [...graph.values()].find(
    ({ kind, inputs }) =>
      /sampler/i.test(kind) && ('latent_image' in inputs || 'positive' in inputs),
  );
  if (!sampler) return undefined;
  const { positive, negative, guider, model, noise, sigmas, sampler: method } = sampler.inputs;
  const around = [
    sampler,
    ...[noise, sigmas, method].flatMap((link) => [...upstream(graph, link)].slice(0, 3)),
  ];
  const value = (...names: string[]): string | undefined => firstValue(around, names);
  const params: Record<string, unknown> = {};
  for (const name of ['steps', 'cfg', 'sampler_name', 'scheduler', 'denoise']) {
    const found = value(name);
    if (found !== undefined) params[name] = /^-?[\d.]{1,15}$/.test(found) ? Number(found) : found;
  }
  const loras = [...graph.values()].flatMap(({ inputs }) => said(inputs['lora_name']) ?? []);
  if (loras.length > 0) params['loras'] = loras.map((lora) => modelName(lora)).join(', ');
  const wiredSeed = sampler.inputs['seed'] ?? sampler.inputs['noise_seed'];
  return {
    provider: 'comfyui',
    model: modelName(firstValue(upstream(graph, model ?? guider), modelNames)),
    prompt: firstValue(upstream(graph, positive ?? guider), textNames),
    negative: firstValue(upstream(graph, negative), textNames),
    seed: value('seed', 'noise_seed') ?? firstValue(upstream(graph, wiredSeed), ['seed', 'value']),
    params,
  };
}
