/**
 * One SQLite connection with what the library needs and no more: cached statements, rows as plain
 * objects, one level of transactions, and the set of tables that each statement reads and writes.
 *
 * The table sets come from SQLite's authorizer while a statement is compiled: the update hook and
 * `tables_used` both miss `DELETE FROM t`. Rows are read through the raw WebAssembly exports,
 * which is five to ten times faster than the object wrapper (see README.md).
 */
import type { Database, PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import { defineFunctions } from './functions.ts';
import type { Raw } from './raw-exports.ts';
import { valuesOf, type Parameters, type Value } from './values.ts';
import { onlyReads, plainReason, Refused, remainder, SqlMistake, Stopped } from './foreign-sql.ts';

export type { Parameters, Value } from './values.ts';

/** The two number columns of a statement, as typed arrays. */
export interface NumberColumns {
  readonly first: Uint32Array;
  readonly second: Float32Array;
}

/** A set of row numbers: byte n is 1 when n is in it; numbers past the end are not. */
export type RowSet = Uint8Array;

/** What `inspect` allows a foreign statement: read only, so many rows, so much time. */
export interface Limits {
  readonly rows: number;
  readonly milliseconds: number;
  /** Asked now and then while it runs: whether anybody still waits for it. */
  readonly isWanted?: () => boolean;
}

export interface Connection {
  /** All rows. `Row` is what the caller knows about its own SQL. */
  all<Row>(sql: string, parameters?: Parameters): Row[];
  /** The first row, or undefined. */
  one<Row>(sql: string, parameters?: Parameters): Row | undefined;
  /** Runs a statement for its effect and tells how many rows it changed itself. */
  run(sql: string, parameters?: Parameters): number;
  /** Runs a script of several statements; nothing is cached. */
  script(sql: string): void;
  /**
   * Reads an integer and a float column of many rows as typed arrays, quickly; with `among`, only
   * rows whose integer is in every one of these sets.
   */
  columns(sql: string, parameters?: Parameters, among?: readonly RowSet[]): NumberColumns;
  /** Reads an integer column as a set: byte n is 1 when n is in it, and the last byte is 1. */
  rowSet(sql: string, parameters?: Parameters): RowSet;
  /** Runs `work` in an immediate transaction; rolled back when it throws or `keep` says no. */
  transaction<T>(work: () => T, keep?: (value: T) => boolean): T;
  /**
   * Lets what `work` commits be forgotten by a loss of power (never by the end of the program),
   * which spares waiting for the disk. For what is simply done again: leases, facts, progress.
   */
  relaxed<T>(work: () => T): T;
  /** Collects the tables that are read while `work` runs. */
  reading<T>(work: () => T): { readonly value: T; readonly tables: readonly string[] };
  /**
   * Runs one foreign statement that may only read. Throws `Refused` when it would do more, and
   * `SqlMistake` when it cannot be understood, `Stopped` when nobody waits for it any more.
   */
  inspect(
    sql: string,
    parameters: Parameters,
    limits: Limits,
  ): {
    readonly columns: readonly string[];
    readonly cells: readonly (readonly Value[])[];
    /** There were more rows than the limit. */
    readonly more: boolean;
    readonly tables: readonly string[];
  };
  /** Calls back after each commit with the tables written. Returns the unsubscriber. */
  onCommit(listener: (tables: ReadonlySet<string>) => void): () => void;
  /** Size of the database in bytes. */
  size(): number;
  close(): void;
}

interface Statement {
  readonly prepared: PreparedStatement;
  readonly pointer: number;
  readonly names: readonly string[];
  readonly read: ReadonlySet<string>;
  readonly written: ReadonlySet<string>;
}

const statementsKept = 400;
/** How often a foreign statement that runs asks whether it is still wanted, ms. */
const asksEvery = 50;
/** Wraps an open sqlite-wasm database. The connection owns it from then on. */
export function connect(sqlite: Sqlite3Static, database: Database): Connection {
  const { capi, wasm } = sqlite;
  const raw = wasm.exports as Raw;
  const values = valuesOf(sqlite, raw);
  const handle = Number(database.pointer ?? 0);
  const statements = new Map<string, Statement>();
  const listeners = new Set<(tables: ReadonlySet<string>) => void>();
  let written = new Set<string>();
  let readers: Set<string> | null = null;
  let inside = false;
  let recording: { read: Set<string>; written: Set<string> } | null = null;
  let refusal: string | null = null;
  let strict = false;

  const authorize = (
    _: number,
    action: number,
    first: string | 0,
    second: string | 0,
    third: string | 0,
  ): number => {
    if (recording !== null) {
      // 9 delete, 18 insert, 23 update, 20 read
      if (action === 9 || action === 18 || action === 23) recording.written.add(String(first));
      else if (action === 20) recording.read.add(String(first));
    }
    if (!strict || onlyReads(action, first, second)) return 0;
    refusal ??= `this statement does more than read (${[action, first, second, third].filter(Boolean).join(' ')})`;
    return 1;
  };
  capi.sqlite3_set_authorizer(database, authorize, 0);
  defineFunctions(database);

  const compile = (sql: string): Statement => {
    const sets = { read: new Set<string>(), written: new Set<string>() };
    recording = sets;
    try {
      const prepared = database.prepare(sql);
      return {
        prepared,
        pointer: Number(prepared.pointer ?? 0),
        names: prepared.columnCount > 0 ? prepared.getColumnNames() : [],
        ...sets,
      };
    } finally {
      recording = null;
    }
  };

  const statementFor = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known !== undefined) {
      // Moves it to the end: the first of the map is always the one used longest ago.
      statements.delete(sql);
      statements.set(sql, known);
      return known;
    }
    const statement = compile(sql);
    statements.set(sql, statement);
    if (statements.size > statementsKept) {
      for (const [oldest, { prepared }] of statements) {
        prepared.finalize();
        statements.delete(oldest);
        break;
      }
    }
    return statement;
  };

  const check = (code: number): void => {
    if (code !== 100 && code !== 101) database.checkRc(code);
  };

  /** Binds, steps through every row, and always leaves the statement reset. */
  const walk = (
    statement: Statement,
    parameters: Parameters | undefined,
    each: (() => boolean) | null,
  ): void => {
    const { pointer } = statement;
    if (readers !== null) for (const table of statement.read) readers.add(table);
    const before = raw.sqlite3_total_changes(handle);
    try {
      if (parameters !== undefined && parameters.length > 0) {
        const code = values.bind(pointer, parameters);
        if (code !== 0) database.checkRc(code);
      }
      let code = raw.sqlite3_step(pointer);
      while (code === 100) {
        if (each !== null && !each()) break;
        code = raw.sqlite3_step(pointer);
      }
      check(code);
    } finally {
      raw.sqlite3_reset(pointer);
    }
    if (statement.written.size > 0 && raw.sqlite3_total_changes(handle) !== before) {
      for (const table of statement.written) written.add(table);
      if (!inside) publish();
    }
  };

  const rowOf = (statement: Statement): Record<string, Value> => {
    const row: Record<string, Value> = {};
    for (let column = 0; column < statement.names.length; column += 1) {
      row[statement.names[column] ?? column] = values.read(statement.pointer, column);
    }
    return row;
  };

  const publish = (): void => {
    const tables = written;
    written = new Set();
    if (tables.size === 0) return;
    for (const listener of listeners) listener(tables);
  };

  const connection: Connection = {
    all: <Row>(sql: string, parameters?: Parameters): Row[] => {
      const statement = statementFor(sql);
      const rows: Record<string, Value>[] = [];
      walk(statement, parameters, () => rows.push(rowOf(statement)) > 0);
      return rows as Row[];
    },
    one: <Row>(sql: string, parameters?: Parameters): Row | undefined => {
      const statement = statementFor(sql);
      let row: Record<string, Value> | undefined;
      // Steps to the end where the statement writes, so that RETURNING takes effect.
      walk(statement, parameters, () => {
        row ??= rowOf(statement);
        return statement.written.size > 0;
      });
      return row as Row | undefined;
    },
    run: (sql, parameters) => {
      walk(statementFor(sql), parameters, null);
      return raw.sqlite3_changes(handle);
    },
    script: (sql) => {
      database.exec(sql);
    },
    columns: (sql, parameters, among = []) => {
      const statement = statementFor(sql);
      const { pointer } = statement;
      let first = new Uint32Array(1024);
      let second = new Float32Array(1024);
      let count = 0;
      walk(statement, parameters, () => {
        const n = raw.sqlite3_column_int(pointer, 0);
        for (const set of among) if (set[n] !== 1) return true;
        if (count === first.length) {
          const wider = new Uint32Array(count * 2);
          wider.set(first);
          first = wider;
          const widerSecond = new Float32Array(count * 2);
          widerSecond.set(second);
          second = widerSecond;
        }
        first[count] = n;
        second[count] = raw.sqlite3_column_double(pointer, 1);
        count += 1;
        return true;
      });
      return { first: first.slice(0, count), second: second.slice(0, count) };
    },
    rowSet: (sql, parameters) => {
      const statement = statementFor(sql);
      let set = new Uint8Array(4096);
      let size = 0;
      walk(statement, parameters, () => {
        const n = raw.sqlite3_column_int(statement.pointer, 0);
        if (n >= set.length) {
          const wider = new Uint8Array(Math.max(n + 1, set.length * 2));
          wider.set(set);
          set = wider;
        }
        set[n] = 1;
        if (n >= size) size = n + 1;
        return true;
      });
      return set.subarray(0, size);
    },
    transaction: (work, keep) => {
      if (inside) throw new Error('a transaction is already open');
      written = new Set();
      database.exec('BEGIN IMMEDIATE');
      inside = true;
      let commit = false;
      try {
        const value = work();
        commit = keep === undefined || keep(value);
        if (commit) database.exec('COMMIT');
        return value;
      } catch (thrown) {
        commit = false;
        throw thrown;
      } finally {
        // After a disk error SQLite may have rolled back by itself.
        if (!commit && raw.sqlite3_get_autocommit(handle) === 0) database.exec('ROLLBACK');
        inside = false;
        if (commit) publish();
        else written = new Set();
      }
    },
    relaxed: (work) => {
      database.exec('PRAGMA synchronous = NORMAL');
      try {
        return work();
      } finally {
        database.exec('PRAGMA synchronous = FULL');
      }
    },
    reading: (work) => {
      const outer = readers;
      const tables = new Set<string>();
      readers = tables;
      try {
        return { value: work(), tables: [...tables] };
      } finally {
        readers = outer;
        if (outer !== null) for (const table of tables) outer.add(table);
      }
    },
    inspect: (sql, parameters, limits) => {
      strict = true;
      refusal = null;
      let statement: Statement;
      try {
        statement = compile(sql);
      } catch (thrown) {
        if (refusal !== null) throw new Refused(refusal);
        const said = plainReason(thrown instanceof Error ? thrown.message : String(thrown));
        throw new SqlMistake(said, sql, capi.sqlite3_error_offset(database));
      } finally {
        strict = false;
      }
      const end = performance.now() + limits.milliseconds;
      let asked = performance.now();
      let stopped = false;
      // A message cannot arrive while a statement runs in this thread: it has to ask.
      const interrupts = (): number => {
        const now = performance.now();
        if (limits.isWanted !== undefined && now - asked > asksEvery) {
          stopped = !limits.isWanted();
          asked = performance.now();
        }
        return stopped || now > end ? 1 : 0;
      };
      try {
        if (capi.sqlite3_stmt_readonly(statement.pointer) === 0) {
          throw new Refused('this statement does more than read');
        }
        const rest = remainder(sql);
        if (rest !== '') throw new Refused('only one statement at a time');
        capi.sqlite3_progress_handler(database, 10_000, interrupts, 0);
        const cells: Value[][] = [];
        let more = false;
        walk(statement, parameters, () => {
          more = cells.length >= limits.rows;
          if (!more)
            cells.push(statement.names.map((_, column) => values.read(statement.pointer, column)));
          return !more;
        });
        return { columns: statement.names, cells, more, tables: [...statement.read] };
      } catch (thrown) {
        throw stopped ? new Stopped('nobody waits for it') : thrown;
      } finally {
        capi.sqlite3_progress_handler(database, 0, 0, 0);
        statement.prepared.finalize();
      }
    },
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    size: () => {
      const row = connection.one<{ bytes: number }>(
        'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
      );
      return row?.bytes ?? 0;
    },
    close: () => {
      for (const { prepared } of statements.values()) prepared.finalize();
      statements.clear();
      listeners.clear();
      values.release();
      database.close();
    },
  };
  return connection;
}
