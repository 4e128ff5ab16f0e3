/** What the scheduler and a task worker say to each other. Plain data, checked on arrival. */
import type { Lease, TaskOutput } from '#domain/contract/engine.ts';
import type { CommandName } from '#domain/contract/commands.ts';
import type { QueryName } from '#domain/contract/queries.ts';
import { isFailure } from '#domain/failure.ts';
import type { Sha256, TaskId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';

export type ToTaskWorker =
  /** First message: which library, under which name it writes, and where the app's files lie. */
  | {
      readonly say: 'hello';
      readonly library: string;
      readonly owner: string;
      readonly appBase: string;
    }
  /** Runs after what it was given before. */
  | { readonly say: 'run'; readonly lease: Lease }
  | { readonly say: 'abort'; readonly task: TaskId; readonly epoch: number }
  /** Asks for a sign of life; answered with `here`. */
  | { readonly say: 'still_there' }
  | { readonly say: 'answer'; readonly call: number; readonly result: Result<unknown> };

export type FromTaskWorker =
  /** A sign of life; `steps`: how often runs in this worker have used what they were given. */
  | { readonly say: 'here'; readonly steps: number }
  /** The thread will (or does no longer) hear nothing, in a step that cannot be cut. */
  | { readonly say: 'long_step'; readonly begins: boolean }
  | {
      readonly say: 'progress';
      readonly task: TaskId;
      readonly epoch: number;
      readonly fraction: number;
      readonly note: string | null;
    }
  | {
      readonly say: 'ended';
      readonly task: TaskId;
      readonly epoch: number;
      readonly result: Result<TaskOutput>;
      /** Every blob that the run published, wanted or not. */
      readonly published: readonly Sha256[];
    }
  | {
      /** Wants a copy of the database under this name; answered when it is there. */
      readonly say: 'copy';
      readonly call: number;
      readonly name: string;
    }
  /** Gives a command that its kind may give; done only while the lease holds. */
  | {
      readonly say: 'do';
      readonly call: number;
      readonly task: TaskId;
      readonly epoch: number;
      readonly name: CommandName;
      readonly input: unknown;
    }
  | {
      readonly say: 'ask';
      readonly call: number;
      readonly name: QueryName;
      readonly params: unknown;
    };

/** One side of the wire to a task worker, real or made for a test. */
export interface TaskWorkerPort {
  post(message: ToTaskWorker): void;
  listen(onMessage: (message: unknown) => void): void;
  /** Calls back when the worker broke: script not loaded, uncaught error, unreadable message. */
  onDeath(onDeath: (reason: string) => void): void;
  /** Ends it at once, whatever it is doing. */
  terminate(): void;
}

/** The border: reads what a task worker said, or null when it makes no sense. */
export function readFromTaskWorker(message: unknown): FromTaskWorker | null {
  if (typeof message !== 'object' || message === null || !('say' in message)) return null;
  return makesSense(message) ? (message as FromTaskWorker) : null;
}

function makesSense(said: Partial<Record<string, unknown>>): boolean {
  const isCall = (): boolean =>
    typeof said['call'] === 'number' && typeof said['name'] === 'string';
  const isOfTask = typeof said['task'] === 'string' && typeof said['epoch'] === 'number';
  switch (said['say']) {
    case 'here':
      return typeof said['steps'] === 'number';
    case 'long_step':
      return typeof said['begins'] === 'boolean';
    case 'ask':
    case 'copy':
      return isCall();
    case 'do':
      return isOfTask && isCall();
    case 'progress':
      return isOfTask && isFraction(said['fraction']);
    case 'ended':
      return isOfTask && Array.isArray(said['published']) && isTaskResult(said['result']);
    default:
      return false;
  }
}

const isFraction = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value <= 1;

function isTaskResult(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  if (value.ok === true) {
    return 'value' in value && typeof value.value === 'object' && value.value !== null;
  }
  return value.ok === false && 'failure' in value && isFailure(value.failure);
}
