import { expect, test } from 'vitest';

import { taskKinds } from '#tasks/registry.ts';

import { runs } from './run-table.ts';

test('every kind of task has its work, and no work is without its kind', () => {
  expect(Object.keys(runs).toSorted()).toEqual(taskKinds.map(({ kind }) => kind).toSorted());
});
