/** What a task worker asks of the library, and what it may have done there. */
import type { Library } from '#db/library.ts';
import { failureFrom } from '#domain/failure.ts';
import type { RequestId } from '#domain/id.ts';
import { uuidv7 } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import { fail } from '#domain/result.ts';
import { taskKindByName } from '#tasks/registry.ts';

import type { FromTaskWorker } from './messages.ts';

/** Answers a named query. */
export function answer(
  library: Library,
  { name, params }: Extract<FromTaskWorker, { say: 'ask' }>,
): Result<unknown> {
  try {
    const result = library.query(name, params);
    return result.ok ? { ok: true, value: result.value.value } : result;
  } catch (thrown) {
    return fail({ code: 'internal', reason: String(thrown) });
  }
}

/**
 * Gives a command for a run: one that its kind names, while the epoch holds the task. Both are
 * looked at in the same turn as the command is given, so nothing comes between.
 */
export function obey(
  library: Library,
  { task: id, epoch, name, input }: Extract<FromTaskWorker, { say: 'do' }>,
  now: number,
): Result<unknown> {
  try {
    const found = library.query('task', { id });
    const task = found.ok ? found.value.value : null;
    if (task?.status !== 'running' || task.lease_epoch !== epoch) {
      return fail({ code: 'interrupted', reason: 'another has taken the task over' });
    }
    if (!taskKindByName(task.kind)?.commands?.includes(name)) {
      return fail({ code: 'not_allowed', what: name, reason: `${task.kind} may not do this` });
    }
    const request = uuidv7(now, crypto.getRandomValues(new Uint8Array(10))) as RequestId;
    return library.command(name, input, { request, actor: `task:${task.kind}` });
  } catch (thrown) {
    return fail(failureFrom(thrown));
  }
}
