/**
 * The scripting door `globalThis.inkreel`: the very layer that the screens use, for people who
 * automate and for end-to-end tests. Documented in docs/scripting.md. It never gives a key.
 */
import type { CommandDoor, QueryDoor } from '#db/client.ts';
import type { ImportOutcome } from '#domain/contract/commands.ts';
import type { Failure } from '#domain/failure.ts';
import type { AssetId, PackId, TaskId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import type { TaskRow } from '#domain/task.ts';
import type { Capabilities, Inkreel, Trial } from '#workers/client.ts';
import type { ImportOptions } from '#workers/importer/client.ts';

/** What became of one file. */
export interface ImportedFile {
  readonly name: string;
  readonly assetId?: AssetId;
  readonly reason?: string;
}

/** What became of the files of one import. */
export interface ImportResult {
  readonly imported: readonly ImportedFile[];
  readonly duplicates: readonly ImportedFile[];
  readonly skipped: readonly ImportedFile[];
  readonly failed: readonly ImportedFile[];
  /** What lay beside files; one that was not read has a reason. */
  readonly sidecars: readonly ImportedFile[];
}

/** What `enqueue` takes: which assets, and the settings of the kind beside them. */
export interface EnqueueOptions {
  readonly assets?: readonly AssetId[];
  readonly pack?: PackId;
  readonly priority?: number;
  readonly [setting: string]: unknown;
}

interface DoneOptions {
  /** Milliseconds; without it, it waits as long as it takes. */
  readonly timeout?: number;
}

/** How an import by script goes; `project` and `collection` are ids. */
export type ScriptedImport = Pick<
  ImportOptions,
  'onDuplicate' | 'signal' | 'project' | 'collection'
>;

/** A mask to be kept: of which picture, its PNG, and its name ("Mask of …" when not given). */
export interface ScriptedMask {
  readonly of: AssetId;
  readonly file: Blob;
  readonly name?: string;
}

/** The type of `globalThis.inkreel`. What says "throws" rejects with an Error that has a `failure`. */
export interface ScriptingDoor {
  readonly version: string;
  capabilities(): Promise<Capabilities>;
  readonly commands: CommandDoor;
  readonly queries: QueryDoor;
  /** Read-only SQL → rows. Throws when the statement is wrong or would write. */
  sql(
    text: string,
    params?: readonly unknown[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Stores files; resolves when bytes and rows are acknowledged. Throws when it stopped as a whole. */
  import(files: readonly File[], options?: ScriptedImport): Promise<ImportResult>;
  /** Stores a mask of a picture, a grey PNG of its size (white: change) → its asset. Throws when refused. */
  saveMask(mask: ScriptedMask): Promise<AssetId>;
  /** Queues work: one task per asset. Throws when it is refused. */
  enqueue(kind: string, options?: EnqueueOptions): Promise<readonly TaskId[]>;
  /** What a tool would make of an asset; nothing is stored. Throws when it fails. */
  try(
    kind: string,
    asset: AssetId,
    settings?: Readonly<Record<string, unknown>>,
  ): Promise<Omit<Trial, 'took'>>;
  /** Waits until tasks have ended (completed, failed or cancelled). Rejects on time-out only. */
  done(task: TaskId, options?: DoneOptions): Promise<TaskRow>;
  done(tasks: readonly TaskId[], options?: DoneOptions): Promise<readonly TaskRow[]>;
  /** Cancels a pending or running task. Throws when there is none. */
  cancel(task: TaskId): Promise<void>;
  /** The bytes of an asset. Throws when they are not there. */
  blob(asset: AssetId): Promise<Blob>;
}

/** Makes the door of an open library. `version`: of the app. */
export function createScriptingDoor(inkreel: Inkreel, version: string): ScriptingDoor {
  // What a person scripts is what a person does: it can be undone like a click.
  const { commands, queries } = inkreel;

  const readTasks = async (tasks: readonly TaskId[]): Promise<readonly (TaskRow | undefined)[]> => {
    const read = await queries.tasks({ ids: tasks });
    // Between two leaders there is no answer; the next change asks again.
    if (!read.ok) return tasks.map(() => undefined);
    const rowsById = new Map(read.value.map((row) => [row.id, row]));
    return tasks.map((task) => rowsById.get(task));
  };

  const waitForTasks = (
    tasks: readonly TaskId[],
    { timeout }: DoneOptions,
  ): Promise<readonly TaskRow[]> =>
    new Promise((resolve, reject) => {
      let looking = false;
      let again = false;
      const end = (): void => {
        stop();
        clearTimeout(timer);
      };
      const look = async (): Promise<void> => {
        if (looking) {
          again = true;
          return;
        }
        looking = true;
        do {
          again = false;
          const rows = (await readTasks(tasks)).filter((row) => row !== undefined);
          if (rows.length === tasks.length && rows.every(hasEnded)) {
            end();
            resolve(rows);
            return;
          }
        } while (again);
        looking = false;
      };
      const stop = inkreel.live.onTables(['tasks'], () => void look());
      const timer =
        timeout === undefined
          ? undefined
          : setTimeout(() => {
              end();
              reject(new Error(`not done within ${timeout} ms: ${tasks.join(', ')}`));
            }, timeout);
      void look();
    });

  function done(task: TaskId, options?: DoneOptions): Promise<TaskRow>;
  function done(tasks: readonly TaskId[], options?: DoneOptions): Promise<readonly TaskRow[]>;
  async function done(
    given: TaskId | readonly TaskId[],
    options: DoneOptions = {},
  ): Promise<TaskRow | readonly TaskRow[] | undefined> {
    if (typeof given !== 'string') return waitForTasks(given, options);
    const [row] = await waitForTasks([given], options);
    return row;
  }

  return Object.freeze({
    version,
    capabilities: () => inkreel.capabilities(),
    commands,
    queries,
    sql: async (text: string, params: readonly unknown[] = []) =>
      valueOf(await inkreel.sql(text, params)),
    async import(files: readonly File[], options: ScriptedImport = {}) {
      const report = await inkreel.importFiles([...files], options);
      if (report.status === 'failed' && report.failure) throw errorOf(report.failure);
      return {
        imported: report.imported.map(fileOf),
        duplicates: report.duplicates.map(fileOf),
        skipped: report.skipped.map(fileOf),
        failed: report.failed.map(fileOf),
        sidecars: report.sidecars.map(({ name, failure }) => ({
          name,
          ...(failure === undefined ? {} : { reason: reasonOf(failure) }),
        })),
      };
    },
    async saveMask({ of, file, name }: ScriptedMask) {
      const { width, height } = await sizeOf(file);
      const mask = { of, file, width, height, ...(name === undefined ? {} : { name }) };
      return valueOf(await inkreel.saveMask(mask)).asset;
    },
    async enqueue(kind: string, { assets = [], pack, priority, ...settings }: EnqueueOptions = {}) {
      const input = {
        kind,
        assets,
        settings,
        ...(pack === undefined ? {} : { pack }),
        ...(priority === undefined ? {} : { priority }),
      };
      return valueOf(await commands.enqueue(input)).tasks;
    },
    async try(kind: string, asset: AssetId, settings: Readonly<Record<string, unknown>> = {}) {
      const found = valueOf(await queries.asset({ id: asset }));
      if (!found) throw errorOf({ code: 'not_found', what: 'asset', id: asset });
      const trials = await inkreel.trials();
      const { blob, facts, result } = valueOf(await trials.run(kind, settings, found.asset));
      return { blob, facts, result };
    },
    done,
    async cancel(task: TaskId) {
      const { changed } = valueOf(await commands.cancelTasks({ tasks: [task] }));
      if (changed === 0) throw errorOf({ code: 'not_found', what: 'open task', id: task });
    },
    blob: async (asset: AssetId) => valueOf(await inkreel.openAsset(asset)),
  });
}

/** Puts the door up as `globalThis.inkreel`. */
export function openScriptingDoor(inkreel: Inkreel, version: string): void {
  Object.defineProperty(globalThis, 'inkreel', {
    value: createScriptingDoor(inkreel, version),
    configurable: true,
    enumerable: true,
  });
}

const hasEnded = ({ status }: TaskRow): boolean =>
  status === 'completed' || status === 'failed' || status === 'cancelled';

function fileOf(outcome: ImportOutcome): ImportedFile {
  switch (outcome.outcome) {
    case 'imported':
      return { name: outcome.name, assetId: outcome.asset };
    case 'duplicate':
      return { name: outcome.name, assetId: outcome.asset, reason: outcome.done };
    case 'skipped':
    case 'failed':
      return { name: outcome.name, reason: reasonOf(outcome.failure) };
  }
}

/** The size of a PNG by its header; anything else is refused. */
async function sizeOf(file: Blob): Promise<{ readonly width: number; readonly height: number }> {
  const head = new DataView(await file.slice(0, 24).arrayBuffer());
  if (
    head.byteLength < 24 ||
    head.getUint32(0) !== 0x89504e47 ||
    head.getUint32(12) !== 0x49484452
  ) {
    throw errorOf({ code: 'invalid_input', field: 'file', reason: 'a mask is a PNG' });
  }
  return { width: head.getUint32(16), height: head.getUint32(20) };
}

function valueOf<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw errorOf(result.failure);
}

/** An Error for people who script, with the whole failure beside its text. */
const errorOf = (failure: Failure): Error & { readonly failure: Failure } =>
  Object.assign(new Error(reasonOf(failure)), { failure });

/** A failure as one line: its code, then what it says. */
function reasonOf(failure: Failure): string {
  const { code, ...rest } = failure;
  const said = Object.values(rest).map(String).join(', ');
  return said === '' ? code : `${code}: ${said}`;
}
