/**
 * Models that run on this device, as data: what a network takes and gives, under which licence it
 * stands, and what its test found. The same words for those that are shipped and those added.
 */

import type { FaceTemplate } from './face.ts';

export const modelTasks = ['upscale', 'inpaint', 'matting', 'face_detection', 'face_swap'] as const;
/** What a model is for. Each has a tool that runs it. */
export type ModelTask = (typeof modelTasks)[number];

export const modelLayouts = ['NCHW', 'NHWC'] as const;
export const modelTypes = ['float32', 'float16', 'uint8'] as const;
export const channelOrders = ['RGB', 'BGR'] as const;
/** Where a network takes the mask: not at all, as an input of its own, or beside the colours. */
export const maskPlaces = ['none', 'input', 'after_colours', 'before_colours'] as const;
export const maskOnes = ['hole', 'keep'] as const;
export const activations = ['none', 'sigmoid', 'stretch'] as const;

export type Triple = readonly [number, number, number];

/** How a network that swaps faces takes its two pictures, each cut out with the face in one place. */
export interface SwapUse {
  /** The input for the face that is put in; the manifest's `input` takes the face that goes. */
  readonly source: string;
  readonly sourceSize: { readonly width: number; readonly height: number };
  /** Values of black and of white in it. */
  readonly sourceRange: readonly [number, number];
  /** Where its points lie in that picture. */
  readonly sourceTemplate: FaceTemplate;
  /** Where the points of the face that goes lie in its own. */
  readonly template: FaceTemplate;
}

/** How a network takes a picture and gives its answer. */
export interface ModelManifest {
  readonly task: ModelTask;
  /**
   * The work was guessed from shapes that networks for other work have too, and nobody confirmed
   * it: its test must show it. Absent: a person or a publisher says so.
   */
  readonly guessed?: true | undefined;
  /** Names of the tensors. */
  readonly input: string;
  readonly output: string;
  /** The input for the mask, where `mask` is 'input'. */
  readonly maskInput: string | null;
  readonly layout: (typeof modelLayouts)[number];
  readonly dtype: (typeof modelTypes)[number];
  /** Values of black and of white, before mean and deviation. */
  readonly range: readonly [number, number];
  /** Values of black and of white (or of nothing and all) in the answer. */
  readonly outputRange: readonly [number, number];
  /** (value − mean) / deviation, by channel in the order of the network; null: as it is. */
  readonly mean: Triple | null;
  readonly deviation: Triple | null;
  readonly channelOrder: (typeof channelOrders)[number];
  /** Width of the answer by width of the input. 1 for all that does not enlarge; 0: not known yet. */
  readonly scale: number;
  /** Pixels of input on each side that one output pixel can see; null where that is not known. */
  readonly radius: number | null;
  /** Pixels around each tile; where less than the radius, tiles are blended over them. */
  readonly overlap: number;
  /** Side of a square tile to start with, overlap included, in input pixels. */
  readonly tile: { readonly webgpu: number; readonly wasm: number };
  /** Input sides must be a multiple of this. */
  readonly multipleOf: number;
  /** The one size that the network takes, or is best at; null: any. */
  readonly fixed: { readonly width: number; readonly height: number } | null;
  readonly mask: (typeof maskPlaces)[number];
  /** What the ones of the mask mean. */
  readonly maskOnes: (typeof maskOnes)[number];
  /** Subtracted from the mask, e.g. 0.5. */
  readonly maskOffset: number;
  /** Whether the hole is blank in the picture that the network is given. */
  readonly blankHole: boolean;
  /** What makes a matte of the answer: nothing, a sigmoid, or stretching its least and most. */
  readonly activation: (typeof activations)[number];
  /** Only for networks that swap faces; null for all others. */
  readonly swap: SwapUse | null;
  /** Names of the free dimensions, to be fixed when a session is opened. */
  readonly free: {
    readonly batch: string | null;
    readonly height: string | null;
    readonly width: string | null;
  };
}

/** What most networks have in common: RGB planes, 0 to 1, any size. */
export const plainManifest = {
  maskInput: null,
  layout: 'NCHW',
  dtype: 'float32',
  range: [0, 1],
  outputRange: [0, 1],
  mean: null,
  deviation: null,
  channelOrder: 'RGB',
  scale: 1,
  radius: null,
  overlap: 16,
  tile: { webgpu: 256, wasm: 128 },
  multipleOf: 1,
  fixed: null,
  mask: 'none',
  maskOnes: 'hole',
  maskOffset: 0,
  blankHole: false,
  activation: 'none',
  swap: null,
  free: { batch: null, height: null, width: null },
} as const satisfies Omit<ModelManifest, 'task' | 'input' | 'output'>;

/** One backend in a model's test. Times in ms. */
export interface BackendTrial {
  readonly backend: 'webgpu' | 'wasm';
  /** Loading the runtime and opening the session. */
  readonly openMs: number;
  /** One tile, the second time. */
  readonly tileMs: number;
  readonly threads: number;
}

/** What one tile showed. */
export interface ModelTest {
  readonly passed: boolean;
  /** Why it cannot be used, for people; null when it passed. */
  readonly reason: string | null;
  /** The tile that was run, and the answer to it. */
  readonly input: readonly number[];
  readonly output: readonly number[];
  readonly trials: readonly BackendTrial[];
  /** Largest difference between the two backends, as a share of the answer's range; null: one only. */
  readonly difference: number | null;
  /** Where it will run. */
  readonly backend: 'webgpu' | 'wasm' | null;
  /** Why WebGPU is not used, though there is an adapter; null otherwise. */
  readonly withoutGpu: string | null;
  readonly tested_at: number;
}

/** What the file itself says, kept for whoever edits the manifest. */
export interface ModelFileFacts {
  readonly producer: string;
  readonly opset: number;
  readonly nodes: number;
  readonly parameters: number;
  readonly inputs: readonly ModelPort[];
  readonly outputs: readonly ModelPort[];
}

/** A tensor that goes in or out; a dimension is a number, a name, or not said. */
export interface ModelPort {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly (number | string | null)[];
}
