import { describe, expect, test } from 'vitest';

import type { SimilarPair } from '#domain/contract/curation.ts';
import type { AssetId } from '#domain/id.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import { ok } from '#domain/result.ts';

import { doubleKind, extractKind, hashOf, testLibrary, type TestLibrary } from './testing.ts';

const findKind: TaskKind<Record<string, never>> = {
  kind: 'find_similar',
  lane: 'media',
  words: { act: 'Find', doing: 'Finding', help: '' },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 1,
  fields: [],
  parse: () => ok({}),
};

/** Ends a search with these pairs and prints, as the task engine does it. */
function found(
  library: TestLibrary,
  similar: readonly SimilarPair[],
  prints: readonly { blob: never; print: string }[] = [],
): void {
  library.must('clearFinishedTasks', {});
  library.must('enqueue', { kind: 'find_similar', assets: [], settings: {} });
  for (;;) {
    const lease = library.engine.leaseNext('media', 'worker');
    if (!lease) throw new Error('no task');
    const output = lease.task.kind === 'find_similar' ? { similar, prints, result: {} } : {};
    const done = library.engine.finish(lease.task.id, lease.epoch, output);
    expect(done).toEqual({ ok: true, value: true });
    if (lease.task.kind === 'find_similar') return;
  }
}

function fresh() {
  const library = testLibrary(undefined, [doubleKind, extractKind, findKind] as never);
  const [a, b, c] = ['a.png', 'b.png', 'c.png'].map((name) => library.picture(name)) as [
    AssetId,
    AssetId,
    AssetId,
  ];
  const pair = (first: AssetId, second: AssetId, distance = 2) => ({ first, second, distance });
  const open = (distance = 8) => library.ask('similarPairs', { distance, limit: 100 });
  const row = (id: AssetId) => library.ask('assets', { ids: [id] })[0]!;
  return { library, a, b, c, pair, open, row };
}

