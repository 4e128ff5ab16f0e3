/**
 * The inside of a task worker: takes leases, runs them one after another, and answers each with
 * one `ended`. Whatever a run throws becomes a failure; whatever it left open is removed.
 */
import type { Lease, TaskOutput } from '#domain/contract/engine.ts';
import { failureFrom } from '#domain/failure.ts';
import type { Sha256 } from '#domain/id.ts';
import { fail } from '#domain/result.ts';
import type { Result } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type {
  BackupGround,
  BlobWriter,
  LinkedFolders,
  Net,
  Run,
  Signing,
  StoredBlob,
  TaskContext,
} from '#tasks/context.ts';

import type { FromTaskWorker, ToTaskWorker } from './messages.ts';
import { pacedProgress } from './paced-progress.ts';

/** What a runner stands on; real in the worker, chosen in tests. */
export interface RunnerGround {
  readonly say: (message: FromTaskWorker, transfer: readonly ArrayBuffer[]) => void;
  readonly kindByName: (kind: string) => TaskKind<never> | undefined;
  /** kind → loader of its `run.ts`. */
  readonly runs: Readonly<Record<string, () => Promise<{ readonly run: Run<never> }>>>;
  readonly blobs: {
    /** `ask` tells where in linked folders bytes lie that the store does not have. */
    openBlob(sha256: Sha256, ask: Ask): Promise<File>;
    createBlob(): BlobWriter | Promise<BlobWriter>;
    listBlobs(): AsyncIterable<StoredBlob>;
  };
  readonly appFile: TaskContext['appFile'];
  readonly folders?: LinkedFolders;
  readonly signing?: Signing;
  /** Given only to kinds that may ask other origins. */
  readonly net?: Net;
  /** Makes what a backup stands on; `copy` has the database copied under a name. */
  readonly backup?: (copy: (name: string) => Promise<unknown>) => BackupGround;
  readonly now: () => number;
}

/** Starts a runner; give it every message for this worker but the first. */
export function createRunner(ground: RunnerGround): (message: ToTaskWorker) => void {
  const waiting: Lease[] = [];
  const asked = new Map<number, (result: Result<unknown>) => void>();
  let current: { readonly lease: Lease; readonly controller: AbortController } | null = null;
  let nextCall = 1;
  let steps = 0;
  const used = (): void => {
    steps += 1;
  };

  /** Says something and waits for its answer. */
  const calling = (messageOf: (call: number) => FromTaskWorker): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const call = nextCall;
      nextCall += 1;
      asked.set(call, (result) => {
        if (result.ok) resolve(result.value);
        else reject(result.failure);
      });
      ground.say(messageOf(call), []);
    });

  const ask: Ask = (name, params) =>
    // The border: the caller's types chose the name.
    calling((call) => ({ say: 'ask', call, name, params }) as FromTaskWorker);

  const copy = (name: string): Promise<unknown> => calling((call) => ({ say: 'copy', call, name }));

  const runAll = async (): Promise<void> => {
    for (let lease = waiting.shift(); lease; lease = waiting.shift()) {
      const controller = new AbortController();
      current = { lease, controller };
      const published: Sha256[] = [];
      const result = await runOne(lease, controller.signal, published, ground, {
        ask,
        copy,
        calling,
        used,
      });
      current = null;
      sayEnded(lease, result, published);
    }
  };

  const sayEnded = (lease: Lease, result: Result<TaskOutput>, published: Sha256[]): void => {
    const { id: task } = lease.task;
    const message = { say: 'ended', task, epoch: lease.epoch, result, published } as const;
    ground.say(message, result.ok ? buffersOf(result.value) : []);
  };

  return (message) => {
    switch (message.say) {
      case 'run':
        waiting.push(message.lease);
        if (!current && waiting.length === 1) void runAll();
        break;
      case 'abort': {
        const isMeant = (lease: Lease): boolean =>
          lease.task.id === message.task && lease.epoch === message.epoch;
        if (current && isMeant(current.lease)) current.controller.abort();
        const index = waiting.findIndex(isMeant);
        const [dropped] = index < 0 ? [] : waiting.splice(index, 1);
        if (dropped) sayEnded(dropped, fail({ code: 'cancelled' }), []);
        break;
      }
      case 'answer':
        asked.get(message.call)?.(message.result);
        asked.delete(message.call);
        break;
      case 'still_there':
        ground.say({ say: 'here', steps }, []);
        break;
      case 'hello':
        break;
    }
  };
}

