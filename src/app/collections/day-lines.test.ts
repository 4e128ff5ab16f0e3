import { expect, test } from 'vitest';

import { dayLines } from './day-lines.ts';

test('B4 days stand in their months and years, with sums', () => {
  const lines = dayLines(
    [
      { day: '2026-01-02', assets: 3 },
      { day: '2025-12-31', assets: 1 },
      { day: '2025-12-01', assets: 2 },
    ],
    'created',
  );
  expect(lines.map(({ key, depth, assets }) => [key, depth, assets])).toEqual([
    ['created:2026', 0, 3],
    ['created:2026-01', 1, 3],
    ['created:2026-01-02', 2, 3],
    ['created:2025', 0, 3],
    ['created:2025-12', 1, 3],
    ['created:2025-12-31', 2, 1],
    ['created:2025-12-01', 2, 2],
  ]);
  expect(lines[1]?.name).toMatch(/January/u);
});
