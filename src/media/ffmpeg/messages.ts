/** What a run and its worker say to each other. */

export type Program = 'ffmpeg' | 'ffprobe';

/** Bytes of an input that are read at once. */
export const blockSize = 1024 * 1024;

/** Memory that a run and its worker share, through which inputs are read. */
export interface LentMemory {
  /** Two numbers: whether an answer is there (0 or 1), and how many bytes it has. */
  readonly state: Int32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

/** An input: its bytes, and the place where they lie when the worker may open it itself. */
export interface RunInput {
  readonly name: string;
  readonly data: Blob;
  readonly handle: FileSystemFileHandle | null;
}

/** The one message to the worker: everything that one run needs. */
export interface RunMessage {
  /** Absolute address of the core's script, a file of our own origin. */
  readonly core: string;
  /** The compiled core; compiled once a thread, shared by its runs. */
  readonly module: WebAssembly.Module;
  readonly program: Program;
  readonly arguments: readonly string[];
  readonly inputs: readonly RunInput[];
  /** Through which the inputs are read; null: the worker reads them itself. */
  readonly lent: LentMemory | null;
  /** Names of what is written, with a file on disk each; without files they are held in memory. */
  readonly outputs: readonly string[];
  readonly files: readonly FileSystemFileHandle[] | null;
}

/** How a run ended, as its worker saw it. */
export interface Ended {
  readonly say: 'ended';
  /** The program's own return code; null when it crashed. */
  readonly code: number | null;
  /** Why it crashed. */
  readonly crash: string | null;
  /** Whether writing met the end of the storage. */
  readonly full: boolean;
  /** What was written, when it was held in memory. */
  readonly memory: readonly Blob[] | null;
}

export type FromFfmpeg =
  | { readonly say: 'line'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** Seconds of output that are finished. */
  | { readonly say: 'progress'; readonly seconds: number }
  /** Bytes of the input of this number are wanted in the memory that was lent. */
  | {
      readonly say: 'read';
      readonly input: number;
      readonly from: number;
      readonly length: number;
    }
  | Ended;
