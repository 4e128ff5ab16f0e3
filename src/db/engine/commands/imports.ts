import type { AssetId, BatchId, TaskId } from '#domain/id.ts';
import type { ImportOutcome, StoredFile } from '#domain/contract/commands.ts';
import { duplicateChoices } from '#domain/contract/commands.ts';
import { cleanName } from '#domain/name.ts';
import { positionBetween } from '#domain/position.ts';
import { fail, ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { inbox, insertAsset, readTask } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { closeBatch, insertExtraction, lastPosition } from '../task-rows.ts';
import { applyPreset, asPartOf, enterSidecar } from '../said.ts';
import { preset, sidecar } from '../said-input.ts';
import { collect } from './collection-members.ts';
import { command } from './command.ts';
import { liveProject } from './projects.ts';

const storedFile = z.strictObject({
  name: shape.text(10_000),
  sha256: shape.sha256,
  size: z.int().check(z.gte(0)),
  kind: shape.assetKind,
  mime: shape.text(200),
  format: shape.text(50),
  misnamed_as: z.optional(shape.text(50)),
  path: z.optional(shape.text(10_000)),
  modified_at: z.optional(z.number()),
  sidecars: z.optional(z.array(sidecar).check(z.maxLength(20))),
  preset: z.optional(preset),
});

const outcome = z.union([
  z.strictObject({
    outcome: z.literal('imported'),
    name: shape.text(10_000),
    asset: shape.uuid,
    misnamed_as: z.optional(shape.text(50)),
  }),
  z.strictObject({
    outcome: z.literal('duplicate'),
    name: shape.text(10_000),
    asset: shape.uuid,
    trashed: z.boolean(),
    done: z.enum(['linked', 'kept_both', 'skipped']),
  }),
  z.strictObject({
    outcome: z.enum(['skipped', 'failed']),
    name: shape.text(10_000),
    failure: shape.failure,
  }),
]);

/** Enters one stored file and tells what became of it. */
function importFile(
  scope: Scope,
  file: StoredFile,
  input: {
    readonly onDuplicate: string;
    readonly origin: 'upload' | 'import' | 'generation' | 'derivative';
  },
  place: { readonly project: string | null; position: string },
): ImportOutcome {
  const { connection } = scope;
  const name = cleanName(file.name);
  const known = connection.one<{ id: AssetId; deleted_at: number | null }>(
    // What another project has is not this one's to know: there the same bytes are another asset.
    `SELECT id, deleted_at FROM assets WHERE blob = ?1 AND (project_id IS ?2 OR project_id IS NULL)
     ORDER BY deleted_at IS NOT NULL, n LIMIT 1`,
    [file.sha256, place.project],
  );
  if (known !== undefined) {
    // The bytes are in the store now, wherever else they lie.
    connection.run('DELETE FROM outside_blobs WHERE sha256 = ?', [file.sha256]);
    // The bytes are here again: whoever missed them has them back.
    connection.run(
      `UPDATE assets SET state = 'ready', updated_at = ?2 WHERE blob = ?1 AND state = 'missing'`,
      [file.sha256, scope.at],
    );
    const trashed = known.deleted_at !== null;
    if (input.onDuplicate === 'skip') {
      return { outcome: 'duplicate', name, asset: known.id, trashed, done: 'skipped' };
    }
    if (input.onDuplicate === 'link') {
      notePlace(scope, known.id, file, file.path ?? name);
      return { outcome: 'duplicate', name, asset: known.id, trashed, done: 'linked' };
    }
  }
  const id = scope.newId() as AssetId;
  const misnamed = file.misnamed_as === undefined ? {} : { misnamed_as: file.misnamed_as };
  insertAsset(connection, {
    id,
    project_id: place.project as never,
    kind: file.kind,
    name,
    state: 'ready',
    origin: input.origin,
    blob: file.sha256,
    mime: file.mime,
    format: file.format,
    size: file.size,
    metadata: JSON.stringify(misnamed),
    created_at: scope.at,
  });
  if (file.path !== undefined) notePlace(scope, id, file, file.path);
  insertExtraction(scope, { id, project_id: place.project }, place.position);
  place.position = positionBetween(place.position, null);
  return known === undefined
    ? { outcome: 'imported', name, asset: id, ...misnamed }
    : {
        outcome: 'duplicate',
        name,
        asset: id,
        trashed: known.deleted_at !== null,
        done: 'kept_both',
      };
}

function notePlace(scope: Scope, asset: AssetId, file: StoredFile, path: string): void {
  const clean = path.toWellFormed().replaceAll('\u0000', '').slice(0, 4096);
  if (clean === '') return;
  scope.connection.run(
    `INSERT INTO asset_files
       (id, asset_id, folder_id, path, size, mtime, sha256, last_seen_at, created_at, updated_at)
     VALUES (?1, ?2, NULL, ?3, ?4, ?5, ?6, ?7, ?7, ?7)
     ON CONFLICT (asset_id, path) WHERE folder_id IS NULL
     DO UPDATE SET last_seen_at = ?7, mtime = ?5, updated_at = ?7`,
    [
      scope.newId(),
      asset,
      clean,
      file.size,
      file.modified_at === undefined ? null : Math.round(file.modified_at),
      file.sha256,
      scope.at,
    ],
  );
}

/** Takes over what lay beside a file; of one that was here before only what it newly says. */
function readBeside(scope: Scope, file: StoredFile, outcome: ImportOutcome): void {
  if (!('asset' in outcome) || ('done' in outcome && outcome.done === 'skipped')) return;
  const isNew = outcome.outcome === 'imported' || outcome.done === 'kept_both';
  for (const beside of file.sidecars ?? []) {
    enterSidecar(scope, outcome.asset, beside, { folder: null, fileName: file.name, isNew });
  }
}

/** Adds lines to the running list of an import and moves its progress on. */
function noteOutcomes(scope: Scope, task: TaskId, outcomes: readonly ImportOutcome[]): void {
  for (const line of outcomes) {
    const given = line.outcome === 'imported' || line.outcome === 'duplicate';
    scope.connection.run(
      `INSERT INTO import_outcomes (task_id, outcome, name, asset_id, trashed, done, failure)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [
        task,
        line.outcome,
        cleanName(line.name),
        given ? line.asset : null,
        line.outcome === 'duplicate' ? line.trashed : null,
        line.outcome === 'duplicate' ? line.done : null,
        given ? null : JSON.stringify(line.failure),
      ],
    );
  }
  scope.connection.run(
    `UPDATE tasks SET updated_at = ?2, heartbeat_at = ?2, progress = min(1.0,
       (SELECT count(*) FROM import_outcomes WHERE task_id = ?1) * 1.0 /
       max(1, coalesce(params ->> '$.total', 1)))
     WHERE id = ?1 AND status = 'running'`,
    [task, scope.at],
  );
}

/** How an import went, by outcome: its result. */
export function importResult(scope: Scope, task: string): string {
  const counts = scope.connection.all<{ outcome: string; count: number }>(
    'SELECT outcome, count(*) AS count FROM import_outcomes WHERE task_id = ? GROUP BY outcome',
    [task],
  );
  const result: Record<string, number> = { imported: 0, duplicate: 0, skipped: 0, failed: 0 };
  for (const { outcome: kind, count } of counts) result[kind] = count;
  return JSON.stringify(result);
}

export const importCommands = {
  importFiles: command<'importFiles'>(
    z.strictObject({
      files: z.array(storedFile).check(z.maxLength(10_000)),
      onDuplicate: z.enum(duplicateChoices),
      origin: shape.assetOrigin,
      task: z.optional(shape.uuid),
      project: z.optional(shape.uuid),
      collection: z.optional(shape.uuid),
      preset: z.optional(shape.uuid),
    }),
    (scope, input) => {
      const project = liveProject(scope.connection, input.project);
      if (!project.ok) return project;
      const place = {
        project: input.project ?? inbox(scope.connection),
        position: positionBetween(lastPosition(scope.connection), null),
      };
      const outcomes = input.files.map((file) => {
        const outcome = importFile(scope, file, input, place);
        readBeside(scope, file, outcome);
        return outcome;
      });
      if (input.task !== undefined) {
        if (readTask(scope.connection, input.task) === undefined) {
          return fail({ code: 'not_found', what: 'task', id: input.task });
        }
        noteOutcomes(scope, input.task, outcomes);
      }
      const there = outcomes.flatMap((line) =>
        'asset' in line && !('done' in line && line.done === 'skipped') ? [line.asset] : [],
      );
      const isGathered = new Set(there);
      // A collection that went away meanwhile is no reason to refuse the files.
      const gather = (): unknown => collect(scope, input.collection, there);
      if (input.preset === undefined) gather();
      else {
        asPartOf(scope, input.preset, () => {
          gather();
          for (const [index, file] of input.files.entries()) {
            const outcome = outcomes[index];
            const isThere = outcome && 'asset' in outcome && isGathered.has(outcome.asset);
            if (isThere && file.preset) applyPreset(scope, outcome.asset, file.preset);
          }
        });
      }
      return ok({ outcomes });
    },
  ),

  noteImport: command<'noteImport'>(
    z.strictObject({ task: shape.uuid, outcomes: z.array(outcome).check(z.maxLength(10_000)) }),
    (scope, input) => {
      if (readTask(scope.connection, input.task) === undefined) {
        return fail({ code: 'not_found', what: 'task', id: input.task });
      }
      noteOutcomes(scope, input.task, input.outcomes);
      return ok({ changed: input.outcomes.length });
    },
  ),

  beginImport: command<'beginImport'>(
    z.strictObject({
      name: shape.text(10_000),
      total: z.int().check(z.gte(0), z.lte(10_000_000)),
      owner: z.string().check(z.minLength(1), z.maxLength(200)),
      project: z.optional(shape.uuid),
    }),
    (scope, input) => {
      const { connection, at } = scope;
      const batch = scope.newId() as BatchId;
      const task = scope.newId() as TaskId;
      const spec = JSON.stringify({ total: input.total });
      connection.run(
        `INSERT INTO batches (id, name, kind, spec, created_at, started_at)
         VALUES (?1, ?2, 'import', ?3, ?4, ?4)`,
        [batch, cleanName(input.name, 'Import'), spec, at],
      );
      connection.run(
        `INSERT INTO tasks (id, kind, lane, status, params, max_attempts, batch_id, position,
           attempt, lease_owner, lease_epoch, heartbeat_at, requested_by, created_at, updated_at,
           started_at, project_id)
         VALUES (?1, 'import', 'media', 'running', ?2, 1, ?3, ?4, 1, ?5, 1, ?6, ?7, ?6, ?6, ?6,
           (SELECT id FROM projects WHERE id = ?8))`,
        [
          task,
          spec,
          batch,
          positionBetween(lastPosition(connection), null),
          input.owner,
          at,
          scope.request,
          input.project ?? inbox(connection),
        ],
      );
      connection.run(
        `INSERT INTO task_attempts (task_id, attempt, epoch, started_at, status, worker)
         VALUES (?, 1, 1, ?, 'running', ?)`,
        [task, at, input.owner],
      );
      return ok({ task, batch, epoch: 1 });
    },
  ),

  endImport: command<'endImport'>(
    z.strictObject({
      task: shape.uuid,
      epoch: z.int(),
      status: z.enum(['completed', 'cancelled', 'failed']),
      failure: z.optional(shape.failure),
    }),
    (scope, input) => {
      const failure =
        input.status === 'failed'
          ? JSON.stringify(input.failure ?? { code: 'interrupted', reason: 'the import stopped' })
          : null;
      const changed = scope.connection.run(
        `UPDATE tasks SET status = ?3, failure = ?4, result = ?5, progress =
             CASE WHEN ?3 = 'completed' THEN 1 ELSE progress END, lease_owner = NULL,
           cancel_requested = 0, finished_at = ?6, updated_at = ?6
         WHERE id = ?1 AND lease_epoch = ?2 AND status = 'running' AND kind = 'import'`,
        [input.task, input.epoch, input.status, failure, importResult(scope, input.task), scope.at],
      );
      if (changed > 0) {
        scope.connection.run(
          `UPDATE task_attempts SET status = ?2, failure = ?3, finished_at = ?4
           WHERE task_id = ?1 AND status = 'running'`,
          [input.task, input.status, failure, scope.at],
        );
        closeBatch(scope, readTask(scope.connection, input.task)?.batch_id ?? null);
      }
      return ok({ changed });
    },
  ),
};
