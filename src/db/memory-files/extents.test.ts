import fc from 'fast-check';
import { expect, it } from 'vitest';

import { createExtents } from './extents.ts';

const MiB = 1024 * 1024;
const noBlob = (): never => {
  throw new Error('nothing should be read back');
};

it('is what was written, wherever, in whatever order, within two extents', async () => {
  const write = fc.record({
    at: fc.integer({ min: 0, max: 7 * MiB }),
    size: fc.integer({ min: 0, max: MiB }),
    value: fc.integer({ min: 1, max: 255 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(write, { maxLength: 6 }), async (writes) => {
      const extents = createExtents(new Blob(), noBlob);
      const model = new Uint8Array(8 * MiB);
      let size = 0;
      for (const { at, size: count, value } of writes) {
        const bytes = new Uint8Array(count).fill(value);
        extents.write(bytes, at);
        model.set(bytes, at);
        size = Math.max(size, at + count);
      }
      expect(extents.size()).toBe(size);
      const whole = new Uint8Array(await extents.blob().arrayBuffer());
      expect(Buffer.compare(whole, model.subarray(0, size))).toBe(0);
      const read = new Uint8Array(size + 10);
      expect(extents.read(read, 0)).toBe(size);
      expect(Buffer.compare(read.subarray(0, size), whole)).toBe(0);
    }),
    { numRuns: 30 },
  );
});

it('grows with zeros and forgets what was cut off', async () => {
  const extents = createExtents(new Blob(), noBlob);
  extents.write(new Uint8Array([1, 2, 3, 4]), 0);
  extents.truncate(2);
  extents.truncate(4);
  const whole = new Uint8Array(await extents.blob().arrayBuffer());
  expect([...whole]).toEqual([1, 2, 0, 0]);
});

it('reads back what it let go of', () => {
  const slices: Blob[] = [];
  const extents = createExtents(new Blob([new Uint8Array(10)]), (blob) => {
    slices.push(blob);
    return new Uint8Array(blob.size).fill(7);
  });
  const read = new Uint8Array(4);
  expect(extents.read(read, 3)).toBe(4);
  expect([...read]).toEqual([7, 7, 7, 7]);
  expect(slices.map(({ size }) => size)).toEqual([4]);
});
