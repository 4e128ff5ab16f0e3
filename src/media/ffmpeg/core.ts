/** The part of the core's Emscripten module that we use (it carries no types of its own). */

import type { InputOperations } from './input-blocks.ts';

/** A file that is open; `node` is what our own file system made. */
export interface CoreStream<Node> {
  readonly node: Node;
  position: number;
}

export interface CoreNode {
  readonly id: number;
  mode: number;
  timestamp: number;
  node_ops: unknown;
  stream_ops: unknown;
}

export interface CoreFs {
  mkdir(path: string): void;
  mount(type: unknown, options: object, at: string): unknown;
  readFile(path: string): Uint8Array<ArrayBuffer>;
  createNode(parent: CoreNode | null, name: string, mode: number, device: number): CoreNode;
  readonly filesystems: { readonly WORKERFS: { readonly stream_ops: InputOperations } };
  readonly ErrnoError: new (errno: number) => Error;
}

export interface Core {
  readonly FS: CoreFs;
  /** Return code of the last run. */
  readonly ret: number;
  exec(...arguments_: readonly string[]): number;
  /** What `ffprobe` calls; gives the return code, which `ffprobe` itself drops. */
  _ffprobe: (count: number, texts: number) => number;
  ffprobe(...arguments_: readonly string[]): number;
  setLogger(logger: (line: { type: string; message: string }) => void): void;
  /** `time`: µs of output that are finished. */
  setProgress(handler: (progress: { progress: number; time: number }) => void): void;
}

/** The default export of the core's script. */
export type CreateCore = (options: {
  readonly instantiateWasm: (
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance) => void,
  ) => object;
  readonly mainScriptUrlOrBlob: string;
}) => Promise<Core>;
