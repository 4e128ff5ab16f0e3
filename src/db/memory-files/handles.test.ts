import { afterAll, beforeAll, expect, it } from 'vitest';

import { moveFile, openSync } from '../blobs/opfs.ts';
import { memoryRoom, memoryRoot } from './handles.ts';
import { holdMemoryFiles } from './holder.ts';

const MiB = 1024 * 1024;
const library = 'in memory';
let letGo = (): void => undefined;
let root: FileSystemDirectoryHandle;
beforeAll(async () => {
  letGo = holdMemoryFiles(library, 10 * MiB);
  root = (await memoryRoot(library))!;
});
afterAll(() => letGo());

const bytes = (size: number, value = 7): Uint8Array => new Uint8Array(size).fill(value);
const isFull = expect.objectContaining({ name: 'QuotaExceededError' });

it('hands out what was written when the file is closed, under the name that it was moved to', async () => {
  const blobs = await root.getDirectoryHandle('blobs', { create: true });
  const handle = await root.getFileHandle('part', { create: true });
  const file = await openSync(handle);
  file.write(bytes(5), { at: 0 });
  file.write(bytes(2, 1), { at: 1 });
  file.flush();
  file.close();
  await moveFile(handle, blobs, 'whole');
  const found = await (await blobs.getFileHandle('whole')).getFile();
  expect(found.name).toBe('whole');
  expect([...new Uint8Array(await found.arrayBuffer())]).toEqual([7, 1, 1, 7, 7]);
  const names: string[] = [];
  for await (const name of root.keys()) names.push(name);
  expect(names).toEqual(['blobs']);
  expect(await memoryRoom(library)).toEqual({ used: 5, limit: 10 * MiB });
  await root.removeEntry('blobs', { recursive: true });
});

it('refuses what finds no room, at once or when two thought that there was some', async () => {
  const open = async (name: string) => {
    const handle = await root.getFileHandle(name, { create: true });
    return { handle, file: await openSync(handle) };
  };
  const one = await open('one');
  const other = await open('other');
  one.file.write(bytes(6 * MiB), { at: 0 });
  other.file.write(bytes(6 * MiB), { at: 0 });
  one.file.close();
  other.file.close();
  expect((await one.handle.getFile()).size).toBe(6 * MiB);
  await expect(other.handle.getFile()).rejects.toThrow(isFull);
  await root.removeEntry('other');

  const late = await open('late');
  expect(() => late.file.write(bytes(5 * MiB), { at: 0 })).toThrow(isFull);
  // What could never find room is told as that: waiting would not help.
  expect(() => late.file.truncate(11 * MiB)).toThrow(
    expect.objectContaining({ code: 'too_large' }),
  );
});

it('is not there where nobody holds it', async () => {
  await expect(root.getFileHandle('never made')).rejects.toThrow(
    expect.objectContaining({ name: 'NotFoundError' }),
  );
});