type Load = RunnerGround['runs'][string];

/** What was imported already: asking the browser again asks for every file that it stands on. */
const loaded = new WeakMap<Load, Awaited<ReturnType<Load>>>();

async function keepLoaded(load: Load): ReturnType<Load> {
  const run = await load();
  loaded.set(load, run);
  return run;
}

type Ask = (name: string, params: unknown) => Promise<unknown>;

/** How a run reaches the database thread. */
interface Calls {
  readonly ask: Ask;
  readonly copy: (name: string) => Promise<unknown>;
  readonly calling: (messageOf: (call: number) => FromTaskWorker) => Promise<unknown>;
  /** To be called whenever a run uses what it was given: it does not stand still. */
  readonly used: () => void;
}

async function runOne(
  lease: Lease,
  signal: AbortSignal,
  published: Sha256[],
  ground: RunnerGround,
  { ask, copy, calling, used }: Calls,
): Promise<Result<TaskOutput>> {
  const { task } = lease;
  const open = new Set<BlobWriter>();
  const progress = pacedProgress(task.id, lease.epoch, ground);
  try {
    const kind = ground.kindByName(task.kind);
    const load = ground.runs[task.kind];
    if (!kind || !load) {
      return fail({ code: 'internal', reason: `no work is known for tasks of kind ${task.kind}` });
    }
    // The database parsed the same settings; a row from another version may differ, so parse again.
    const params = kind.parse(JSON.parse(task.params));
    if (!params.ok) return params;
    const { run } = await (loaded.get(load) ?? keepLoaded(load));
    const context: TaskContext = {
      task: task.id,
      attempt: task.attempt,
      signal,
      source: lease.source,
      target: lease.target,
      openBlob: (sha256) => {
        used();
        return ground.blobs.openBlob(sha256, ask);
      },
      ...(ground.folders ? { folders: ground.folders } : {}),
      ...(ground.signing ? { signing: ground.signing } : {}),
      ...(kind.network && ground.net ? { net: ground.net } : {}),
      command: (name, input) =>
        // The border: the database answers what the name promises.
        calling((call) => ({
          say: 'do',
          call,
          task: task.id,
          epoch: lease.epoch,
          name,
          input,
        })) as Promise<never>,
      listBlobs: () => ground.blobs.listBlobs(),
      createBlob: async () => watched(await ground.blobs.createBlob(), open, published, used),
      ...(task.kind === 'backup' && ground.backup ? { backup: ground.backup(copy) } : {}),
      progress: (fraction, note) => {
        used();
        progress.tell(fraction, note);
      },
      // The border: the database answers what the name promises.
      query: (name, queryParams) => ask(name, queryParams) as Promise<never>,
      appFile: ground.appFile,
      now: ground.now,
    };
    if (signal.aborted) return fail({ code: 'cancelled' });
    return honest(await run(params.value, context), signal);
  } catch (thrown) {
    return honest(fail(failureFrom(thrown)), signal);
  } finally {
    progress.end();
    for (const writer of open) await writer.abort().catch(() => undefined);
  }
}

/** Browsers say AbortError of much that nobody cancelled (a lost graphics card): that is tried again. */
const honest = <Value>(result: Result<Value>, signal: AbortSignal): Result<Value> =>
  !result.ok && result.failure.code === 'cancelled' && !signal.aborted
    ? fail({ code: 'interrupted', reason: 'the browser gave it up' })
    : result;

/** A writer that is known to be open until it ends, and whose blob is known once published. */
function watched(
  writer: BlobWriter,
  open: Set<BlobWriter>,
  published: Sha256[],
  used: () => void,
): BlobWriter {
  open.add(writer);
  return {
    write: (bytes) => {
      used();
      return writer.write(bytes);
    },
    writeAt: (bytes, at) => {
      used();
      return writer.writeAt(bytes, at);
    },
    async close() {
      const blob = await writer.close();
      open.delete(writer);
      published.push(blob.sha256);
      return blob;
    },
    async abort() {
      open.delete(writer);
      await writer.abort();
    },
  };
}

/** The buffers of an output that can move to the database thread instead of being copied. */
function buffersOf(output: TaskOutput): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  for (const { picture, peaks } of output.thumbnails ?? []) {
    for (const bytes of [picture?.bytes, peaks]) {
      if (bytes?.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength) {
        found.add(bytes.buffer);
      }
    }
  }
  return [...found];
}
