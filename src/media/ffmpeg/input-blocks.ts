/**
 * How the core reads its inputs (Emscripten's WORKERFS over blobs): in blocks. It asks for 32 kB at a
 * time, and each reading of a blob leaves a pipe and a buffer behind until the browser looks for what
 * nobody needs.
 */
import type { CoreFs, CoreStream } from './core.ts';

/** Bytes that are read at once. */
const block = 1024 * 1024;

interface InputNode {
  readonly contents: Blob;
  readonly size: number;
}

/** Makes the inputs of this core be read so; call it before they are mounted. */
export function readInBlocks(fs: CoreFs): void {
  const reader = new FileReaderSync();
  const part = ({ contents }: InputNode, from: number, length: number): Uint8Array =>
    new Uint8Array(reader.readAsArrayBuffer(contents.slice(from, from + length)));
  let held: { readonly node: InputNode; readonly from: number; readonly bytes: Uint8Array } | null =
    null;
  fs.filesystems.WORKERFS.stream_ops.read = ({ node }, heap, offset, length, position) => {
    const count = Math.min(length, node.size - position);
    if (count <= 0) return 0;
    if (count >= block) {
      heap.set(part(node, position, count), offset);
      return count;
    }
    const behind = held ? held.from + held.bytes.length : 0;
    if (held?.node !== node || position < held.from || position + count > behind) {
      held = { node, from: position, bytes: part(node, position, block) };
    }
    const from = position - held.from;
    heap.set(held.bytes.subarray(from, from + count), offset);
    return count;
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
