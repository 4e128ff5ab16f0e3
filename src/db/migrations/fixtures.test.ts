import { readdirSync, readFileSync } from 'node:fs';
import init from '@sqlite.org/sqlite-wasm';
import { describe, expect, test } from 'vitest';
import { connect, type Connection } from '../connection.ts';
import { memoryConnection, testLibrary } from '../engine/testing.ts';
import { migrate, schemaVersion } from './migrate.ts';

const folder = new URL('../../../tests/fixtures/db/', import.meta.url);
const sqlite = await init();

/** A writable copy in memory of a database file. */
function copyOf(name: string): Connection {
  const bytes = Uint8Array.from(readFileSync(new URL(name, folder)));
  const database = new sqlite.oo1.DB(':memory:');
  const memory = sqlite.wasm.allocFromTypedArray(bytes);
  database.checkRc(
    sqlite.capi.sqlite3_deserialize(
      database,
      'main',
      memory,
      bytes.length,
      bytes.length,
      sqlite.capi.SQLITE_DESERIALIZE_FREEONCLOSE | sqlite.capi.SQLITE_DESERIALIZE_RESIZEABLE,
    ),
  );
  const connection = connect(sqlite, database);
  connection.script('PRAGMA foreign_keys = ON');
  return connection;
}

const tablesOf = (connection: Connection): readonly string[] =>
  connection
    .all<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'asset_search%'
         AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .map(({ name }) => name);

const hasRowid = (connection: Connection, table: string): boolean =>
  connection.one<{ wr: number }>(`SELECT wr FROM pragma_table_list WHERE name = ?`, [table])?.wr ===
  0;

/** Every cell that is stored; `shelf` is computed, and means another thing since 0002. */
const rowsOf = (connection: Connection, table: string): readonly Record<string, unknown>[] =>
  connection
    .all<Record<string, unknown>>(
      `SELECT * FROM ${table} ORDER BY ${hasRowid(connection, table) ? 'rowid' : '1'}`,
    )
    .map(({ shelf: _shelf, ...cells }) => cells);

/** Kept by triggers from other tables, and filled anew. */
const kept = new Set(['tag_rows']);

/** The present schema as SQLite tells it, parts of the word index left out. */
const schemaOf = (connection: Connection): readonly unknown[] =>
  connection.all(
    `SELECT type, name, sql FROM sqlite_schema
     WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name`,
  );

describe.each(readdirSync(folder).filter((name) => name.endsWith('.sqlite')))(
  '1.28 a library of schema %s',
  (name) => {
    test('comes to the present schema with every cell of every row as it was', () => {
      const old = copyOf(name);
      // Read elsewhere: a statement that a connection has kept keeps its names of columns too.
      const untouched = copyOf(name);
      const before = new Map(
        tablesOf(untouched)
          .filter((table) => !kept.has(table))
          .map((table) => [table, rowsOf(untouched, table)]),
      );
      const done = migrate(old);
      expect(done.ok).toBe(true);
      for (const [table, rows] of before) {
        const now = rowsOf(old, table);
        expect(now.length, table).toBe(rows.length);
        rows.forEach((row, index) => expect(now[index], table).toMatchObject(row));
      }
      expect(old.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      expect(old.all('PRAGMA foreign_key_check')).toEqual([]);
    });

    test('has the very schema of a library made today', () => {
      const old = copyOf(name);
      migrate(old);
      const fresh = memoryConnection();
      migrate(fresh);
      expect(schemaOf(old)).toEqual(schemaOf(fresh));
    });

    test('opens, is searched, changed and undone', () => {
      const old = copyOf(name);
      migrate(old);
      const library = testLibrary(old);
      const { n } = library.ask('assetLayout', { filter: { text: 'night' }, sort: 'newest' });
      expect(n.length).toBeGreaterThan(0);
      const [first] = library.ask('assetIds', { rows: [...n] });
      if (first === undefined) throw new Error('nothing was found');
      const { request } = library.do('editAssets', { assets: [first], changes: { rating: 1 } });
      library.must('undoRequest', { request });
      expect(library.ask('asset', { id: first })?.asset.rating).not.toBe(1);
    });
  },
);

test('1.28 every schema before the present one has left a library to try', () => {
  const kept = readdirSync(folder).filter((name) => name.endsWith('.sqlite'));
  expect(kept.length).toBeGreaterThanOrEqual(schemaVersion - 1);
});
