/** Running ended work once more: new tasks with the recorded settings; the old ones stay as they are. */
import type { TaskId } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readTask } from '../rows.ts';
import { command } from './command.ts';
import { enqueueCommands } from './enqueue.ts';

export const runAgainCommands = {
  runAgain: command<'runAgain'>(z.strictObject({ tasks: shape.uuids }), (scope, input) => {
    const tasks: TaskId[] = [];
    for (const id of new Set(input.tasks)) {
      const task = readTask(scope.connection, id);
      if (task === undefined) return fail({ code: 'not_found', what: 'task', id });
      const kind = scope.kindOf(task.kind);
      const what = kind?.words.act ?? task.kind;
      if (task.status === 'pending' || task.status === 'running') {
        return fail({ code: 'not_allowed', what, reason: 'it has not ended yet' });
      }
      if (task.kind === 'import') {
        const reason = 'its files must be chosen again: they lay in the tab that had them';
        return fail({ code: 'not_allowed', what, reason });
      }
      if (kind !== undefined && kind.accepts.length > 0 && task.source_asset_id === null) {
        return fail({ code: 'not_allowed', what, reason: 'its source is gone' });
      }
      const queued = enqueueCommands.enqueue.run(scope, {
        kind: task.kind,
        assets: task.source_asset_id === null ? [] : [task.source_asset_id],
        // The border: settings as this program stored them; the kind parses them again.
        settings: JSON.parse(task.params) as Record<string, unknown>,
        ...(task.pack_id === null ? {} : { pack: task.pack_id }),
      });
      if (!queued.ok) return queued;
      tasks.push(...queued.value.tasks);
    }
    return ok({ tasks });
  }),
};
