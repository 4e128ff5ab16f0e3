import { expect, test } from 'vitest';
import { memoryConnection } from '../engine/testing.ts';
import { migrate, migrationsNeeded, schemaVersion } from './migrate.ts';

const dump = (connection: ReturnType<typeof memoryConnection>): string =>
  JSON.stringify(connection.all('SELECT type, name, sql FROM sqlite_schema ORDER BY name'));

test('a fresh database gets the whole schema, and a second time changes nothing', () => {
  const connection = memoryConnection();
  expect(migrationsNeeded(connection)).toEqual({
    ok: true,
    value: { from: 0, to: schemaVersion, needed: true, existing: false },
  });
  expect(migrate(connection).ok).toBe(true);
  const first = dump(connection);
  expect(connection.one('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
  expect(migrate(connection)).toEqual({
    ok: true,
    value: { from: schemaVersion, to: schemaVersion, needed: false, existing: true },
  });
  expect(dump(connection)).toBe(first);
});

test('every table is strict', () => {
  const connection = memoryConnection();
  migrate(connection);
  expect(
    connection.all(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    ),
  ).toEqual([]);
});

test('a newer database is refused and left alone', () => {
  const connection = memoryConnection();
  connection.script(`CREATE TABLE later (a); PRAGMA user_version = ${schemaVersion + 1}`);
  const before = dump(connection);
  expect(migrate(connection)).toEqual({
    ok: false,
    failure: { code: 'newer_database', found: schemaVersion + 1, known: schemaVersion },
  });
  expect(dump(connection)).toBe(before);
});

test('a migration that fails half-way leaves nothing behind', () => {
  const connection = memoryConnection();
  connection.script('CREATE TABLE packs (a)');
  const before = dump(connection);
  expect(() => migrate(connection)).toThrow(/packs/);
  expect(dump(connection)).toBe(before);
});
