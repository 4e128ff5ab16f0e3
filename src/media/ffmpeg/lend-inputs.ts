/** Reads the inputs of a run for its worker, which cannot wait for a promise (see `input-blocks.ts`). */
import { refillable } from '../refillable.ts';
import { blockSize, type LentMemory } from './messages.ts';

/** The inputs of one run, read where its worker asks for them. */
export interface LentInputs {
  readonly memory: LentMemory;
  /** Puts the bytes into the memory and wakes the worker; -1 of them where they cannot be read. */
  read(input: number, from: number, length: number): Promise<void>;
  close(): Promise<void>;
}

/** A stream of an input that stands where the next block most likely begins. */
interface Standing {
  readonly input: number;
  readonly reader: ReadableStreamBYOBReader;
  at: number;
  /** Filled again and again, so that nothing is left behind. */
  buffer: ArrayBuffer;
}

/** Opens the lending of inputs; null where no memory can be shared (the page is not isolated). */
export function lendInputs(inputs: readonly Blob[]): LentInputs | null {
  if (!globalThis.crossOriginIsolated || inputs.length === 0) return null;
  const memory: LentMemory = {
    state: new Int32Array(new SharedArrayBuffer(8)),
    bytes: new Uint8Array(new SharedArrayBuffer(blockSize)),
  };
  let standing: Standing | null = null;
  const close = async (): Promise<void> => {
    const reader = standing?.reader;
    standing = null;
    await reader?.cancel().catch(() => undefined);
  };

  /** Opens a stream there, unless the last one stands there already; null: this browser's have no such reader. */
  const standAt = async (input: number, from: number): Promise<Standing | null> => {
    if (standing?.input === input && standing.at === from) return standing;
    await close();
    const reader = refillable((inputs[input] ?? new Blob()).slice(from).stream());
    standing = reader && { input, reader, at: from, buffer: new ArrayBuffer(blockSize) };
    return standing;
  };

  const fill = async (input: number, from: number, length: number): Promise<number> => {
    const stream = await standAt(input, from);
    if (!stream) {
      const part = await inputs[input]?.slice(from, from + length).arrayBuffer();
      memory.bytes.set(new Uint8Array(part ?? new ArrayBuffer()));
      return part?.byteLength ?? 0;
    }
    let count = 0;
    while (count < length) {
      const into = new Uint8Array(stream.buffer, 0, length - count);
      const { done, value } = await stream.reader.read(into);
      if (value) stream.buffer = value.buffer;
      if (done) break;
      memory.bytes.set(value, count);
      count += value.length;
    }
    stream.at = from + count;
    return count;
  };

  return {
    memory,
    read: async (input, from, length) => {
      const count = await fill(input, from, length).catch(() => -1);
      if (count <= 0) await close();
      Atomics.store(memory.state, 1, count);
      Atomics.store(memory.state, 0, 1);
      Atomics.notify(memory.state, 0);
    },
    close,
  };
}
