/** A model that runs on this device, described as data. Nothing else in the app knows its details. */
export interface LocalModelManifest {
  /** Stable name, e.g. "inkreel-crisp-x2". */
  readonly id: string;
  readonly words: {
    readonly name: string;
    /** What it is good for and where its limits are, in plain words. */
    readonly description: string;
    /** What it learnt from, in one sentence. */
    readonly trainedOn: string;
  };
  readonly task: 'upscale';
  /** Address relative to the app's root. */
  readonly file: string;
  readonly bytes: number;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly sha256: string;
  readonly licence: string;
  readonly commercialUse: boolean;
  readonly input: string;
  readonly output: string;
  readonly layout: 'NCHW';
  readonly dtype: 'float32';
  readonly range: readonly [number, number];
  readonly channelOrder: 'RGB';
  readonly scale: number;
  /** Pixels of input on each side that one output pixel can see; the exact overlap of tiles. */
  readonly radius: number;
  /** Side of a square tile to start with, overlap included, in input pixels. */
  readonly tile: { readonly webgpu: number; readonly wasm: number };
  /** Input sides must be a multiple of this. */
  readonly multipleOf: number;
}
