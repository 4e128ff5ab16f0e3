import { describe, expect, test } from 'vitest';
import { shippedQueries } from '#domain/saved-queries.ts';
import { parametersOf } from '#domain/sql-parameters.ts';
import type { SqlAnswer } from '#domain/contract/history.ts';
import { testLibrary, type TestLibrary } from './testing.ts';
import { appliedPage, thingPage, walkedPage } from './queries/history-page.ts';

const run = (
  library: TestLibrary,
  sql: string,
  values: readonly (string | number | null)[] = [],
  limits: { rows?: number; milliseconds?: number } = {},
): SqlAnswer => library.ask('readSql', { sql, values, rows: 1000, milliseconds: 2000, ...limits });

const rowsOf = (answer: SqlAnswer): readonly (readonly unknown[])[] => {
  if (answer.kind !== 'rows') throw new Error(JSON.stringify(answer));
  return answer.rows;
};

describe('history', () => {
  test('tells requests newest first in pages, with what they changed by name', () => {
    const library = testLibrary();
    const assets = ['a.png', 'b.png'].map((name) => library.picture(name));
    for (let rating = 1; rating <= 5; rating += 1) {
      library.must('editAssets', { assets, changes: { rating } });
    }
    const first = library.ask('requestHistory', { limit: 3 });
    expect(first.requests.map(({ command, changed }) => [command, changed])).toEqual([
      ['editAssets', 2],
      ['editAssets', 2],
      ['editAssets', 2],
    ]);
    expect(first.requests[0]?.things.map(({ name, place }) => [name, place])).toEqual([
      ['a.png', 'library'],
      ['b.png', 'library'],
    ]);
    const second = library.ask('requestHistory', { limit: 3, before: first.next! });
    expect(second.requests.map(({ command }) => command)).toEqual([
      'editAssets',
      'editAssets',
      'importFiles',
    ]);
    const last = library.ask('requestHistory', { limit: 3, before: second.next! });
    expect(last.requests).toHaveLength(1);
    expect(last.next).toBeNull();
  });

  test('everything has the same pages as what people did, and the work of the queue', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    library.must('editAssets', { assets: [asset], changes: { theme: 'red' } });
    const lease = library.engine.leaseNext('media', 'tab')!;
    const facts = { width: 10, height: 20 };
    library.engine.finish(lease.task.id, lease.epoch, { facts } as never);
    const seen: unknown[] = [];
    let before: number | null = null;
    do {
      const page: ReturnType<typeof askPage> = askPage(library, before);
      seen.push(...page.requests.map(({ command, bar }) => [command, bar]));
      before = page.next;
    } while (before !== null);
    expect(seen).toEqual([
      [null, 'queue_work'],
      ['editAssets', null],
      ['importFiles', null],
      [null, 'queue_work'],
    ]);
  });

  test('is filtered by command, thing, day and text', () => {
    const library = testLibrary();
    const [a, b] = ['a.png', 'b.png'].map((name) => library.picture(name));
    library.must('tagAssets', { assets: [a!], add: ['moss'] });
    library.pass(86_400_000);
    const day = library.now();
    library.must('editAssets', { assets: [b!], changes: { theme: 'rain' } });
    const { collection } = library.must('createCollection', {
      name: 'Best',
      type: 'library',
      assets: [a!],
    });
    const commands = (filter: object): unknown =>
      library
        .ask('requestHistory', { ...filter, limit: 50 })
        .requests.map(({ command }) => command);
    expect(commands({ command: 'tagAssets' })).toEqual(['tagAssets']);
    expect(commands({ entity: a! })).toEqual(['createCollection', 'tagAssets', 'importFiles']);
    expect(commands({ entity: collection })).toEqual(['createCollection']);
    expect(commands({ from: day })).toEqual(['createCollection', 'editAssets']);
    expect(commands({ who: 'everything', from: day })).toEqual(['createCollection', 'editAssets']);
    expect(commands({ until: day, who: 'user' })).toEqual([
      'tagAssets',
      'importFiles',
      'importFiles',
    ]);
    expect(commands({ text: 'rain' })).toEqual(['editAssets']);
    expect(commands({ text: 'b.png' })).toEqual(['editAssets', 'importFiles']);
    expect(commands({ text: '%' })).toEqual([]);
    expect(commands({ who: 'everything', text: 'moss' })).toEqual(['tagAssets']);
  });

  test('is read by index, whatever its length', () => {
    const { connection } = testLibrary();
    const plan = (sql: string): string =>
      connection
        .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql.replaceAll(/:([a-z]+)/gu, '1')}`)
        .map(({ detail }) => detail)
        .join('\n');
    expect(plan(appliedPage({}))).toMatch(/USING INDEX applied_ops_by_actor/u);
    expect(plan(appliedPage({ command: 'x' }))).toMatch(/USING INDEX applied_ops_by_command/u);
    expect(plan(thingPage({ entity: 'x' }))).toMatch(/audit_log_by_entity[\s\S]*by_second/u);
    for (const sql of [appliedPage({}), appliedPage({ command: 'x' }), walkedPage({})]) {
      expect(plan(sql)).not.toMatch(/SCAN (?!w\b|walk|o USING)|TEMP B-TREE/u);
    }
  });

  test('tells all of one request in pages, and one thing with what hangs on it', () => {
    const library = testLibrary();
    const assets = ['a.png', 'b.png', 'c.png'].map((name) => library.picture(name));
    const { request } = library.do('tagAssets', { assets, add: ['x', 'y'] });
    const first = library.ask('changes', { request, limit: 4 });
    const second = library.ask('changes', { request, limit: 4, after: first.next! });
    expect([first.entries.length, second.entries.length, second.next]).toEqual([4, 2, null]);
    const { collection } = library.must('createCollection', {
      name: 'Best',
      type: 'library',
      assets: [assets[0]!],
    });
    const { entries, things } = library.ask('changes', { entity: assets[0]!, limit: 50 });
    expect(entries.map(({ entity_type }) => entity_type)).toEqual([
      'asset_collection_members',
      'asset_tags',
      'asset_tags',
      'assets',
    ]);
    expect(things.find(({ id }) => id === collection)).toMatchObject({
      name: 'Best',
      kind: 'collection',
    });
  });

  test('names what is gone for good by its last name', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    const { request } = library.do('approveAssets', { assets: [asset], approved: true });
    library.must('trashAssets', { assets: [asset] });
    library.must('emptyTrash', {});
    expect(library.ask('changes', { request, limit: 5 }).things).toEqual([
      { id: asset, name: 'a.png', kind: 'image', n: null, place: 'gone' },
    ]);
  });
});

const askPage = (library: TestLibrary, before: number | null) =>
  library.ask('requestHistory', {
    who: 'everything',
    limit: 2,
    ...(before === null ? {} : { before }),
  });

describe('undo of any request', () => {
  test('a preview changes nothing and says exactly what the undo then does', () => {
    const library = testLibrary();
    const assets = ['a.png', 'b.png'].map((name) => library.picture(name));
    const { request } = library.do('tagAssets', { assets, add: ['x'] });
    const count = () => library.connection.one('SELECT count(*) AS n FROM audit_log');
    const before = count();
    const preview = library.ask('undoPreview', { request });
    expect(count()).toEqual(before);
    expect(preview).toMatchObject({ possible: true, changes: 2, clash_count: 0 });
    expect(library.must('undoRequest', { request }).changed).toBe(2);
    expect(library.ask('undoPreview', { request }).bar).toBe('undone');
  });

  test('a clash names the field and the later requests that stand on it, the newest first', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    const edit = (changes: object) => library.do('editAssets', { assets: [asset], changes });
    const { request } = edit({ theme: 'red' });
    const rating = edit({ rating: 3 }).request;
    const second = edit({ theme: 'blue' }).request;
    const third = edit({ theme: 'green' }).request;
    const preview = library.ask('undoPreview', { request });
    expect(preview.possible).toBe(false);
    expect(preview.clashes).toEqual([
      { why: 'changed', entity_type: 'assets', entity_id: asset, fields: ['theme'], reason: null },
    ]);
    expect(preview.later.map(({ request_id }) => request_id)).toEqual([third, second]);
    expect(library.ask('undoPreview', { request: rating }).possible).toBe(true);
    library.must('undoRequest', { request: third });
    library.must('undoRequest', { request: second });
    expect(library.ask('undoPreview', { request }).possible).toBe(true);
    library.must('undoRequest', { request });
    expect(library.ask('asset', { id: asset })?.asset).toMatchObject({ theme: null, rating: 3 });
  });

  test('what it hung on was deleted for good: it says that it is gone', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    library.must('tagAssets', { assets: [asset], add: ['x'] });
    const { request } = library.do('tagAssets', { assets: [asset], remove: ['x'] });
    library.must('trashAssets', { assets: [asset] });
    const emptied = library.do('emptyTrash', {}).request;
    expect(library.ask('undoPreview', { request })).toMatchObject({
      possible: false,
      clashes: [{ why: 'gone', entity_type: 'asset_tags' }],
    });
    expect(library.ask('undoPreview', { request: emptied })).toMatchObject({
      possible: false,
      bar: 'deleted_for_good',
    });
    expect(library.do('undoRequest', { request }).result.ok).toBe(false);
  });

  test('what the database itself would refuse is found before', () => {
    const library = testLibrary();
    library.must('addTagParent', { tag: 'fox', parent: 'animal' });
    const { request } = library.do('removeTagParent', { tag: 'fox', parent: 'animal' });
    library.must('addTagParent', { tag: 'animal', parent: 'fox' });
    expect(library.ask('undoPreview', { request })).toMatchObject({
      possible: false,
      clashes: [{ why: 'refused' }],
    });
    expect(library.do('undoRequest', { request }).result.ok).toBe(false);
  });

  test('only for some assets; the rest stands and is taken back later', () => {
    const library = testLibrary();
    const assets = ['a.png', 'b.png', 'c.png'].map((name) => library.picture(name));
    const themes = () => assets.map((id) => library.ask('asset', { id })?.asset.theme ?? null);
    const { request } = library.do('editAssets', { assets, changes: { theme: 'red' } });
    const chosen = [assets[1]!];
    expect(library.ask('undoPreview', { request, assets: chosen }).changes).toBe(1);
    const part = library.do('undoRequest', { request, assets: chosen }).request;
    expect(themes()).toEqual(['red', null, 'red']);
    library.must('undoRequest', { request: part });
    expect(themes()).toEqual(['red', 'red', 'red']);
    library.must('undoRequest', { request, assets: chosen });
    library.must('undoRequest', { request });
    expect(themes()).toEqual([null, null, null]);
  });

  test('undone, done again: the deed tells which request to take back next', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    const { request } = library.do('editAssets', { assets: [asset], changes: { theme: 'red' } });
    const deed = () =>
      library
        .ask('requestHistory', { limit: 20 })
        .requests.find(({ request_id }) => request_id === request)!;
    for (let round = 0; round < 4; round += 1) {
      expect(deed().stands).toBe(round % 2 === 0);
      library.must('undoRequest', { request: deed().acts_on });
      expect(library.ask('asset', { id: asset })?.asset.theme).toBe(round % 2 === 0 ? null : 'red');
    }
    const [newest] = library.ask('requestHistory', { limit: 1 }).requests;
    expect(newest).toMatchObject({ command: 'undoRequest', first_command: 'editAssets' });
  });

  test('of an import puts into the trash; of one whose answer was dropped works', () => {
    const library = testLibrary();
    const asset = library.picture('a.png');
    const { requests } = library.ask('requestHistory', { limit: 5 });
    library.connection.run('UPDATE applied_ops SET value = NULL');
    library.pass(30 * 86_400_000);
    library.must('undoRequest', { request: requests[0]!.request_id });
    expect(library.ask('asset', { id: asset })?.asset.deleted_at).not.toBeNull();
  });

  test('saved queries are kept, changed and deleted, each as one step of undo', () => {
    const library = testLibrary();
    const names = () => library.ask('savedQueries', {}).map(({ name, sql }) => [name, sql]);
    const made = library.do('saveQuery', { name: 'Large', sql: 'SELECT 1' });
    const { query } = made.result.ok ? made.result.value : { query: '' };
    const edited = library.do('saveQuery', { query, name: 'Larger', sql: 'SELECT 2' }).request;
    const gone = library.do('deleteQuery', { query }).request;
    expect(names()).toEqual([]);
    library.must('undoRequest', { request: gone });
    expect(names()).toEqual([['Larger', 'SELECT 2']]);
    library.must('undoRequest', { request: edited });
    expect(names()).toEqual([['Large', 'SELECT 1']]);
    library.must('undoRequest', { request: made.request });
    expect(names()).toEqual([]);
  });
});

describe('SQL that only reads', () => {
  test('gives columns also where they share a name, types, and bytes by their number', () => {
    const library = testLibrary();
    const answer = run(library, `SELECT 1 AS a, 'x' AS a, NULL AS b, x'0102' AS c, 1.5 AS d`);
    expect(answer).toMatchObject({
      kind: 'rows',
      columns: ['a', 'a', 'b', 'c', 'd'],
      rows: [[1, 'x', null, { bytes: 2 }, 1.5]],
      more: false,
    });
  });

  test('stops at its limits and says so', () => {
    const library = testLibrary();
    const endless =
      'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c';
    const some = run(library, endless, [], { rows: 3 });
    expect(some).toMatchObject({ kind: 'rows', rows: [[1], [2], [3]], more: true });
    expect(run(library, `${endless} LIMIT 3`, [], { rows: 3 })).toMatchObject({ more: false });
    const begun = performance.now();
    expect(run(library, `SELECT max(i) FROM (${endless})`, [], { milliseconds: 200 })).toEqual({
      kind: 'too_long',
      milliseconds: 200,
    });
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  test('refuses to write, and says where a mistake is', () => {
    const library = testLibrary();
    expect(run(library, 'DELETE FROM assets').kind).toBe('refused');
    expect(run(library, 'SELECT 1; SELECT 2').kind).toBe('refused');
    expect(run(library, 'SELECT name,\n  nonsuch FROM assets')).toEqual({
      kind: 'wrong',
      reason: 'no such column: nonsuch',
      at: { line: 2, column: 3 },
    });
    expect(run(library, '').kind).toBe('wrong');
    expect(run(library, 'SELECT ?', [1, 2]).kind).toBe('wrong');
    expect(
      run(library, 'EXPLAIN QUERY PLAN SELECT * FROM assets WHERE id = ?', ['x']),
    ).toMatchObject({ kind: 'rows', columns: ['id', 'parent', 'notused', 'detail'] });
  });

  test('the schema names tables with columns, indexes, triggers, rows and bytes', () => {
    const library = testLibrary();
    library.picture('a.png');
    const { tables } = library.ask('schemaTables', { sizes: true });
    const assets = tables.find(({ name }) => name === 'assets')!;
    expect(assets.rows).toBe(1);
    expect(assets.bytes).toBeGreaterThan(4096);
    expect(assets.columns.find(({ name }) => name === 'project_id')).toMatchObject({
      type: 'TEXT',
      points_at: 'projects(id)',
    });
    expect(assets.columns.find(({ name }) => name === 'shelf')?.computed).toBe(true);
    expect(assets.indexes.find(({ name }) => name === 'assets_by_blob')?.columns).toEqual([
      'blob',
      'size',
      'state',
    ]);
    expect(assets.triggers.map(({ name }) => name)).toContain('assets_journal_update');
    expect(tables.map(({ name }) => name)).not.toContain('asset_search_data');
    expect(tables.find(({ name }) => name === 'asset_search')).toMatchObject({
      type: 'virtual',
      rows: null,
    });
    expect(tables.find(({ name }) => name === 'pack_totals')?.type).toBe('view');
  });
});

describe('the shipped queries', () => {
  const filled = (): TestLibrary => {
    const library = testLibrary();
    const at = 1_700_000_000_000;
    const make = (kind: string, name: string): string => {
      const id = `0190a000-0000-7000-8000-${name.padStart(12, '0').replaceAll(/[^0-9a-f]/gu, '0')}`;
      library.connection.run(
        `INSERT INTO assets (id, kind, name, state, origin, created_at, updated_at)
         VALUES (?, ?, ?, 'placeholder', 'upload', ?, ?)`,
        [id, kind, name, at, at],
      );
      return id;
    };
    const link = (parent: string, child: string, type: string, position: string | null = null) =>
      library.connection.run(`INSERT INTO asset_relationships VALUES (?, ?, ?, ?, '{}', ?, ?)`, [
        parent,
        child,
        type,
        position,
        at,
        at,
      ]);
    const film = make('film', 'f');
    const second = make('shot', 'b2');
    const first = make('shot', 'b1');
    link(film, second, 'part_of', 'b');
    link(film, first, 'part_of', 'a');
    link(first, make('video', 'c1'), 'generated_from');
    link(film, make('audio', 'd1'), 'used_in');
    link(make('character', 'e1'), make('image', 'c2'), 'reference_for');
    const picture = library.picture('a.png');
    library.must('editAssets', { assets: [picture], changes: { theme: 'moss', approved: true } });
    library.must('createPack', { name: 'Moss pack', assets: [picture] });
    return library;
  };
  const library = filled();
  const there = new Set(library.ask('schemaTables', {}).tables.map(({ name }) => name));
  const answerOf = (id: string, values: Readonly<Record<string, string>> = {}) => {
    const { sql } = shippedQueries.find((one) => one.id === id)!;
    return rowsOf(
      run(
        library,
        sql,
        parametersOf(sql).map((name) => values[name] ?? null),
      ),
    );
  };
  const runnable = shippedQueries.filter(({ tables }) => tables.every((name) => there.has(name)));

  test.each(runnable.map(({ id }) => id))('%s runs on the library', (id) => {
    expect(answerOf(id)).toBeInstanceOf(Array);
  });

  test('those that cannot run yet are the ones of stories', () => {
    const missing = shippedQueries.filter((one) => !runnable.includes(one)).map(({ id }) => id);
    expect(missing).not.toContain('unapproved');
    expect(runnable.length).toBeGreaterThanOrEqual(13);
  });

  test('they give what they say', () => {
    expect(answerOf('film_shots').map(([film, place, shot]) => [film, place, shot])).toEqual([
      ['f', 1, 'b1'],
      ['f', 2, 'b2'],
    ]);
    expect(answerOf('film_shots', { ':film': 'other' })).toEqual([]);
    expect(answerOf('film_tree').map(([part]) => part)).toEqual(['f', '  b1', '    c1', '  b2']);
    expect(answerOf('character_references').map(([who, what]) => [who, what])).toEqual([
      ['e1', 'c2'],
    ]);
    expect(answerOf('audio_users')).toEqual([['d1', 'film', 'f']]);
    expect(answerOf('global_actors')[0]?.[0]).toBe('e1');
    expect(answerOf('by_theme')).toContainEqual(['moss', 1, 1, 1000]);
    expect(answerOf('unapproved').map(([name]) => name)).not.toContain('a.png');
    expect(answerOf('active_tasks').map(([kind]) => kind)).toEqual(['extract_metadata']);
    expect(answerOf('pack_exports').map((row) => [row[0], row[6]])).toEqual([
      ['Moss pack', 'never'],
    ]);
    expect(answerOf('entity_history', { ':asset': 'a.png' }).map((row) => row[2])).toEqual([
      'create',
      'update',
    ]);
    expect(answerOf('request')[0]?.[0]).toBe('createPack');
  });
});
