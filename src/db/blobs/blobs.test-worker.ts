/// <reference lib="webworker" />
import type { Sha256 } from '#domain/id.ts';

import { makeDirectory } from './opfs.ts';
import { stayAlive } from './owners.ts';
import { libraryDirectory, openBlobStore } from './store.ts';
import { removeUnneeded, sweepBlobs } from './sweep.ts';

// Listens before the first await below, or the question would be lost.
const asked = new Promise<string>((resolve) => {
  addEventListener('message', ({ data }: MessageEvent<string>) => resolve(data), { once: true });
});
const library = `test-${crypto.randomUUID()}`;
const megabyte = 1024 * 1024;

const bytesOf = (size: number, seed: number): Uint8Array<ArrayBuffer> => {
  const words = new Uint32Array(Math.ceil(size / 4));
  let state = seed + 1;
  for (let index = 0; index < words.length; index += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    words[index] = state;
  }
  return new Uint8Array(words.buffer, 0, size);
};
const digest = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
const namesIn = async (...path: string[]): Promise<string[]> => {
  const directory = await makeDirectory(await libraryDirectory(library), path);
  const names: string[] = [];
  for await (const name of directory.keys()) names.push(name);
  return names;
};
const store = await openBlobStore(library, 'owner-1');
const countBlobs = async (): Promise<number> => {
  let count = 0;
  for await (const _ of store.list()) count += 1;
  return count;
};
const codeOf = (thrown: unknown): unknown =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : String(thrown);

