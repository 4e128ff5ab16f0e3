/** How the end of an attempt is written, also when the disk is full at that very moment. */
import type { TaskOutput } from '#domain/contract/engine.ts';
import type { Failure } from '#domain/failure.ts';
import { failureFrom } from '#domain/failure.ts';
import type { RequestId, TaskId } from '#domain/id.ts';
import { uuidv7 } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import { fail } from '#domain/result.ts';
import type { Library } from '#db/library.ts';

export type Ending =
  | { readonly as: 'finish'; readonly output: TaskOutput }
  | { readonly as: 'fail'; readonly failure: Failure }
  | { readonly as: 'cancelled' }
  /** Its worker ended through no fault of its own. */
  | { readonly as: 'release' };

/** What came of it. `stale`: the lease was lost, nothing was written. `trouble`: not written yet. */
export type Settled =
  | { readonly is: 'written' }
  | { readonly is: 'stale' }
  | { readonly is: 'trouble'; readonly failure: Failure };

export const isStorageFailure = ({ code }: Failure): boolean =>
  code === 'storage_full' || code === 'storage_failed';

/** Writes an ending once. Safe to repeat: the epoch fences, and an ended task cannot end again. */
export function settle(
  library: Library,
  task: TaskId,
  epoch: number,
  ending: Ending,
  now: number,
): Settled {
  switch (ending.as) {
    case 'finish': {
      const result = attempt(() => finish(library, task, epoch, ending.output, now));
      if (result.ok) return { is: result.value ? 'written' : 'stale' };
      if (isStorageFailure(result.failure)) return { is: 'trouble', failure: result.failure };
      // The output cannot be made true: that is a failure of the attempt.
      return settle(library, task, epoch, { as: 'fail', failure: result.failure }, now);
    }
    case 'fail': {
      const result = attempt(() => library.engine.fail(task, epoch, ending.failure));
      if (!result.ok) return { is: 'trouble', failure: result.failure };
      return { is: result.value === 'stale' ? 'stale' : 'written' };
    }
    case 'cancelled':
      return told(attempt(() => library.engine.confirmCancelled(task, epoch)));
    case 'release':
      return told(attempt(() => library.engine.release(task, epoch)));
  }
}

function finish(
  library: Library,
  task: TaskId,
  epoch: number,
  output: TaskOutput,
  now: number,
): Result<boolean> {
  const { missing = [], found = [], ...rest } = output;
  const marks = [
    ['markMissing', missing],
    ['markFound', found],
  ] as const;
  for (const [mark, blobs] of marks) {
    if (blobs.length === 0) continue;
    const request = uuidv7(now, crypto.getRandomValues(new Uint8Array(10))) as RequestId;
    const marked = library.command(mark, { blobs }, { request, actor: 'scheduler' });
    if (!marked.ok) return marked;
  }
  return library.engine.finish(task, epoch, rest);
}

const told = (result: Result<boolean>): Settled =>
  result.ok
    ? { is: result.value ? 'written' : 'stale' }
    : { is: 'trouble', failure: result.failure };

/** The edge to the database: what it throws is a failure. */
function attempt<Value>(act: () => Result<Value>): Result<Value> {
  try {
    return act();
  } catch (thrown) {
    return fail(failureFrom(thrown));
  }
}
