/**
 * docs/acceptance.md says of each row of the checklist where it is proven, and tests begin their
 * titles with the rows they prove. This holds the two together: what the table names is there, and
 * what a test claims stands in the table.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** A text that begins with rows ("1.02"), features ("A6") or journeys ("5.1.7"), before its words. */
const title = /['"`]((?:(?:\d\.\d+(?:[.–]\d+)*|[A-R]\d{1,2}) )+)[^\s'"`]/g;
const row = /(?<![\d.])[0-4]\.\d\d(?![\d.])/g;

/** "1.02 src/formats/sniff.test.ts", for every row that a test of a file claims. */
function claimed(): ReadonlySet<string> {
  const files = ['src', 'tests/e2e'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => /\.(test|spec)\.tsx?$/.test(path)),
  );
  const claims = files.flatMap((file) =>
    Array.from(read(file).matchAll(title), ([, head = '']) => head.match(row) ?? [])
      .flat()
      .map((id) => `${id} ${file}`),
  );
  return new Set(claims);
}

/** The lines of the tables: a row, its words, and the files that prove it. */
const lines = Array.from(
  read('docs/acceptance.md').matchAll(/^\| ([0-4]\.\d\d) \| ([^|]+) \| ([^|]+) \|$/gm),
  ([, id = '', words = '', where = '']) => ({
    id,
    words: words.trim(),
    files: Array.from(where.matchAll(/`([^`]+)`/g), ([, file = '']) => file),
  }),
);

test('the table and the titles of tests name the same rows in the same files', () => {
  const written = new Set(lines.flatMap(({ id, files }) => files.map((file) => `${id} ${file}`)));
  const told = claimed();
  expect(
    [...told].filter((claim) => !written.has(claim)),
    'claimed, not in the table',
  ).toEqual([]);
  expect(
    [...written].filter((claim) => !told.has(claim)),
    'in the table, not claimed',
  ).toEqual([]);
});

test('every row stands there once, in order and in words; none is without a test or a reason', () => {
  const ids = lines.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => (one < other ? -1 : 1)));
  const counts = ['0', '1', '3'].map((seed) => ids.filter((id) => id.startsWith(seed)).length);
  expect(counts, 'rows of seeds 0, 1 and 3').toEqual([18, 29, 26]);
  for (const { id, words } of lines) expect(words.length, id).toBeGreaterThan(10);
  const without = lines.filter(({ files }) => files.length === 0).map(({ id }) => id);
  expect(without, 'rows that wait for later work').toEqual(['0.11']);
});
