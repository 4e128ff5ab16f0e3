import { expect, test } from 'vitest';

import type { AssetId } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import { doubleKind, extractKind, testLibrary } from './testing.ts';

/** A kind that takes a whole selection in one task. */
const sheet: TaskKind<{ readonly following: readonly AssetId[] }> = {
  kind: 'sheet',
  lane: 'media',
  words: { act: 'Sheet', doing: 'Making a sheet', help: '' },
  accepts: ['image'],
  makes: 'derivative',
  together: true,
  tool: true,
  max_attempts: 1,
  fields: [],
  parse: (settings) => ok({ following: [], ...(settings as object) }),
  gather: {
    with: (params, [, ...others]) =>
      others.length === 0 && params.following.length === 0
        ? fail({ code: 'invalid_input', field: 'assets', reason: 'at least two are needed' })
        : ok(others.length === 0 ? params : { following: others.map(({ id }) => id) }),
    others: ({ following }) => following,
  },
};

const library = () => {
  const made = testLibrary(undefined, [doubleKind, extractKind, sheet] as never);
  const [one, two, three] = ['one', 'two', 'three'].map((name) => made.picture(`${name}.png`));
  return { ...made, ids: [one!, two!, three!] as const };
};

test('a kind that works together takes a selection in one task, in its order, and is made of all of it', () => {
  const made = library();
  const [one, two, three] = made.ids;
  const queued = made.must('enqueue', { kind: 'sheet', assets: [three, one, two], settings: {} });
  expect(queued).toMatchObject({ batch: null, left_out: [] });
  expect(queued.tasks).toHaveLength(1);
  const task = made.ask('task', { id: queued.tasks[0]! });
  expect(task).toMatchObject({ source_asset_id: three, kind: 'sheet' });
  expect(JSON.parse(task!.params)).toEqual({ following: [one, two] });
  const from = made.ask('asset', { id: queued.targets[0]! })?.from ?? [];
  expect(from.filter(({ depth }) => depth === 1).map(({ id }) => id)).toEqual([three, one, two]);
});

test('it may be named by its settings alone, and is refused for one', () => {
  const made = library();
  const [one, two] = made.ids;
  const given = { kind: 'sheet', assets: [one], settings: { following: [two] } };
  const { targets } = made.must('enqueue', given);
  expect(made.ask('asset', { id: targets[0]! })?.from).toHaveLength(2);
  const { result } = made.do('enqueue', { kind: 'sheet', assets: [one], settings: {} });
  expect(result).toMatchObject({ ok: false, failure: { field: 'assets' } });
});