const laws: Record<string, () => Promise<unknown>> = {
  async sizes() {
    const wrong: unknown[] = [];
    const cases = [
      [0, 1],
      [1, 1],
      [100_000, 7_000],
      [8 * megabyte, megabyte],
      [8 * megabyte + 1, megabyte],
      [25 * megabyte + 17, 65_537],
      [20 * megabyte, 20 * megabyte],
    ] as const;
    for (const [size, piece] of cases) {
      const bytes = bytesOf(size, size);
      const writer = store.createBlob();
      const scratch = new Uint8Array(piece);
      for (let at = 0; at < size; at += piece) {
        // The caller re-uses its buffer, as encoders do.
        const part = bytes.subarray(at, at + piece);
        scratch.set(part);
        await writer.write(scratch.subarray(0, part.length));
      }
      const blob = await writer.close();
      const expected = await digest(bytes);
      const file = await store.openBlob(blob.sha256);
      const read = await digest(new Uint8Array(await file.arrayBuffer()));
      if (blob.sha256 !== expected || read !== expected || blob.size !== size || file.size !== size)
        wrong.push({ size, piece, blob, expected, read });
    }
    return { wrong, left: await namesIn('tmp') };
  },
  async places() {
    const wrong: unknown[] = [];
    // A head that is written last; a hole; an end that is written before its middle.
    for (const size of [1000, 9 * megabyte]) {
      const bytes = bytesOf(size, size);
      const writer = store.createBlob();
      await writer.write(new Uint8Array(100));
      await writer.writeAt(bytes.subarray(500), 500);
      await writer.writeAt(bytes.subarray(100, 400), 100);
      await writer.writeAt(bytes.subarray(0, 100), 0);
      bytes.fill(0, 400, 500);
      const blob = await writer.close();
      const file = await store.openBlob(blob.sha256);
      const read = await digest(new Uint8Array(await file.arrayBuffer()));
      const expected = await digest(bytes);
      if (blob.sha256 !== expected || read !== expected || blob.size !== size)
        wrong.push({ size, blob, expected, read });
    }
    const dropped = store.createBlob();
    await dropped.writeAt(bytesOf(1000, 1), 50);
    await dropped.abort();
    return { wrong, left: await namesIn('tmp') };
  },
  async abort() {
    const small = store.createBlob();
    await small.write(bytesOf(1000, 1));
    await small.abort();
    const big = store.createBlob();
    for (let part = 0; part < 5; part += 1) await big.write(bytesOf(3 * megabyte, part));
    if ((await namesIn('tmp')).length !== 1) throw new Error('a big blob streams into tmp');
    await big.abort();
    await big.abort();
    return { left: await namesIn('tmp'), blobs: await countBlobs() };
  },
  async twice() {
    const bytes = bytesOf(10 * megabyte, 3);
    const write = async (): Promise<string> => {
      const writer = store.createBlob();
      await writer.write(bytes);
      return (await writer.close()).sha256;
    };
    const hashes = await Promise.all([write(), write(), write()]);
    hashes.push(await write(), (await store.put(bytes)).sha256);
    return {
      blobs: await countBlobs(),
      left: await namesIn('tmp'),
      same: new Set(hashes).size === 1,
    };
  },
  async missing() {
    return store.openBlob('0'.repeat(64) as Sha256).catch((thrown: unknown) => thrown);
  },
  async full() {
    const codes: unknown[] = [];
    const prototype = FileSystemSyncAccessHandle.prototype;
    const real = Object.getOwnPropertyDescriptor(prototype, 'write') ?? {};
    const patch = (fault: () => number): void => {
      Object.defineProperty(prototype, 'write', { ...real, value: fault });
    };
    const repair = (): void => {
      Object.defineProperty(prototype, 'write', real);
    };
    const refuse = (): number => {
      throw new DOMException('quota', 'QuotaExceededError');
    };
    const faults: (() => number)[] = [() => 4_294_967_288, () => 100, refuse];
    for (const fault of faults) {
      patch(fault);
      codes.push(await store.put(bytesOf(5000, 1)).then(String, codeOf));
    }
    repair();
    const writer = store.createBlob();
    await writer.write(bytesOf(9 * megabyte, 1));
    patch(refuse);
    codes.push(await writer.write(bytesOf(megabyte, 2)).then(String, codeOf));
    repair();
    return { codes, left: await namesIn('tmp'), blobs: await countBlobs() };
  },
  async sweep() {
    const day = 86_400_000;
    const letGo = await stayAlive(library, 'owner-1');
    const mine = store.createBlob();
    await mine.write(bytesOf(9 * megabyte, 1));
    const dead = await openBlobStore(library, 'dead-owner');
    const abandoned = dead.createBlob();
    await abandoned.write(bytesOf(9 * megabyte, 2));
    // Its thread would have closed the file by ending; here it is closed by hand.
    await closeLastHandle();
    const temporary = (await namesIn('tmp')).length;
    if (temporary !== 2) throw new Error(`two temporary files expected, not ${temporary}`);
    const rows = new Set<string>();
    const unneeded = (hashes: readonly Sha256[]): readonly Sha256[] =>
      hashes.filter((hash) => !rows.has(hash));
    const write = async (seed: number): Promise<Sha256> => {
      const { sha256 } = await store.put(bytesOf(100 + seed, seed));
      return sha256;
    };
    const needed = await write(10);
    const orphan = await write(11);
    rows.add(needed);
    await releaseUses();
    const sweep = (now: number): Promise<unknown> => sweepBlobs({ library, store, unneeded, now });
    const fresh = Date.now();
    const young = await sweep(fresh);
    const first = await sweep(fresh + 2 * day);
    const left = (await namesIn('tmp')).length;
    rows.add(orphan);
    const second = await sweep(fresh + 3 * day);
    rows.delete(orphan);
    const third = await sweep(fresh + 4 * day);
    await mine.abort();
    const again = dead.createBlob();
    await again.write(bytesOf(9 * megabyte, 3));
    await closeLastHandle();
    const late = await sweep(fresh + 40 * day);
    letGo();
    return { young, first, left, second, third, late, needed: await store.has(needed) };
  },
  async flight() {
    const { sha256 } = await store.put(bytesOf(100, 1));
    const unneeded = (hashes: readonly Sha256[]): readonly Sha256[] => hashes;
    const removed = await removeUnneeded({ library, store, unneeded, hashes: [sha256] });
    return { removed, there: await store.has(sha256) };
  },
  async speed() {
    const files = Array.from({ length: 300 }, (_, index) => bytesOf(20_000, index));
    let start = performance.now();
    for (const bytes of files) await store.put(bytes);
    const small = Math.round(300_000 / (performance.now() - start));
    const piece = bytesOf(4 * megabyte, 1);
    start = performance.now();
    const writer = store.createBlob();
    for (let index = 0; index < 50; index += 1) await writer.write(piece);
    await writer.close();
    const big = Math.round(200_000 / (performance.now() - start));
    return { small, big, units: 'files/s of 20 kB, MB/s of 200 MB' };
  },
};

// Faults need the open handles; the store itself never gives them out.
const open: FileSystemSyncAccessHandle[] = [];
const real = Object.getOwnPropertyDescriptor(
  FileSystemFileHandle.prototype,
  'createSyncAccessHandle',
);
Object.defineProperty(FileSystemFileHandle.prototype, 'createSyncAccessHandle', {
  ...real,
  async value(this: FileSystemFileHandle) {
    const handle: FileSystemSyncAccessHandle = await real?.value.call(this);
    open.push(handle);
    return handle;
  },
});
async function closeLastHandle(): Promise<void> {
  open.at(-1)?.close();
}
/** Steals the locks of blobs in flight, as if two minutes had gone. */
async function releaseUses(): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  for (const { name } of held) {
    if (name?.includes(':use:'))
      await navigator.locks.request(name, { steal: true }, () => undefined);
  }
}

const law = laws[await asked];
const answer = await (law ? law() : Promise.reject(new Error('no such law'))).then(
  (value) => ({ value }),
  (thrown: unknown) => ({
    thrown: thrown instanceof Error ? String(thrown.stack) : JSON.stringify(thrown),
  }),
);
const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('libraries');
await root.removeEntry(library, { recursive: true }).catch(() => undefined);
postMessage(answer);
