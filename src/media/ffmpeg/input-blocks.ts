/**
 * How the core reads its inputs (Emscripten's WORKERFS over blobs). What lies in the private file
 * system its thread opens itself and reads straight into the core's memory. All else, files of linked
 * folders, it reads in blocks. The core cannot wait
 * for a promise, and a blob that is read in its own thread leaves a pipe and a buffer behind until
 * that thread has a turn, which a run gives it only at its end: a gigabyte for two gigabytes of film.
 * So the thread that started the run reads for it, through memory that both share; without such
 * memory (no isolation) the core's thread reads for itself.
 */
import type { CoreFs, CoreStream } from './core.ts';
import { blockSize, type LentMemory } from './messages.ts';

interface InputNode {
  readonly contents: Blob;
  readonly size: number;
}

/** Gives bytes of an input, at least one; good until the next call. Throws where they cannot be read. */
type ReadBlock = (input: Blob, from: number, length: number) => Uint8Array;

/** Inputs that this thread opened itself, by their blobs. */
export type OpenedInputs = ReadonlyMap<Blob, FileSystemSyncAccessHandle>;

/** Makes the inputs of this core be read so; call it before they are mounted. */
export function readInBlocks(fs: CoreFs, readBlock: ReadBlock, opened: OpenedInputs): void {
  let held: { readonly node: InputNode; readonly from: number; readonly bytes: Uint8Array } | null =
    null;
  fs.filesystems.WORKERFS.stream_ops.read = ({ node }, heap, offset, length, position) => {
    if (Math.min(length, node.size - position) <= 0) return 0;
    const place = opened.get(node.contents);
    if (place) return place.read(heap.subarray(offset, offset + length), { at: position });
    const behind = held ? held.from + held.bytes.length : 0;
    if (held?.node !== node || position < held.from || position >= behind) {
      held = null;
      const wanted = Math.min(blockSize, node.size - position);
      held = { node, from: position, bytes: readBlock(node.contents, position, wanted) };
    }
    // Fewer bytes than were asked for are no end: the core asks again.
    const from = position - held.from;
    const bytes = held.bytes.subarray(from, from + length);
    heap.set(bytes, offset);
    return bytes.length;
  };
}

/** Reads in this thread. */
export function ownReading(): ReadBlock {
  const reader = new FileReaderSync();
  return (input, from, length) =>
    new Uint8Array(reader.readAsArrayBuffer(input.slice(from, from + length)));
}

/** Asks the thread that started the run, and sleeps until the bytes are there. */
export function lentReading(
  { state, bytes }: LentMemory,
  inputs: readonly Blob[],
  ask: (input: number, from: number, length: number) => void,
): ReadBlock {
  return (input, from, length) => {
    Atomics.store(state, 0, 0);
    ask(inputs.indexOf(input), from, length);
    Atomics.wait(state, 0, 0);
    const count = Atomics.load(state, 1);
    if (count <= 0) throw new Error('the input could not be read');
    return bytes.subarray(0, count);
  };
}

/** What of WORKERFS is replaced. */
export interface InputOperations {
  read: (
    stream: CoreStream<InputNode>,
    heap: Int8Array,
    offset: number,
    length: number,
    position: number,
  ) => number;
}
