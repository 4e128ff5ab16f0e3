/** Where backups go, and what a rehearsal of one found. */
import { ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import type { Scope } from '../scope.ts';
import { command } from './command.ts';

/** Keeps a setting of the library; null forgets it. */
function keepSetting({ connection, at }: Scope, key: string, value: object | null): number {
  if (value === null) {
    return connection.run('DELETE FROM library_settings WHERE key = ?', [key]);
  }
  return connection.run(
    `INSERT INTO library_settings (key, value, updated_at) VALUES (?1, ?2, ?3)
     ON CONFLICT (key) DO UPDATE SET value = ?2, updated_at = ?3`,
    [key, JSON.stringify(value), at],
  );
}

/** A backup that waits for a folder which is not the backup's any more goes to the new one, or ends. */
function moveWaiting({ connection, at }: Scope, handle: string | null): void {
  const waiting = `kind = 'backup' AND status = 'pending' AND blocked_reason = 'permission'
    AND params ->> '$.handle' IS NOT ?1`;
  if (handle === null) {
    connection.run(
      `UPDATE tasks SET status = 'cancelled', blocked_reason = NULL, finished_at = ?2,
         updated_at = ?2 WHERE ${waiting}`,
      [handle, at],
    );
    return;
  }
  connection.run(
    `UPDATE tasks SET params = json_set(params, '$.handle', ?1), blocked_reason = NULL,
       updated_at = ?2 WHERE ${waiting}`,
    [handle, at],
  );
}

export const backupCommands = {
  setBackupFolder: command<'setBackupFolder'>(
    z.strictObject({
      folder: z.nullable(
        z.strictObject({ handle: shape.uuid, name: shape.name, automatic: z.boolean() }),
      ),
    }),
    (scope, { folder }) => {
      const changed = keepSetting(scope, 'backup_folder', folder);
      moveWaiting(scope, folder?.handle ?? null);
      return ok({ changed });
    },
  ),

  noteRehearsal: command<'noteRehearsal'>(
    z.strictObject({
      rehearsal: z.strictObject({
        at: shape.time,
        took: z.number().check(z.gte(0)),
        where: shape.text(4096),
        taken_at: shape.time,
        assets: shape.time,
        files: shape.time,
        bytes: shape.time,
        passed: z.boolean(),
        damaged: z.array(shape.sha256).check(z.maxLength(100)),
        missing: shape.time,
        differing: z.array(shape.text(200)).check(z.maxLength(200)),
        trouble: z.nullable(shape.text(2000)),
      }),
    }),
    (scope, { rehearsal }) => ok({ changed: keepSetting(scope, 'rehearsal', rehearsal) }),
  ),
};
