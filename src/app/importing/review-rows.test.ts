import { expect, test } from 'vitest';

import type { Seen, Source } from '#workers/importer/messages.ts';
import { importReviewWords } from '../words/import-review.ts';
import {
  foldersOf,
  groupOf,
  isTicked,
  kindsOf,
  noSettings,
  presetter,
  rowOf,
  sidecarsOf,
  sourceWith,
  type Row,
} from './review-rows.ts';

const source = (path: string, sidecars: readonly string[] = []): Source => ({
  file: new File([], path.slice(path.lastIndexOf('/') + 1)),
  path,
  ...(sidecars.length > 0 ? { sidecars: sidecars.map((one) => source(one)) } : {}),
});
const seen: Seen = {
  index: 0,
  size: 1,
  judged: { ok: true, kind: 'image', format: 'png', mime: 'image/png' },
  sidecars: [],
  lines: [],
};
const row = (path: string, more: Partial<Row> = {}): Row => ({
  ...rowOf(source(path)),
  seen,
  ...more,
});

test('A1: new files are ticked, known ones are not, refused ones cannot be; a hand decides', () => {
  const failure = { code: 'unsupported', what: 'this file', reason: 'no picture' } as const;
  const rows = [
    row('a.png'),
    row('b.png', { known: { index: 1, where: 'library', name: 'b', trashed: false } }),
    row('c.txt', { seen: { ...seen, judged: { ok: false, failure } } }),
    row('d.png', { seen: null }),
  ];
  expect(rows.map(groupOf)).toEqual(['fresh', 'known', 'refused', 'waiting']);
  const ticked = (ticks: ReadonlyMap<number, boolean>): readonly boolean[] =>
    rows.map((one, index) => isTicked(one, index, ticks));
  expect(ticked(new Map())).toEqual([true, false, false, true]);
  expect(
    ticked(
      new Map([
        [0, false],
        [1, true],
        [2, true],
      ]),
    ),
  ).toEqual([false, true, false, true]);
});

test('A1: what a file gets: for all, from its folders, from its name, which has the last word', () => {
  const preset = presetter({
    ...noSettings,
    tags: ['trip'],
    theme: 'summer',
    source: 'Mina',
    provenance: 'user_provided',
    folders: 'all',
    folderless: ['2024'],
    pattern: '{theme}_{tag}_{*}',
  });
  expect(preset(row('2024/sea/dawn_boat_01.png'))).toEqual({
    tags: ['trip', 'sea', 'boat'],
    theme: 'dawn',
    source: 'Mina',
    provenance: 'user_provided',
  });
  expect(preset(row('2024/sea/plain.png'))).toEqual({
    tags: ['trip', 'sea'],
    theme: 'summer',
    source: 'Mina',
    provenance: 'user_provided',
  });
  expect(presetter(noSettings)(row('2024/sea/plain.png'))).toEqual({});
  const inner = presetter({ ...noSettings, folders: 'inner' });
  expect(inner(row('2024/sea/plain.png'))).toEqual({ tags: ['sea'] });
  // A pattern that is none sets nothing.
  expect(presetter({ ...noSettings, pattern: '{colour}' })(row('a.png'))).toEqual({});
});

test('A1: folders are counted, most first; a file without one has none', () => {
  const rows = [row('x/a.png'), row('x/y/b.png'), row('c.png')];
  expect(foldersOf(rows, 'all')).toEqual([
    { name: 'x', count: 2 },
    { name: 'y', count: 1 },
  ]);
  expect(foldersOf(rows, 'outer')).toEqual([{ name: 'x', count: 2 }]);
  expect(foldersOf(rows, 'none')).toEqual([]);
});

test('A1: sidecars go with their file unless they are turned off', () => {
  const one = { ...row('a.png'), source: source('a.png', ['a.png.xmp']) };
  expect(sourceWith(one, { tags: ['x'] }, noSettings)).toMatchObject({
    path: 'a.png',
    preset: { tags: ['x'] },
    sidecars: [{ path: 'a.png.xmp' }],
  });
  const without = sourceWith(one, {}, { ...noSettings, sidecars: false });
  expect(Object.keys(without).toSorted()).toEqual(['file', 'path']);
});

test('A1: what comes in is told by kind, and sidecars apart from it', () => {
  const sound = { ...seen, judged: { ok: true, kind: 'audio', format: 'wav', mime: 'audio/wav' } };
  const rows = [row('a.png'), row('b.png'), row('c.wav', { seen: sound as Seen })];
  const kinds = kindsOf(rows);
  expect(kinds).toEqual({ image: 2, video: 0, audio: 1, other: 0 });
  expect(importReviewWords.kinds(kinds)).toBe('2 pictures, 1 sound');
  const line = { outcome: 'sidecar', name: 'a.png.xmp', of: ['a.png'] } as const;
  const told = sidecarsOf([
    { ...line, done: 'read' },
    { ...line, done: 'foreign' },
    { ...line, of: [], done: 'unread' },
    { ...line, of: ['a.png', 'a.jpg'], done: 'unread' },
  ]);
  expect(told).toEqual({ read: 1, unread: 1, alone: 2 });
  expect(importReviewWords.beside({ ...told, unread: 0 })).toBe(
    '1 sidecar read beside them · 2 sidecars that nothing goes with',
  );
});
