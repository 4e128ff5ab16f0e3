import { expect, it } from 'vitest';

import { taskAbout, taskAbouts } from './abouts.ts';
import { taskKinds } from './registry.ts';

it('tells of every kind what the kind itself is, in the same order', () => {
  expect(taskAbouts.map(({ kind }) => kind)).toEqual(taskKinds.map(({ kind }) => kind));
  for (const kind of taskKinds) expect(kind).toMatchObject(taskAbout(kind.kind) ?? { kind: '' });
});
