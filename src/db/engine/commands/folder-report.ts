/** What a scan says of itself while it runs: its report, and the files that it passed over. */
import type { SkippedFile } from '#domain/contract/folders.ts';
import type { FolderOutcome } from '#domain/folders/report.ts';
import { readReport, withOutcomes } from '#domain/folders/report.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readTask } from '../rows.ts';
import type { Scope } from '../scope.ts';

/** A file that was looked at and not taken. */
export const skippedFile = z.strictObject({
  path: z.string().check(z.minLength(1), z.maxLength(4096)),
  size: z.int().check(z.gte(0)),
  mtime: z.int(),
  reason: shape.text(1000),
});

/** The report of a running scan with more in it; a scan by hand of picked files has no task. */
export function reportOutcomes(
  scope: Scope,
  task: string | undefined,
  outcomes: readonly FolderOutcome[],
): void {
  if (task === undefined || outcomes.length === 0) return;
  const row = readTask(scope.connection, task);
  if (row === undefined) return;
  const next = withOutcomes(readReport(row.result), outcomes);
  scope.connection.run('UPDATE tasks SET result = ?2, updated_at = ?3 WHERE id = ?1', [
    task,
    JSON.stringify(next),
    scope.at,
  ]);
}

/** Remembers a file that is not taken, so that it is not looked at again until it changes. */
export function skipFile(
  { connection }: Scope,
  folder: string,
  { path, size, mtime, reason }: SkippedFile,
): void {
  connection.run(
    `INSERT INTO folder_skipped (folder_id, path, size, mtime, reason) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (folder_id, path) DO UPDATE SET size = excluded.size,
       mtime = excluded.mtime, reason = excluded.reason`,
    [folder, path, size, mtime, reason],
  );
}
