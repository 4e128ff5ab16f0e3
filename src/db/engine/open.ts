import type { CommandName } from '#domain/contract/commands.ts';
import type { QueryName } from '#domain/contract/queries.ts';
import { uuidv7, type RequestId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type { Connection, Value } from '../connection.ts';
import { asObjects } from '../foreign-sql.ts';
import type { Library } from '../library.ts';
import { migrationsNeeded, schemaVersion } from '../migrations/migrate.ts';
import { prepareThumbnails } from '../migrations/thumbnails.ts';
import { commands } from './commands/table.ts';
import { parseInput, z } from './input.ts';
import * as shape from './input.ts';
import { engineOf } from './engine.ts';
import { queries } from './queries/table.ts';
import { runCommand } from './run-command.ts';
import { inbox, inboxName } from './rows.ts';
import type { Scope } from './scope.ts';
import { keepThumbnails } from './thumbnails.ts';
import { failureOfDatabase, setChangeContext } from './transact.ts';

/** What a library needs from outside: two open connections, time, chance, the kinds of task. */
export interface LibraryOptions {
  /** The library itself, already migrated (see `migrate`). */
  readonly connection: Connection;
  /** The rebuildable cache of small pictures and peaks; its tables are made here. */
  readonly thumbnails: Connection;
  /** Milliseconds UTC. */
  readonly now: () => number;
  /** So many random bytes. */
  readonly random: (count: number) => Uint8Array;
  readonly kinds: readonly TaskKind<never>[];
  /** Stable id of this device, for the journal. */
  readonly device: string;
  /** Whether a mark of whoever asks still stands, answered at once; see `readSql`. */
  readonly isWanted?: (mark: string) => boolean;
}

/** The most rows that foreign SQL gives, and the longest it may take. */
const sqlRows = 10_000;
const sqlMilliseconds = 5000;
/** How long answers are kept for requests that are repeated. */
const answersKept = 7 * 86_400_000;

const author = z.strictObject({
  request: shape.uuid,
  actor: z.string().check(z.minLength(1), z.maxLength(200)),
});

/** Opens a library over two connections. Throws when the database is not migrated. */
export function openLibrary(options: LibraryOptions): Library {
  const { connection, thumbnails, now, random, kinds, device } = options;
  const needed = migrationsNeeded(connection);
  if (!needed.ok || needed.value.needed) {
    throw new Error(`the database is not at schema ${schemaVersion}`);
  }
  connection.script('PRAGMA foreign_keys = ON');
  prepareThumbnails(thumbnails);

  const kindsByName = new Map(kinds.map((kind) => [kind.kind, kind]));
  const newId = (): string => uuidv7(now(), random(10));
  const scopeFor = (request: RequestId, actor: string): Scope => ({
    connection,
    thumbnails,
    at: Math.floor(now()),
    request,
    actor,
    newId,
    chance: () => (random(1)[0] ?? 0) / 255,
    kindOf: (kind) => kindsByName.get(kind),
    saveThumbnails: (given) => keepThumbnails(thumbnails, given),
  });
  /** Opens one writing call: who changes what is written before anything else. */
  const writing = (request: RequestId, actor: string): Scope => {
    const scope = scopeFor(request, actor);
    setChangeContext(connection, { request, actor, device, at: scope.at });
    return scope;
  };

  prepareLibrary(connection, writing, newId, now());

  return {
    command: <Name extends CommandName>(
      name: Name,
      input: unknown,
      by: { readonly request: RequestId; readonly actor: string },
    ) => {
      if (!Object.hasOwn(commands, name)) {
        return fail({ code: 'not_found', what: 'command', id: String(name) });
      }
      const who = parseInput<typeof by>(author, by);
      if (!who.ok) return who;
      return runCommand(connection, commands[name], name, input, who.value, writing);
    },

    query: <Name extends QueryName>(name: Name, params: unknown) => {
      const found = Object.hasOwn(queries, name) ? queries[name] : undefined;
      if (found === undefined) {
        return fail({ code: 'not_found', what: 'query', id: String(name) });
      }
      const parsed = found.parse(params);
      if (!parsed.ok) return parsed;
      try {
        const kindOf = (kind: string) => kindsByName.get(kind);
        const scope = {
          connection,
          thumbnails,
          at: Math.floor(now()),
          kindOf,
          ...(options.isWanted === undefined ? {} : { isWanted: options.isWanted }),
        };
        const { value, tables } = connection.reading(() =>
          thumbnails.reading(() => found.run(scope, parsed.value)),
        );
        return ok({ value: value.value, tables: [...tables, ...value.tables] });
      } catch (thrown) {
        return fail(failureOfDatabase(thrown));
      }
    },

    sql: (
      text,
      params = [],
    ): Result<{ rows: Record<string, unknown>[]; tables: readonly string[] }> => {
      const parsed = parseInput<{ text: string; params: readonly Value[] }>(foreign, {
        text,
        params,
      });
      if (!parsed.ok) return parsed;
      try {
        const { columns, cells, tables } = connection.inspect(
          parsed.value.text,
          parsed.value.params,
          { rows: sqlRows, milliseconds: sqlMilliseconds },
        );
        return ok({ rows: asObjects(columns, cells), tables });
      } catch (thrown) {
        return fail(failureOfForeignSql(thrown));
      }
    },

    engine: engineOf({ connection, writing, scopeFor, newRequest: () => newId() as RequestId }),

    onChange: (listener) => {
      const tell = (tables: ReadonlySet<string>): void => {
        const visible = new Set([...tables].filter((table) => !inner.has(table)));
        if (visible.size > 0) listener(visible);
      };
      const ends = [connection.onCommit(tell), thumbnails.onCommit(tell)];
      return () => {
        for (const end of ends) end();
      };
    },

    close: () => {
      connection.close();
      thumbnails.close();
    },
  };
}

/** Tables that no query reads: their changes tell nobody anything. */
const inner: ReadonlySet<string> = new Set(['change_context', 'sqlite_sequence']);

const foreign = z.strictObject({
  text: shape.text(100_000),
  params: z
    .array(z.union([z.string(), z.number(), z.boolean(), z.null(), z.instanceof(Uint8Array)]))
    .check(z.maxLength(1000)),
});

/** What foreign SQL gets wrong is the writer's to mend, not a bug of ours. */
function failureOfForeignSql(thrown: unknown): ReturnType<typeof failureOfDatabase> {
  const failure = failureOfDatabase(thrown);
  return failure.code === 'internal'
    ? { code: 'invalid_input', field: 'sql', reason: failure.reason }
    : failure;
}

/** What every library has from its first moment, and small house-keeping at each start. */
function prepareLibrary(
  connection: Connection,
  writing: (request: RequestId, actor: string) => Scope,
  newId: () => string,
  at: number,
): void {
  connection.transaction(() => {
    connection.run(
      'UPDATE applied_ops SET value = NULL WHERE value IS NOT NULL AND applied_at < ?',
      [at - answersKept],
    );
    if (inbox(connection) !== null) return;
    const scope = writing(newId() as RequestId, 'library');
    const id = newId();
    connection.run(
      'INSERT INTO projects (id, name, created_at, updated_at) VALUES (?1, ?2, ?3, ?3)',
      [id, inboxName, scope.at],
    );
    connection.run(
      `INSERT INTO library_settings (key, value, updated_at) VALUES ('inbox', json_quote(?), ?)`,
      [id, scope.at],
    );
  });
}
