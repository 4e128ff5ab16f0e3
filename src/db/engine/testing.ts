/** For tests in Node only: libraries in memory, and time and chance that can be replayed. */
import type { CommandName, Commands, StoredFile } from '#domain/contract/commands.ts';
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import { uuidv7, type AssetId, type RequestId, type Sha256 } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import init from '@sqlite.org/sqlite-wasm';
import { connect, type Connection } from '../connection.ts';
import type { Library } from '../library.ts';
import { migrate } from '../migrations/migrate.ts';
import { openLibrary } from './open.ts';

const sqlite = await init();

/** An empty database in memory, with foreign keys on. */
export function memoryConnection(): Connection {
  const connection = connect(sqlite, new sqlite.oo1.DB(':memory:'));
  connection.script('PRAGMA foreign_keys = ON');
  return connection;
}

/** A database with today's schema and nothing in it, made once: making it takes ten copies' time. */
const pattern = new sqlite.oo1.DB(':memory:');
const migrated = migrate(connect(sqlite, pattern));
if (!migrated.ok) throw new Error(migrated.failure.code);

/** A database in memory with today's schema. */
export function migratedConnection(): Connection {
  const { capi } = sqlite;
  const database = new sqlite.oo1.DB(':memory:');
  const copy = capi.sqlite3_backup_init(database, 'main', pattern, 'main');
  const done = capi.sqlite3_backup_step(copy, -1);
  capi.sqlite3_backup_finish(copy);
  if (done !== capi.SQLITE_DONE) throw new Error(`the copy ended with ${done}`);
  const connection = connect(sqlite, database);
  connection.script('PRAGMA foreign_keys = ON');
  return connection;
}

/** A task kind for tests: ×2 of a picture, refusing names that hold "refuse". */
export const doubleKind: TaskKind<{ readonly scale: number }> = {
  kind: 'double',
  lane: 'gpu',
  words: { act: 'Double', doing: 'Doubling', help: 'Twice as large' },
  accepts: ['image'],
  makes: 'derivative',
  tool: true,
  max_attempts: 3,
  fields: [],
  parse: (settings) =>
    typeof settings === 'object' &&
    settings !== null &&
    'scale' in settings &&
    typeof settings.scale === 'number' &&
    Object.keys(settings).length === 1
      ? ok({ scale: settings.scale })
      : fail({ code: 'invalid_input', field: 'scale', reason: 'a number' }),
  refuses: (source) => (source.name.includes('refuse') ? 'its name says so' : null),
  placeholder: (source, { scale }) => ({
    kind: 'image',
    name: `${source.name} ×${scale}`,
    provenance: 'enhanced',
    width: (source.width ?? 100) * scale,
    height: (source.height ?? 100) * scale,
    format: 'png',
    generation: {
      provider: 'local',
      model: 'test-net',
      prompt: 'sharper',
      params: { scale },
      commercial_use: false,
    },
  }),
};

export const extractKind: TaskKind<Record<string, never>> = {
  kind: 'extract_metadata',
  lane: 'media',
  words: { act: 'Read facts', doing: 'Reading facts', help: '' },
  accepts: ['image', 'audio', 'video'],
  makes: 'facts',
  tool: false,
  max_attempts: 2,
  fields: [],
  parse: () => ok({}),
};

/** A library in memory with a clock that the test moves. */
export interface TestLibrary extends Library {
  readonly connection: Connection;
  /** The cache of small pictures and peaks. */
  readonly thumbnails: Connection;
  /** Moves the clock on, in ms. */
  pass(milliseconds: number): void;
  now(): number;
  /** Runs a command as the user under a fresh request id, which is given too. */
  do<Name extends CommandName>(
    name: Name,
    input: Commands[Name]['input'],
    actor?: string,
  ): { readonly request: RequestId; readonly result: Result<Commands[Name]['value']> };
  /** The same, and throws when it fails. */
  must<Name extends CommandName>(
    name: Name,
    input: Commands[Name]['input'],
  ): Commands[Name]['value'];
  ask<Name extends QueryName>(name: Name, params: Queries[Name]['params']): Queries[Name]['value'];
  /** Imports pictures by name; the bytes of each are named by their hash. */
  picture(name: string, more?: Partial<StoredFile>): AssetId;
}

/** A made-up hash, different for each text. */
export function hashOf(text: string): Sha256 {
  let state = 2166136261;
  let hash = '';
  for (let round = 0; hash.length < 64; round += 1) {
    for (const character of `${text}#${round}`) {
      state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
    }
    hash += state.toString(16).padStart(8, '0');
  }
  return hash as Sha256;
}

/** A stored file as the importer hands it over. */
export const fileOf = (name: string, more: Partial<StoredFile> = {}): StoredFile => ({
  name,
  sha256: hashOf(name),
  size: 1000,
  kind: 'image',
  mime: 'image/png',
  format: 'png',
  ...more,
});

export function testLibrary(
  connection: Connection = migratedConnection(),
  kinds: readonly TaskKind<never>[] = [doubleKind, extractKind] as never,
): TestLibrary {
  let time = 1_700_000_000_000;
  let seed = 1;
  const random = (count: number): Uint8Array =>
    Uint8Array.from({ length: count }, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed >>> 24;
    });
  const now = (): number => time;
  const thumbnails = memoryConnection();
  const library = openLibrary({
    connection,
    thumbnails,
    now,
    random,
    kinds,
    device: 'test-device',
  });
  const run: TestLibrary['do'] = (name, input, actor = 'user') => {
    const request = uuidv7(time, random(10)) as RequestId;
    time += 1;
    return { request, result: library.command(name, input, { request, actor }) };
  };
  const must: TestLibrary['must'] = (name, input) => {
    const { result } = run(name, input);
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
    return result.value;
  };
  return {
    ...library,
    connection,
    thumbnails,
    now,
    pass: (milliseconds) => {
      time += milliseconds;
    },
    do: run,
    must,
    ask: (name, params) => {
      const result = library.query(name, params);
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
      return result.value.value;
    },
    picture: (name, more) => {
      const { outcomes } = must('importFiles', {
        files: [fileOf(name, more)],
        onDuplicate: 'keep_both',
        origin: 'import',
      });
      const outcome = outcomes[0];
      if (outcome === undefined || !('asset' in outcome)) throw new Error('not imported');
      return outcome.asset;
    },
  };
}
