import type { Sha256 } from '#domain/id.ts';
import { ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import type { Scope } from '../scope.ts';
import { insertExtraction } from '../task-rows.ts';
import { command } from './command.ts';

/** The place of reading what is in sight: before work in the background, behind what a person put first. */
const inSight = 5;
/** A file that was read and gave no picture is not read again before this many ms have passed. */
const restAfterReading = 3_600_000;
/** Of a file that lies in the library many times, so many are looked at. */
const copiesLookedAt = 20;

interface Copy {
  readonly id: string;
  readonly project_id: string | null;
  readonly kind: string;
  readonly state: string;
  readonly unread: string | null;
}

interface Reading {
  readonly id: string;
  readonly status: string;
  readonly priority: number;
  readonly finished_at: number | null;
}

const kept = ({ thumbnails }: Scope, blob: Sha256, kind: string | undefined): boolean =>
  thumbnails.one(
    `SELECT 1 AS found FROM ${kind === 'audio' ? 'peaks' : 'thumbnails'} WHERE blob = ?`,
    [blob],
  ) !== undefined;

const readingsOf = ({ connection }: Scope, copies: readonly Copy[]): readonly Reading[] =>
  connection.all<Reading>(
    `SELECT t.id, t.status, t.priority, t.finished_at
     FROM json_each(?) AS mine CROSS JOIN tasks t ON t.source_asset_id = mine.value
     WHERE t.kind = 'extract_metadata'`,
    [JSON.stringify(copies.map(({ id }) => id))],
  );

/** What becomes of a wish: its reading was put first or added, goes on already, or there is no hope. */
function hasten(scope: Scope, blob: Sha256, first: Set<string>): 'changed' | 'coming' | 'never' {
  const { connection } = scope;
  const copies = connection.all<Copy>(
    `SELECT id, project_id, kind, state, CASE kind WHEN 'audio' THEN metadata ->> '$.unread.peaks'
       ELSE metadata ->> '$.unread.thumbnail' END AS unread
     FROM assets INDEXED BY assets_by_blob WHERE blob = ? LIMIT ${copiesLookedAt}`,
    [blob],
  );
  if (kept(scope, blob, copies[0]?.kind)) return copies[0]?.kind === 'audio' ? 'never' : 'coming';
  const readings = readingsOf(scope, copies);
  if (readings.some(({ status }) => status === 'running')) return 'coming';
  const waiting = readings.filter(({ status }) => status === 'pending');
  for (const { id } of waiting) first.add(id);
  if (waiting.length > 0) {
    const changed = connection.run(
      `UPDATE tasks SET priority = ?1, updated_at = ?2
       WHERE id IN (SELECT value FROM json_each(?3)) AND priority < ?1`,
      [inSight, scope.at, JSON.stringify(waiting.map(({ id }) => id))],
    );
    return changed > 0 ? 'changed' : 'coming';
  }
  const accepted = scope.kindOf('extract_metadata')?.accepts ?? [];
  const copy = copies.find(
    ({ kind, state, unread }) =>
      state === 'ready' && unread === null && accepted.some((one) => one === kind),
  );
  const isFresh = readings.some(
    ({ finished_at }) => finished_at !== null && finished_at > scope.at - restAfterReading,
  );
  if (copy === undefined || isFresh) return 'never';
  first.add(insertExtraction(scope, copy, undefined, inSight));
  return 'changed';
}

export const smallPictureCommands = {
  hastenThumbnails: command<'hastenThumbnails'>(
    z.strictObject({ blobs: z.array(shape.sha256).check(z.maxLength(100)) }),
    (scope, { blobs }) => {
      const first = new Set<string>();
      const never: Sha256[] = [];
      let changed = 0;
      for (const blob of new Set(blobs)) {
        const what = hasten(scope, blob, first);
        if (what === 'changed') changed += 1;
        if (what === 'never') never.push(blob);
      }
      // What was in sight before gives way: who scrolls on waits for what is seen now.
      changed += scope.connection.run(
        `UPDATE tasks SET priority = 0, updated_at = ?1
         WHERE lane = ?2 AND priority = ?3 AND status = 'pending' AND kind = 'extract_metadata'
           AND id NOT IN (SELECT value FROM json_each(?4))`,
        [
          scope.at,
          scope.kindOf('extract_metadata')?.lane ?? 'media',
          inSight,
          JSON.stringify([...first]),
        ],
      );
      return ok({ changed, never });
    },
  ),
};
