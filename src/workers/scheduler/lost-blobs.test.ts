import { expect, test } from 'vitest';

import { hashOf, testLibrary } from '#db/engine/testing.ts';
import type { Sha256 } from '#domain/id.ts';

import { markLost } from './lost-blobs.ts';

const on = (
  library: ReturnType<typeof testLibrary>,
  listed: readonly Sha256[],
  late: readonly Sha256[] = [],
) =>
  markLost(library, {
    stored: new Set(listed),
    isStored: async (sha256) => late.includes(sha256),
    now: () => library.now(),
  });

test('what the rows need and the store has not is marked, once', async () => {
  const library = testLibrary();
  const [there, gone, late] = ['there.png', 'gone.png', 'late.png'].map((name) =>
    library.picture(name),
  );
  const stateOf = (id: typeof there) => library.ask('asset', { id: id! })?.asset.state;
  // Stored after the listing: asked again, it is there.
  const listed = [hashOf('there.png')];
  expect(await on(library, listed, [hashOf('late.png')])).toBe(1);
  expect([there, gone, late].map(stateOf)).toEqual(['ready', 'missing', 'ready']);
  expect(await on(library, listed, [hashOf('late.png')]), 'known already').toBe(0);
});

test('many pages of rows are compared', async () => {
  const library = testLibrary();
  const names = Array.from({ length: 1_203 }, (_, index) => `p${index}.png`);
  for (const name of names) library.picture(name);
  const listed = names.filter((_, index) => index % 2 === 0).map(hashOf);
  expect(await on(library, listed)).toBe(601);
  const states = library.must('markFound', { blobs: names.map(hashOf) });
  expect(states.changed).toBe(601);
});
