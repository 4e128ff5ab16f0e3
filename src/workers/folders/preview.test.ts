import { expect, test } from 'vitest';

import { isSourceCode, previewFile } from './preview.ts';

const packets = (size: number, first: number): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(size * 4);
  for (let at = first; at < bytes.length; at += size) bytes[at] = 0x47;
  return bytes;
};

test('a file named .ts is a film only when it has the packets of one', async () => {
  expect(await isSourceCode(new File(['export const x = 1;\n'], 'index.ts'))).toBe(true);
  expect(await isSourceCode(new File(['G'.repeat(40)], 'module.mts'))).toBe(true);
  expect(await isSourceCode(new File([], 'empty.ts'))).toBe(true);
  expect(await isSourceCode(new File([packets(188, 0)], 'film.ts'))).toBe(false);
  expect(await isSourceCode(new File([packets(192, 4)], 'camera.MTS'))).toBe(false);
  // Only the endings that are shared are looked into.
  expect(await isSourceCode(new File(['no picture'], 'a.png'))).toBe(false);
  expect(previewFile('folder/a.png', 1, 1).media).toBe(true);
});
