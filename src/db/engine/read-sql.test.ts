import { describe, expect, test } from 'vitest';
import { shippedQueries } from '#domain/saved-queries.ts';
import { parametersOf } from '#domain/sql-parameters.ts';
import type { SqlAnswer } from '#domain/contract/history.ts';
import { openLibrary } from './open.ts';
import { memoryConnection, migratedConnection, testLibrary, type TestLibrary } from './testing.ts';

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

  test('stops when whoever asked takes it back, and only then', () => {
    let wanted = 3;
    const connection = migratedConnection();
    const library = openLibrary({
      connection,
      thumbnails: memoryConnection(),
      now: Date.now,
      random: (count) => new Uint8Array(count),
      kinds: [],
      device: 'd',
      isWanted: (mark) => mark === 'mine' && (wanted -= 1) > 0,
    });
    const endless =
      'SELECT max(i) FROM (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c)';
    const ask = (more: { readonly while?: string }) => {
      const answer = library.query('readSql', {
        sql: endless,
        rows: 10,
        milliseconds: 1000,
        ...more,
      });
      if (!answer.ok) throw new Error(answer.failure.code);
      return answer.value.value;
    };
    const begun = performance.now();
    expect(ask({ while: 'mine' })).toMatchObject({ kind: 'stopped' });
    expect(performance.now() - begun).toBeLessThan(900);
    expect(wanted).toBe(0);
    // The library goes on as before, and a question without a mark ends at its limit.
    expect(ask({})).toMatchObject({ kind: 'too_long' });
    expect(library.query('counts', {})).toMatchObject({ ok: true });
  });

  test('stops at its limits and says so', () => {
    const library = testLibrary();
    const endless =
      'WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c';
    const some = run(library, endless, [], { rows: 3 });
    expect(some).toMatchObject({ kind: 'rows', rows: [[1], [2], [3]], more: true });
    expect(run(library, `${endless} LIMIT 3`, [], { rows: 3 })).toMatchObject({ more: false });
    // It would never end by itself.
    expect(run(library, `SELECT max(i) FROM (${endless})`, [], { milliseconds: 200 })).toEqual({
      kind: 'too_long',
      milliseconds: 200,
    });
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