describe('pairs of pictures alike', () => {
  test('come with the prints, the most alike first, and replace those of the last search', () => {
    const { library, a, b, c, pair, open } = fresh();
    expect(open()).toMatchObject({ total: 0, unprinted: 3, searched_at: null });
    found(
      library,
      [pair(c, a, 5), pair(a, b, 0)],
      [{ blob: hashOf('a.png') as never, print: '00ff00ff00ff00ff' }],
    );
    expect(open().pairs.map(({ distance }) => distance)).toEqual([0, 5]);
    // Those without a print were looked at, in vain; only what came since is worth another search.
    expect(open(4)).toMatchObject({ total: 1, printed: 1, unprinted: 0, unreadable: 2 });
    library.picture('late.png');
    expect(open(4)).toMatchObject({ unprinted: 1, unreadable: 2 });
    expect(library.ask('prints', { after: 0, limit: 10 })[0]).toMatchObject({
      id: a,
      print: '00ff00ff00ff00ff',
    });
    found(library, [pair(b, c)]);
    expect(open().pairs).toHaveLength(1);
  });

  test('are not asked about when one was made from the other, or both from the same', () => {
    const { library, a, b, pair, open } = fresh();
    const { targets } = library.must('enqueue', {
      kind: 'double',
      assets: [a, a],
      settings: { scale: 2 },
    });
    const again = library.must('enqueue', { kind: 'double', assets: [a], settings: { scale: 3 } });
    const [made, other] = [targets[0]!, again.targets[0]!];
    found(library, [pair(a, made), pair(made, other), pair(b, made)]);
    expect(open().pairs.map(({ first, second }) => [first, second].toSorted())).toEqual([
      [b, made].toSorted(),
    ]);
  });

  test('a verdict is remembered, so that a pair is never asked twice', () => {
    const { library, a, b, c, pair, open } = fresh();
    found(library, [pair(a, b), pair(b, c)]);
    library.must('judgePair', { first: b, second: a, verdict: 'unrelated' });
    expect(open()).toMatchObject({ total: 1, judged: 1 });
    found(library, [pair(a, b), pair(b, c)]);
    expect(open().total).toBe(1);
    expect(
      library.do('judgePair', { first: a, second: b, verdict: 'alternate' }).result,
    ).toMatchObject({ ok: false, failure: { code: 'conflict' } });
  });

  test('alternates are linked as variants, the older as the original', () => {
    const { library, a, b, pair } = fresh();
    found(library, [pair(a, b)]);
    library.must('judgePair', { first: b, second: a, verdict: 'alternate' });
    expect(library.ask('asset', { id: b })?.from).toMatchObject([
      { id: a, relationship: 'variant_of' },
    ]);
  });

  test('a duplicate gives all that is known of it to the one that stays, in one undoable request', () => {
    const { library, a, b, pair, open, row } = fresh();
    library.must('editAssets', { assets: [a], changes: { rating: 2, theme: 'night' } });
    library.must('editAssets', {
      assets: [b],
      changes: { rating: 5, approved: true, theme: 'day', source: 'Midjourney', alt_text: 'A fox' },
    });
    library.must('tagAssets', { assets: [a], add: ['fox'] });
    library.must('tagAssets', { assets: [b], add: ['fox', 'snow'] });
    const { pack } = library.must('createPack', { name: 'Foxes', assets: [b] });
    const both = library.must('createPack', { name: 'Both', assets: [a, b] });
    library.connection.run(
      `INSERT INTO asset_files (id, asset_id, path, size, sha256, last_seen_at, created_at, updated_at)
       VALUES ('file', ?, 'old/b.png', 1, ?, 1, 1, 1)`,
      [b, hashOf('b.png')],
    );
    found(library, [pair(a, b)]);
    const before = JSON.stringify([
      library.ask('asset', { id: a }),
      library.ask('asset', { id: b }),
    ]);

    const { request } = library.do('judgePair', {
      first: a,
      second: b,
      verdict: 'duplicate',
      kept: a,
    });
    expect(row(a)).toMatchObject({
      rating: 5,
      approved: 1,
      theme: 'night',
      source: 'Midjourney',
      alt_text: 'A fox',
      deleted_at: null,
    });
    expect(row(b).deleted_at).not.toBeNull();
    const kept = library.ask('asset', { id: a })!;
    expect(kept.tags).toEqual(['fox', 'snow']);
    expect(kept.packs.map(({ name }) => name)).toEqual(['Both', 'Foxes']);
    expect(kept.places).toMatchObject([{ path: 'old/b.png' }]);
    expect(library.ask('pack', { id: pack })?.members.map(({ asset }) => asset.id)).toEqual([a]);
    expect(library.ask('pack', { id: both.pack })?.members).toHaveLength(1);
    expect(open().total).toBe(0);

    library.must('undoRequest', { request });
    expect(open().total).toBe(1);
    const strip = (json: string) => json.replaceAll(/"updated_at":\d+/g, '');
    expect(
      strip(JSON.stringify([library.ask('asset', { id: a }), library.ask('asset', { id: b })])),
    ).toBe(strip(before));
  });

  test.each([
    ['the same asset twice', { second: 'a' }],
    ['a duplicate without saying which stays', { verdict: 'duplicate' }],
    ['keeping a third', { verdict: 'duplicate', kept: 'c' }],
  ])('refuses %s', (_, wrong) => {
    const { library, a, b, c } = fresh();
    const named: Record<string, AssetId> = { a, b, c };
    const input: Record<string, unknown> = { first: a, second: b, verdict: 'unrelated', ...wrong };
    for (const key of ['second', 'kept']) {
      if (typeof input[key] === 'string') input[key] = named[input[key]] ?? input[key];
    }
    expect(library.do('judgePair', input as never).result.ok).toBe(false);
  });

  test('what lies in the trash is not asked about and not judged', () => {
    const { library, a, b, pair, open } = fresh();
    found(library, [pair(a, b)]);
    library.must('trashAssets', { assets: [b] });
    expect(open().total).toBe(0);
    expect(library.do('judgePair', { first: a, second: b, verdict: 'unrelated' }).result.ok).toBe(
      false,
    );
  });
});
