import fc from 'fast-check';
import { expect, test } from 'vitest';

import { diffFolder, type KnownFile } from './diff.ts';

const path = fc.constantFrom('a', 'b', 'c', 'd/e', 'd/f', 'g');
const file = fc.record({
  path,
  size: fc.integer({ min: 0, max: 2 }),
  mtime: fc.integer({ min: 0, max: 2 }),
});
const known = fc
  .array(
    fc.record({
      path,
      size: fc.integer({ min: 0, max: 2 }),
      mtime: fc.integer({ min: 0, max: 2 }),
      missing_since: fc.option(fc.constant(5)),
    }),
  )
  .map((all) => [...new Map(all.map((one) => [one.path, one])).values()]);
const found = fc.array(file).map((all) => [...new Map(all.map((one) => [one.path, one])).values()]);

test('every found file is fresh, changed, back or unchanged; every known one that is not found has vanished', () => {
  fc.assert(
    fc.property(known, found, (before, now) => {
      const diff = diffFolder(before, now);
      expect(diff.fresh.length + diff.changed.length + diff.back.length + diff.unchanged).toBe(
        now.length,
      );
      const here = new Set(now.map((one) => one.path));
      expect(diff.vanished.map((one) => one.path)).toEqual(
        before
          .filter((one) => !here.has(one.path) && one.missing_since === null)
          .map((one) => one.path),
      );
    }),
  );
});

test('what the diff says, noted, leaves nothing for a second look', () => {
  fc.assert(
    fc.property(known, found, (before, now) => {
      const { vanished } = diffFolder(before, now);
      const gone = new Set(vanished.map((one) => one.path));
      const noted: KnownFile[] = [
        ...now.map((one) => ({ ...one, missing_since: null })),
        ...before
          .filter((one) => !now.some((other) => other.path === one.path))
          .map((one) => (gone.has(one.path) ? { ...one, missing_since: 9 } : one)),
      ];
      expect(diffFolder(noted, now)).toMatchObject({
        fresh: [],
        changed: [],
        back: [],
        vanished: [],
        unchanged: now.length,
      });
    }),
  );
});

test('of what was not looked at nothing is concluded', () => {
  const before = [
    { path: 'a.png', size: 1, mtime: 1, missing_since: null },
    { path: 'out/b.png', size: 1, mtime: 1, missing_since: null },
  ];
  const { vanished } = diffFolder(before, [], (one) => one.startsWith('out/'));
  expect(vanished.map((one) => one.path)).toEqual(['a.png']);
});
