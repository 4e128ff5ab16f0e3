/** The library as SQL sees it: one statement that only reads, its tables, and the queries kept. */
import {
  sqlBounds,
  type SavedQueryRow,
  type SchemaTable,
  type SqlAnswer,
  type SqlCell,
} from '#domain/contract/history.ts';
import { inNameOrder } from '#domain/search.ts';
import type { Connection, Limits, Value } from '../../connection.ts';
import { Refused, SqlMistake, Stopped } from '../../foreign-sql.ts';
import { schemaVersion } from '../../migrations/migrate.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { failureOfDatabase } from '../transact.ts';
import { plain, query } from './query.ts';

const within = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z.int().check(z.gte(least), z.lte(most));

const cell = (value: Value): SqlCell =>
  value instanceof Uint8Array ? { bytes: value.length } : value;

function answer(
  connection: Connection,
  sql: string,
  values: readonly Value[],
  limits: Limits,
): SqlAnswer {
  const begun = performance.now();
  try {
    const { columns, cells, more, tables } = connection.inspect(sql, values, limits);
    return {
      kind: 'rows',
      columns,
      rows: cells.map((row) => row.map(cell)),
      more,
      tables,
      took: performance.now() - begun,
    };
  } catch (thrown) {
    if (thrown instanceof Refused) return { kind: 'refused', reason: thrown.message };
    if (thrown instanceof Stopped) return { kind: 'stopped', took: performance.now() - begun };
    if (thrown instanceof SqlMistake) {
      return { kind: 'wrong', reason: thrown.message, at: thrown.at };
    }
    const failure = failureOfDatabase(thrown);
    if (failure.code === 'too_large') {
      return { kind: 'too_long', milliseconds: limits.milliseconds };
    }
    if (failure.code !== 'internal' && failure.code !== 'conflict') throw failure;
    return { kind: 'wrong', reason: failure.reason, at: null };
  }
}

interface Listed {
  readonly name: string;
  readonly type: string;
  readonly sql: string;
}

const columnsOf = (connection: Connection, table: string): SchemaTable['columns'] =>
  connection
    .all<{
      name: string;
      type: string;
      notnull: 0 | 1;
      pk: number;
      hidden: number;
      at: string | null;
    }>(
      `SELECT c.name, c.type, c."notnull" AS "notnull", c.pk, c.hidden,
         (SELECT f."table" || '(' || coalesce(f."to", 'id') || ')'
          FROM pragma_foreign_key_list(?1) f WHERE f."from" = c.name) AS at
       FROM pragma_table_xinfo(?1) c WHERE c.hidden <> 1 ORDER BY c.cid`,
      [table],
    )
    .map((row) => ({
      name: row.name,
      type: row.type,
      required: row.notnull === 1,
      key: row.pk,
      computed: row.hidden > 1,
      points_at: row.at,
    }));

const indexesOf = (
  connection: Connection,
  table: string,
  bytes: ReadonlyMap<string, number>,
): SchemaTable['indexes'] =>
  connection
    .all<{ name: string; unique: 0 | 1; columns: string | null }>(
      `SELECT i.name, i."unique" AS "unique",
         (SELECT group_concat(coalesce(x.name, '(…)'), char(31)) FROM (
            SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) x) AS columns
       FROM pragma_index_list(?1) i ORDER BY i.name`,
      [table],
    )
    .map((row) => ({
      name: row.name,
      unique: row.unique === 1,
      columns: (row.columns ?? '').split('\u001f'),
      bytes: bytes.get(row.name) ?? null,
    }));

/** Bytes of each table and index; empty where this SQLite cannot say. */
function pageBytes(connection: Connection): ReadonlyMap<string, number> {
  try {
    const rows = connection.all<{ name: string; bytes: number }>(
      'SELECT name, pgsize AS bytes FROM dbstat WHERE aggregate = TRUE',
    );
    return new Map(rows.map(({ name, bytes }) => [name, bytes]));
  } catch {
    return new Map();
  }
}

export const readSqlQueries = {
  readSql: query<'readSql'>(
    z.strictObject({
      sql: shape.text(100_000),
      values: z.optional(
        z.array(z.union([z.string(), z.number(), z.null()])).check(z.maxLength(1000)),
      ),
      rows: within(sqlBounds.rows),
      milliseconds: within(sqlBounds.milliseconds),
      while: z.optional(z.string().check(z.maxLength(500))),
    }),
    ({ connection, isWanted }, { sql, values = [], rows, milliseconds, while: mark }) =>
      answer(connection, sql, values, {
        rows,
        milliseconds,
        ...(mark === undefined || isWanted === undefined ? {} : { isWanted: () => isWanted(mark) }),
      }),
  ),

  savedQueries: plain<'savedQueries'>(({ connection }) =>
    inNameOrder(
      connection.all<SavedQueryRow>('SELECT * FROM saved_queries ORDER BY id'),
      ({ name }) => name,
    ),
  ),

  schemaTables: query<'schemaTables'>(
    z.strictObject({ sizes: z.optional(z.boolean()) }),
    ({ connection }, { sizes = false }) => {
      const bytes = sizes ? pageBytes(connection) : new Map<string, number>();
      const listed = connection.all<Listed>(
        `SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view')
           AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
      );
      const virtual = listed.filter(({ sql }) => /^CREATE VIRTUAL/iu.test(sql));
      /** The tables in which a virtual one keeps itself. */
      const isShadow = (name: string): boolean =>
        virtual.some((one) => name.startsWith(`${one.name}_`));
      const tables = listed.filter(({ name }) => !isShadow(name));
      return {
        version: schemaVersion,
        tables: tables.map(({ name, type, sql }): SchemaTable => {
          const isVirtual = virtual.some((one) => one.name === name);
          const indexes = isVirtual ? [] : indexesOf(connection, name, bytes);
          const own = isVirtual
            ? [...bytes].filter(([key]) => key.startsWith(`${name}_`)).map(([, size]) => size)
            : [bytes.get(name) ?? 0, ...indexes.map((index) => index.bytes ?? 0)];
          return {
            name,
            type: isVirtual ? 'virtual' : type === 'view' ? 'view' : 'table',
            sql,
            rows:
              isVirtual || type === 'view'
                ? null
                : (connection.one<{ n: number }>(`SELECT count(*) AS n FROM "${name}"`)?.n ?? 0),
            bytes: bytes.size === 0 || type === 'view' ? null : own.reduce((a, b) => a + b, 0),
            columns: columnsOf(connection, name),
            indexes,
            triggers: connection.all<{ name: string; sql: string }>(
              `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?
               ORDER BY name`,
              [name],
            ),
          };
        }),
      };
    },
  ),
};
