import type { AssetFacts, AssetRow, Generation } from '#domain/asset.ts';
import type { TaskOutput } from '#domain/contract/engine.ts';
import type { Failure } from '#domain/failure.ts';
import type { AssetId, TaskId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { TaskRow } from '#domain/task.ts';
import {
  backToQueue,
  cancelRunning,
  closeAttempt,
  endTask,
  failTarget,
  heldTask,
  release,
} from './leases.ts';
import { takeCredits } from './heritage.ts';
import { keepPrints, keepSimilarPairs } from './likeness.ts';
import { enterRecipe, isFromOutside } from './recipe-links.ts';
import { readAsset, setColumns } from './rows.ts';
import type { Scope } from './scope.ts';
import { adopt, insertExtraction, removePlaceholder } from './task-rows.ts';

/** Failures after which another try may go better. */
const worthRetrying: ReadonlySet<Failure['code']> = new Set([
  'internal',
  'out_of_memory',
  'interrupted',
  'storage_failed',
]);
const firstDelay = 2000;
const longestDelay = 300_000;

/** A number that means something: what a reader could not read never becomes 0. */
const known = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
const knownWhole = (value: number | undefined): number | undefined => {
  const number = known(value);
  return number === undefined ? undefined : known(Math.round(number));
};

function metadataOf(asset: AssetRow): Record<string, unknown> {
  return JSON.parse(asset.metadata) as Record<string, unknown>;
}

/** Columns of the facts of a file; facts that are absent leave what is there. */
function factColumns(
  asset: AssetRow,
  facts: AssetFacts,
  at: number,
): Readonly<Record<string, string | number | undefined>> {
  // What an earlier reading could not read is told by the newest one only.
  const { unread: _earlier, ...kept } = metadataOf(asset);
  return {
    mime: facts.mime,
    format: facts.format,
    width: knownWhole(facts.width),
    height: knownWhole(facts.height),
    duration_s: known(facts.duration_s),
    fps: known(facts.fps),
    codec: facts.codec,
    sample_rate_hz: knownWhole(facts.sample_rate_hz),
    channels: knownWhole(facts.channels),
    bitrate: knownWhole(facts.bitrate),
    metadata: JSON.stringify({ ...kept, ...facts.metadata, extracted_at: at }),
    updated_at: at,
  };
}

/** A file's own word about its making, for a file from outside; what somebody said stands. */
function claimColumns(
  asset: AssetRow,
  claims: TaskOutput['claims'],
): Readonly<Record<string, string | undefined>> {
  if (claims === undefined || !isFromOutside(asset)) return {};
  const { generation, ai, provenance } = claims;
  const origin = provenance ?? (ai ? 'ai_generated' : undefined);
  return {
    ...(generation && asset.generation === null ? { generation: JSON.stringify(generation) } : {}),
    ...(origin && asset.provenance === 'unknown' ? { provenance: origin } : {}),
  };
}

function writeRecord(
  scope: Scope,
  task: TaskRow,
  target: AssetRow,
  generation: Generation,
  sha256: string,
): void {
  scope.connection.run(
    `INSERT INTO generation_records (id, asset_id, task_id, prompt, model, provider, seed, params,
       timestamp, sha256, source_placeholder_id, cost_micros, created_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?2, ?11, ?9)`,
    [
      scope.newId(),
      target.id,
      task.id,
      generation.prompt,
      generation.model,
      generation.provider,
      generation.seed,
      JSON.stringify(generation.params),
      scope.at,
      sha256,
      task.cost_micros,
    ],
  );
}

/** Links what a result was made with, beside its source; what was deleted meanwhile is passed over. */
function linkReference(scope: Scope, target: AssetRow, used: AssetId): void {
  if (used === target.id) return;
  scope.connection.run(
    `INSERT INTO asset_relationships
       (parent_asset_id, child_asset_id, relationship_type, metadata, created_at, updated_at)
     SELECT ?1, id, 'reference_for', '{}', ?3, ?3 FROM assets WHERE id = ?2
     ON CONFLICT DO NOTHING`,
    [target.id, used, scope.at],
  );
}

/** Fills the placeholder: it becomes the result under the same id. */
function fillTarget(
  scope: Scope,
  task: TaskRow,
  output: TaskOutput & { readonly file: NonNullable<TaskOutput['file']> },
): Result<void> {
  const target = readAsset(scope.connection, task.target_asset_id);
  // Its user threw the placeholder away for good: the bytes are swept later, nothing comes back.
  if (target === undefined) return ok(undefined);
  const { sha256, size, facts } = output.file;
  const generation =
    output.generation ??
    (target.generation === null ? null : (JSON.parse(target.generation) as Generation));
  setColumns(scope.connection, 'assets', target.id, {
    ...factColumns(target, facts, scope.at),
    state: 'ready',
    blob: sha256,
    size,
    generation: generation === null ? null : JSON.stringify(generation),
  });
  if (generation !== null) writeRecord(scope, task, target, generation, sha256);
  const used = output.references ?? [];
  for (const one of used) linkReference(scope, target, one);
  if (used.length > 0) takeCredits(scope, target.id, used);
  const pictured =
    output.thumbnails?.some((thumbnail) => thumbnail.blob === sha256) === true ||
    scope.thumbnails.one('SELECT 1 AS found FROM thumbnails WHERE blob = ?', [sha256]) !==
      undefined;
  if (!pictured) insertExtraction(scope, target);
  return ok(undefined);
}

/** Makes an output true and completes its task. `false`: the lease was lost, nothing was written. */
export function finish(
  scope: Scope,
  id: TaskId,
  epoch: number,
  output: TaskOutput,
): Result<boolean> {
  const task = heldTask(scope, id, epoch);
  if (task === undefined) return ok(false);
  if (scope.kindOf(task.kind)?.makes === 'derivative' && output.file === undefined) {
    return fail({ code: 'internal', reason: `${task.kind} ended without a file` });
  }
  if (output.file !== undefined) {
    const filled = fillTarget(scope, task, { ...output, file: output.file });
    if (!filled.ok) return filled;
  }
  const source = readAsset(scope.connection, task.source_asset_id);
  if (output.facts !== undefined && source !== undefined) {
    const carried = enterRecipe(scope, source, output.claims, metadataOf(source));
    const metadata = { ...output.facts.metadata, ...carried };
    setColumns(scope.connection, 'assets', source.id, {
      ...factColumns(source, { ...output.facts, metadata }, scope.at),
      ...claimColumns(source, output.claims),
    });
  }
  if (output.prints !== undefined) keepPrints(scope.connection, output.prints);
  if (output.similar !== undefined) keepSimilarPairs(scope, output.similar);
  endTask(scope, task, {
    status: 'completed',
    result: output.result === undefined ? null : JSON.stringify(output.result),
  });
  return ok(true);
}

/** Ends an attempt that failed: another one later where that may help, else the task failed. */
export function failAttempt(
  scope: Scope,
  id: TaskId,
  epoch: number,
  failure: Failure,
): 'retrying' | 'completed' | 'failed' | 'stale' {
  const task = heldTask(scope, id, epoch);
  if (task === undefined) return 'stale';
  if (failure.code === 'cancelled' || task.cancel_requested === 1) {
    cancelRunning(scope, task);
    return 'failed';
  }
  if (failure.code === 'nothing_to_do') {
    endWithoutResult(scope, task, failure.reason);
    return 'completed';
  }
  const json = JSON.stringify(failure);
  if (failure.code === 'storage_full') {
    closeAttempt(scope, task, 'failed', json);
    backToQueue(scope, task, { reason: 'no_space', until: null, attempt: task.attempt });
    return 'retrying';
  }
  if (failure.code === 'needs_permission') {
    // Not a try that went wrong: it goes on, as if untouched, once a person allows it.
    release(scope, task, 'permission');
    // Whoever was not to be bothered with it is, now that a person is needed.
    scope.connection.run('UPDATE tasks SET archived = 0 WHERE id = ?', [task.id]);
    return 'retrying';
  }
  if (worthRetrying.has(failure.code) && task.attempt < task.max_attempts) {
    closeAttempt(scope, task, 'failed', json);
    const longest = Math.min(longestDelay, firstDelay * 2 ** (task.attempt - 1));
    const until = Math.round(scope.at + longest * (0.5 + scope.chance() / 2));
    backToQueue(scope, task, { reason: 'retry_at', until, attempt: task.attempt });
    return 'retrying';
  }
  failTarget(scope, task);
  noteUnreadable(scope, task, failure);
  endTask(scope, task, { status: 'failed', failure: json });
  return 'failed';
}

/**
 * Work that found nothing to do is done: no blank picture stays, nobody has to look after it, and
 * what waited for its result goes on with what it was to work on.
 */
function endWithoutResult(scope: Scope, task: TaskRow, reason: string): void {
  removePlaceholder(scope.connection, task.id);
  adopt(scope, task, readAsset(scope.connection, task.source_asset_id));
  endTask(scope, task, {
    status: 'completed',
    result: JSON.stringify({ nothing_to_do: reason }),
  });
}

/** A file whose facts cannot be read says so, instead of waiting for ever. */
function noteUnreadable(scope: Scope, task: TaskRow, failure: Failure): void {
  const source = readAsset(scope.connection, task.source_asset_id);
  if (task.kind !== 'extract_metadata' || source === undefined) return;
  const reason = 'reason' in failure ? failure.reason : failure.code;
  setColumns(scope.connection, 'assets', source.id, {
    metadata: JSON.stringify({
      ...metadataOf(source),
      unread: { file: reason },
      extracted_at: scope.at,
    }),
    updated_at: scope.at,
  });
}
