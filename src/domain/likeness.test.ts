import { expect, test } from 'vitest';

import { type Candidate, comparedFacts, differencesOf, suggestionOf } from './likeness.ts';

const candidate = (
  changes: Partial<Candidate['asset']>,
  more: Partial<Candidate> = {},
): Candidate => ({
  asset: {
    width: 1000,
    height: 800,
    format: 'png',
    size: 500,
    created_at: 600_000,
    rating: null,
    approved: 0,
    review: null,
    generation: null,
    blob: null,
    ...changes,
  },
  tags: 0,
  uses: 0,
  quality: null,
  ...more,
});

test('tells only what differs, and for which side it speaks', () => {
  const left = candidate({ width: 2000, created_at: 1_200_000 });
  const right = candidate({ format: 'jpeg', size: 400 }, { quality: 80, tags: 3 });
  expect(differencesOf(left, right)).toEqual([
    { fact: 'pixels', left: 1_600_000, right: 800_000, better: 'left' },
    { fact: 'format', left: 'png', right: 'jpeg', better: 'left' },
    { fact: 'size', left: 500, right: 400, better: 'left' },
    { fact: 'created', left: 1_200_000, right: 600_000, better: 'right' },
    { fact: 'tags', left: 0, right: 3, better: 'right' },
  ]);
  expect(differencesOf(left, left)).toEqual([]);
});

test('suggests by the weightiest fact that differs, and says which', () => {
  const better = candidate({ width: 2000, rating: null });
  const loved = candidate({ rating: 5, approved: 1 });
  expect(suggestionOf(differencesOf(better, loved))).toEqual({ side: 'left', fact: 'pixels' });
  const same = candidate({ created_at: 660_000 });
  expect(suggestionOf(differencesOf(same, candidate({})))).toEqual({
    side: 'right',
    fact: 'created',
  });
  expect(suggestionOf([])).toBeNull();
});

test('a fact that speaks for none marks none', () => {
  const formats = [candidate({ format: 'jpeg' }), candidate({ format: 'webp' })];
  expect(comparedFacts(formats)).toEqual([{ fact: 'format', values: ['jpeg', 'webp'], best: [] }]);
  const three = [candidate({ size: 1 }), candidate({ size: 9 }), candidate({ size: 9 })];
  expect(comparedFacts(three)).toEqual([{ fact: 'size', values: [1, 9, 9], best: [1, 2] }]);
});
