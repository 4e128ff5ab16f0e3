import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canMove, taskStatuses, type TaskStatus } from '#domain/task.ts';
import type { Connection } from '../connection.ts';
import { hashOf, migratedConnection } from '../engine/testing.ts';

const id = (number: number): string =>
  `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`;

function fresh(): Connection {
  const connection = migratedConnection();
  connection.run(
    `INSERT INTO change_context VALUES (1, 'request', 'test', 'device', '0-0-d', 1700000000000)`,
  );
  return connection;
}

function insert(
  connection: Connection,
  table: string,
  row: Record<string, string | number | null>,
): void {
  const columns = Object.keys(row);
  connection.run(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    columns.map((column) => row[column]),
  );
}

const asset = (number: number) => ({
  id: id(number),
  kind: 'image',
  name: 'a.png',
  state: 'ready',
  origin: 'import',
  blob: hashOf('a'),
  size: 1,
  created_at: 1,
  updated_at: 1,
});
const record = {
  id: id(900),
  asset_id: id(1),
  model: 'net',
  provider: 'local',
  timestamp: 1_700_000_000_000,
  sha256: hashOf('a'),
  created_at: 1,
};
const task = (number: number, more: Record<string, string | number | null> = {}) => ({
  id: id(number),
  kind: 'double',
  lane: 'gpu',
  position: 'a0',
  created_at: 1,
  updated_at: 1,
  ...more,
});

describe('assets', () => {
  test.each([
    ['an unknown kind', { kind: 'picture' }],
    ['an unknown state', { state: 'done' }],
    ['an unknown origin', { origin: 'web' }],
    ['an unknown provenance', { provenance: 'mine' }],
    ['an empty name', { name: '' }],
    ['a name of 256 characters', { name: 'x'.repeat(256) }],
    ['a rating of 6', { rating: 6 }],
    ['approved 2', { approved: 2 }],
    ['a width of 0', { width: 0 }],
    ['a duration of 0', { duration_s: 0 }],
    ['a blob that is no hash', { blob: 'A'.repeat(64) }],
    ['ready without bytes', { blob: null, size: null }],
    ['a blob without its size', { size: null }],
    ['metadata that is no object', { metadata: '[]' }],
    ['a project that is not there', { project_id: id(77) }],
    ['text where a number belongs', { size: 'large' }],
  ])('refuse %s', (_, wrong) => {
    expect(() => insert(fresh(), 'assets', { ...asset(1), ...wrong })).toThrow(
      /constraint|cannot store/,
    );
  });
});

describe('relationships', () => {
  const link = (connection: Connection, parent: number, child: number, type = 'derived_from') =>
    insert(connection, 'asset_relationships', {
      parent_asset_id: id(parent),
      child_asset_id: id(child),
      relationship_type: type,
      created_at: 1,
      updated_at: 1,
    });

  test('no chain of sources or parts closes into a loop', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })), {
          maxLength: 20,
        }),
        (links) => {
          const connection = fresh();
          for (let number = 1; number <= 6; number += 1)
            insert(connection, 'assets', asset(number));
          for (const [parent, child] of links) {
            try {
              link(connection, parent, child);
            } catch {
              // Refused: itself, a duplicate or a loop.
            }
          }
          const loops = connection.all(
            `WITH RECURSIVE w(start, at) AS (
               SELECT parent_asset_id, child_asset_id FROM asset_relationships
               UNION SELECT w.start, r.child_asset_id FROM w
               JOIN asset_relationships r ON r.parent_asset_id = w.at)
             SELECT 1 FROM w WHERE start = at`,
          );
          expect(loops).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('a loop is named, and other types may point back', () => {
    const connection = fresh();
    for (const number of [1, 2, 3]) insert(connection, 'assets', asset(number));
    link(connection, 1, 2);
    link(connection, 2, 3);
    expect(() => link(connection, 3, 1)).toThrow(/loop/);
    expect(() => link(connection, 1, 1)).toThrow(/constraint/i);
    expect(() => link(connection, 1, 2)).toThrow(/UNIQUE/);
    link(connection, 3, 1, 'variant_of');
    expect(() =>
      connection.run(`UPDATE asset_relationships SET child_asset_id = ?`, [id(3)]),
    ).toThrow(/made anew/);
  });
});

