import init from '@sqlite.org/sqlite-wasm';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { blobsOf } from './snapshot-blobs.ts';

const sqlite = await init();

/** A database with as much of a library as the list reads. */
function open(rows: readonly (readonly [blob: string | null, size: number])[]) {
  const database = new sqlite.oo1.DB(':memory:');
  database.exec(`
    CREATE TABLE assets (blob TEXT, size INTEGER, state TEXT, format TEXT);
    CREATE INDEX assets_by_blob ON assets (blob, size, state) WHERE blob IS NOT NULL;
    CREATE TABLE local_models (blob TEXT, size INTEGER);
    CREATE INDEX local_models_by_blob ON local_models (blob);
    CREATE TABLE outside_blobs (sha256 TEXT PRIMARY KEY)`);
  for (const [blob, size] of rows) {
    const bind = [blob, size, 'ready', size % 3 === 0 ? null : 'png'];
    database.exec({ sql: 'INSERT INTO assets VALUES (?, ?, ?, ?)', bind });
  }
  return database;
}

it('lists every blob once, by hash, whatever the pages and however many assets share one', async () => {
  const hash = fc.integer({ min: 0, max: 40 }).map((n) => `hash ${String(n).padStart(2, '0')}`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.option(hash), fc.integer({ min: 1, max: 9 })), { maxLength: 60 }),
      fc.array(hash, { maxLength: 8 }),
      fc.array(hash, { maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      async (assets, models, outside, page) => {
        const database = open(assets);
        for (const blob of models) {
          database.exec({ sql: 'INSERT INTO local_models VALUES (?, 5)', bind: [blob] });
        }
        for (const blob of outside) {
          database.exec({ sql: 'INSERT OR IGNORE INTO outside_blobs VALUES (?)', bind: [blob] });
        }
        const ofAssets = new Set(assets.flatMap(([blob]) => blob ?? []));
        const all = [...new Set([...ofAssets, ...models])].toSorted();
        const listed = await blobsOf(database, () => undefined, page);
        expect(listed.map(({ sha256 }) => sha256)).toEqual(all);
        for (const one of listed) {
          const mine = assets.filter(([blob]) => blob === one.sha256).map(([, size]) => size);
          const isModel = models.includes(one.sha256);
          expect(one.size).toBe(Math.max(...mine, ...(isModel ? [5] : [])));
          expect(one.model).toBe(!ofAssets.has(one.sha256));
          expect(one.outside).toBe(outside.includes(one.sha256));
          const named = mine.some((size) => size % 3 !== 0);
          expect(one.format).toBe(named ? 'png' : isModel ? 'onnx' : null);
        }
        database.close();
      },
    ),
    { numRuns: 60 },
  );
});

it('reads a database that has no models, no folders, or nothing at all', async () => {
  const database = open([['a', 1]]);
  database.exec('DROP TABLE local_models; DROP TABLE outside_blobs');
  expect(await blobsOf(database, () => undefined)).toEqual([
    { sha256: 'a', size: 1, format: 'png', outside: false, model: false },
  ]);
  database.exec('DROP TABLE assets');
  expect(await blobsOf(database, () => undefined)).toEqual([]);
});
