import { expect, it } from 'vitest';

import { type Entry, type Group, ranked } from './entry.ts';

const entry = (label: string, group: Group, unavailable: string | null = null): Entry => ({
  id: `${group}:${label}`,
  label,
  group,
  unavailable,
  run: () => undefined,
});
const shown = (entries: readonly Entry[], typed: string): readonly string[] =>
  ranked(entries, typed).map(({ group, entries: list }) =>
    [group, ...list.map(({ label }) => label)].join(' | '),
  );

it('puts the group with the best answer first, and the best of a group at its head', () => {
  expect(
    shown(
      [
        entry('Go to Packs', 'go'),
        entry('Add to pack', 'selection'),
        entry('Packs of the road', 'packs'),
        entry('pack', 'tags'),
      ],
      'pack',
    ),
  ).toEqual([
    'tags | pack',
    'packs | Packs of the road',
    'go | Go to Packs',
    'selection | Add to pack',
  ]);
});

it('keeps what the library found by a tag or a prompt, below what is called so', () => {
  expect(shown([entry('a.png', 'assets'), entry('rain.png', 'assets')], 'rain')).toEqual([
    'assets | rain.png | a.png',
  ]);
});

it('puts what can be done before what cannot', () => {
  expect(
    shown([entry('Convert', 'selection', 'Select first'), entry('Convert all', 'desk')], 'conv'),
  ).toEqual(['desk | Convert all', 'selection | Convert']);
});