describe('generation records', () => {
  test('are written once, by a named model, not ahead of time', () => {
    const connection = fresh();
    insert(connection, 'generation_records', record);
    expect(() => connection.run(`UPDATE generation_records SET model = 'other'`)).toThrow(/once/);
    expect(() => connection.run('DELETE FROM generation_records')).toThrow(/never deleted/);
    const other = { ...record, id: id(901) };
    expect(() => insert(connection, 'generation_records', { ...other, model: ' ' })).toThrow(
      /CHECK/,
    );
    expect(() => insert(connection, 'generation_records', { ...other, timestamp: 9e12 })).toThrow(
      /future/,
    );
  });
});

describe('tasks', () => {
  const state = (status: TaskStatus): Record<string, string | number | null> => ({
    status,
    failure: status === 'failed' ? '{"code":"internal"}' : null,
    lease_owner: status === 'running' ? 'tab' : null,
    finished_at: status === 'pending' || status === 'running' ? null : 2,
  });

  const pairs = taskStatuses.flatMap((from) => taskStatuses.map((to) => [from, to] as const));
  test.each(pairs)('0.14 1.24 2.09 %s → %s as the domain says', (from, to) => {
    const connection = fresh();
    insert(connection, 'tasks', task(1, state(from)));
    const move = (): number =>
      connection.run(
        'UPDATE tasks SET status = ?, failure = ?, lease_owner = ?, finished_at = ? WHERE id = ?',
        [...Object.values(state(to)), id(1)],
      );
    if (from === to || canMove(from, to)) expect(move()).toBe(1);
    else expect(move).toThrow(/cannot make this move/);
  });

  test.each([
    ['failed without a failure', { status: 'failed', finished_at: 1 }],
    ['a failure without having failed', { failure: '{"code":"internal"}' }],
    ['a failure without a code', { status: 'failed', finished_at: 1, failure: '{}' }],
    ['running without an owner', { status: 'running' }],
    ['ended without an end', { status: 'completed' }],
    ['progress of 1.5', { progress: 1.5 }],
    ['blocked while completed', { status: 'completed', finished_at: 1, blocked_reason: 'budget' }],
    ['an unknown reason', { blocked_reason: 'tired' }],
    ['an unknown lane', { lane: 'cpu' }],
    ['an unknown status', { status: 'queued' }],
    ['an outcome without having failed', { outcome: 'unknown' }],
  ])('refuse %s', (_, wrong) => {
    expect(() => insert(fresh(), 'tasks', task(1, wrong))).toThrow(/constraint/);
  });
});

test('an unknown licence, an empty batch name and a second member of the same asset are refused', () => {
  const connection = fresh();
  insert(connection, 'assets', { ...asset(1), kind: 'pack', blob: null, size: null });
  insert(connection, 'assets', asset(2));
  expect(() => insert(connection, 'packs', { id: id(1), license_type: 'free' })).toThrow(/CHECK/);
  expect(() =>
    insert(connection, 'batches', { id: id(5), name: ' ', kind: 'x', created_at: 1 }),
  ).toThrow(/CHECK/);
  insert(connection, 'asset_collections', {
    id: id(1),
    type: 'pack',
    created_at: 1,
    updated_at: 1,
  });
  const member = { collection_id: id(1), asset_id: id(2), position: 'a0', created_at: 1 };
  insert(connection, 'asset_collection_members', member);
  expect(() =>
    insert(connection, 'asset_collection_members', { ...member, position: 'a1' }),
  ).toThrow(/UNIQUE/);
});

test('row numbers survive a VACUUM and are never used twice', () => {
  const connection = fresh();
  for (const number of [1, 2, 3]) insert(connection, 'assets', asset(number));
  connection.run('DELETE FROM assets WHERE n IN (1, 3)');
  connection.script('VACUUM');
  insert(connection, 'assets', asset(4));
  expect(connection.all('SELECT n, id FROM assets ORDER BY n')).toEqual([
    { n: 2, id: id(2) },
    { n: 4, id: id(4) },
  ]);
});
