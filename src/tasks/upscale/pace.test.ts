import { expect, it } from 'vitest';

import type { TileState } from '#models/local/enlarge.ts';
import { aboutHowLong, openPace } from './pace.ts';

const tile = (tilesDone: number, tiles: number): TileState => ({
  backend: 'wasm',
  threads: 1,
  tile: 128,
  tilesDone,
  tiles,
  fraction: tilesDone / tiles,
});

it('measures the time left from the tiles themselves, not from loading', () => {
  let now = 60_000;
  const said: [number, string][] = [];
  const pace = openPace(
    1,
    2,
    () => now,
    (fraction, note) => said.push([fraction, note]),
  );
  for (let done = 1; done <= 5; done += 1) {
    pace(0, tile(done, 5));
    now += 2000;
  }
  expect(said).toEqual([
    [0.2, 'tile 1 of 5, WASM'],
    [0.4, 'tile 2 of 5, WASM, 6 s left'],
    [0.6, 'tile 3 of 5, WASM, 4 s left'],
    [0.8, 'tile 4 of 5, WASM, 2 s left'],
    [1, 'tile 5 of 5, WASM'],
  ]);
});

it('weighs the second pass four times the first, and never runs backwards', () => {
  const said: number[] = [];
  const pace = openPace(
    2,
    2,
    () => 0,
    (fraction) => said.push(fraction),
  );
  pace(0, tile(1, 2));
  pace(1, tile(1, 4));
  pace(0, tile(2, 2));
  pace(1, tile(4, 4));
  expect(said).toEqual([0.1, 0.3, 0.4, 1]);
});

it('says durations as people do', () => {
  expect([300, 1001, 89_000, 91_000, 7_300_000].map(aboutHowLong)).toEqual([
    'less than 1 s',
    '2 s',
    '89 s',
    '2 min',
    '3 h',
  ]);
});
