import { expect, test } from 'vitest';

import {
  isFiltered,
  type Quick,
  quickOf,
  setFilters,
  withCondition,
  withQuick,
} from './filters.ts';

test('a quick filter is recognised as what was pressed and keeps the rest', () => {
  const base = { text: 'lantern', kinds: ['image'] as const };
  const all: readonly Quick[] = ['all', 'approved', 'unreviewed', 'ai', 'enhanced'];
  for (const quick of all) {
    const filter = withQuick(base, quick);
    expect(quickOf(filter)).toBe(quick);
    expect(filter.text).toBe('lantern');
    expect(quickOf(withQuick(filter, 'all'))).toBe('all');
  }
});

test('what no quick filter says is shown as a chip in words', () => {
  const filter = { provenances: ['unknown'] as const, theme: 'night market', minimum_rating: 4 };
  expect(setFilters(filter).map((one) => `${one.name}: ${one.value}`)).toEqual([
    'Origin: Origin unknown',
    'Theme: night market',
    'Rating: 4 and more',
  ]);
  expect(setFilters({ approved: true })).toEqual([]);
});

test('a condition is set and taken away', () => {
  const filter = withCondition({}, 'tag', 'rain');
  expect(filter).toEqual({ tag: 'rain' });
  expect(withCondition(filter, 'tag', undefined)).toEqual({});
  expect(isFiltered({ trashed: true })).toBe(false);
  expect(isFiltered(filter)).toBe(true);
});
