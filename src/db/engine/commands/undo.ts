/**
 * Undo by the journal: a forward change, as a new request, that sets each cell back to what it
 * was, in the reverse order, and only where it still has the value that the request gave it.
 */
import type { RequestId } from '#domain/id.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection, Value } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import type { Scope } from '../scope.ts';
import { command } from './command.ts';

type Cells = Readonly<Record<string, Value>>;

interface Entry {
  readonly entity_type: string;
  readonly entity_id: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly old_value: string | null;
  readonly new_value: string | null;
}

/** What undo may touch, and which columns name a row there. Written once in the migrations too. */
const keys: Readonly<Record<string, readonly string[]>> = {
  assets: ['id'],
  asset_files: ['id'],
  asset_tags: ['asset_id', 'tag'],
  asset_relationships: ['parent_asset_id', 'child_asset_id', 'relationship_type'],
  asset_collections: ['id'],
  asset_collection_members: ['collection_id', 'asset_id'],
  packs: ['id'],
  projects: ['id'],
  folders: ['id'],
  tags: ['tag'],
  tag_aliases: ['alias'],
  tag_parents: ['tag', 'parent'],
  texts: ['id'],
  similar_verdicts: ['first_asset_id', 'second_asset_id'],
};
/** Tables whose rows hang on an asset: undoing their creation is done by trashing the asset. */
const partsOfAssets: ReadonlySet<string> = new Set(['packs', 'texts']);
/** Tables with a trash of their own: what was created there goes into it. */
const withTrash: ReadonlySet<string> = new Set(['assets', 'asset_collections', 'projects']);
/** Tables with a stamp that says when a row was last changed. */
const stamped: ReadonlySet<string> = new Set([
  'assets',
  'asset_files',
  'asset_collections',
  'projects',
  'folders',
  'tags',
]);

/** Columns that follow from others and need no words of their own. */
const silent: ReadonlySet<string> = new Set(['name_key', 'updated_at']);

const cells = (json: string | null): Cells => (json === null ? {} : (JSON.parse(json) as Cells));

/** The key of a row from its journal name; the last part may hold colons of its own. */
function keyValues(columns: readonly string[], name: string): readonly string[] {
  const parts = name.split(':');
  return [...parts.slice(0, columns.length - 1), parts.slice(columns.length - 1).join(':')];
}

const isKey = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = ?`).join(' AND ');

function rowNow(
  connection: Connection,
  entry: Entry,
  columns: readonly string[],
): Cells | undefined {
  return connection.one<Cells>(
    `SELECT * FROM ${entry.entity_type} WHERE ${isKey(columns)}`,
    keyValues(columns, entry.entity_id),
  );
}

const changedSince = (entry: Entry, what: string): Result<number> =>
  fail({
    code: 'conflict',
    reason: `${what} of ${entry.entity_type} ${entry.entity_id} changed since`,
  });

function undoUpdate(scope: Scope, entry: Entry, columns: readonly string[]): Result<number> {
  const row = rowNow(scope.connection, entry, columns);
  if (row === undefined) return changedSince(entry, 'the row');
  const before = cells(entry.old_value);
  const after = cells(entry.new_value);
  const differing = Object.keys(after).filter((column) => row[column] !== after[column]);
  if (differing.length > 0) {
    return changedSince(entry, differing.filter((column) => !silent.has(column)).join(', '));
  }
  const set = Object.keys(before).filter((column) => column !== 'updated_at');
  scope.connection.run(
    `UPDATE ${entry.entity_type} SET ${set.map((column) => `${column} = ?`).join(', ')}
       ${stamped.has(entry.entity_type) ? ', updated_at = ?' : ''} WHERE ${isKey(columns)}`,
    [
      ...set.map((column) => before[column]),
      ...(stamped.has(entry.entity_type) ? [scope.at] : []),
      ...keyValues(columns, entry.entity_id),
    ],
  );
  return ok(1);
}

function undoCreate(scope: Scope, entry: Entry, columns: readonly string[]): Result<number> {
  if (partsOfAssets.has(entry.entity_type)) return ok(0);
  if (withTrash.has(entry.entity_type)) {
    // The list of a pack's members goes with the pack, which is an asset.
    if (cells(entry.new_value)['type'] === 'pack') return ok(0);
    return ok(
      scope.connection.run(
        `UPDATE ${entry.entity_type} SET deleted_at = ?1, updated_at = ?1
         WHERE id = ?2 AND deleted_at IS NULL`,
        [scope.at, entry.entity_id],
      ),
    );
  }
  const row = rowNow(scope.connection, entry, columns);
  if (row === undefined) return ok(0);
  const after = cells(entry.new_value);
  const differing = Object.keys(after).filter(
    (column) => !silent.has(column) && column !== 'last_seen_at' && row[column] !== after[column],
  );
  if (differing.length > 0) return changedSince(entry, differing.join(', '));
  return ok(
    scope.connection.run(
      `DELETE FROM ${entry.entity_type} WHERE ${isKey(columns)}`,
      keyValues(columns, entry.entity_id),
    ),
  );
}

function undoDelete(scope: Scope, entry: Entry, columns: readonly string[]): Result<number> {
  if (rowNow(scope.connection, entry, columns) !== undefined) {
    return changedSince(entry, 'the row');
  }
  const row = cells(entry.old_value);
  const names = Object.keys(row);
  scope.connection.run(
    `INSERT INTO ${entry.entity_type} (${names.join(', ')})
     VALUES (${names.map(() => '?').join(', ')})`,
    names.map((name) => row[name]),
  );
  return ok(1);
}

interface Applied {
  readonly command: string;
  readonly undoable: 0 | 1;
  readonly undone_by: RequestId | null;
  readonly depth: number;
}

/** Packs whose members moved are not what was exported any more. */
const touchPacks = (scope: Scope, request: string): void => {
  scope.connection.run(
    `UPDATE assets SET updated_at = ?1 WHERE kind = 'pack' AND id IN (
       SELECT substr(entity_id, 1, 36) FROM audit_log
       WHERE request_id = ?2 AND entity_type IN ('asset_collection_members', 'packs'))`,
    [scope.at, request],
  );
};

export const undoCommands = {
  undoRequest: command<'undoRequest'>(
    z.strictObject({ request: shape.uuid }),
    (scope, { request }) => {
      const { connection } = scope;
      const applied = connection.one<Applied>(
        'SELECT command, undoable, undone_by, depth FROM applied_ops WHERE request_id = ?',
        [request],
      );
      if (applied === undefined) return fail({ code: 'not_found', what: 'request', id: request });
      if (applied.undone_by !== null) {
        return fail({ code: 'conflict', reason: 'this request was taken back before' });
      }
      if (applied.undoable === 0 && applied.command !== 'importFiles') {
        return fail({
          code: 'not_allowed',
          what: applied.command,
          reason:
            applied.command === 'emptyTrash'
              ? 'what was deleted for good is gone'
              : 'this command cannot be taken back',
        });
      }
      const entries = connection.all<Entry>(
        `SELECT entity_type, entity_id, action, old_value, new_value FROM audit_log
         WHERE request_id = ? ORDER BY id DESC`,
        [request],
      );
      let changed = 0;
      for (const entry of entries) {
        const columns = keys[entry.entity_type];
        if (columns === undefined) continue;
        const undo = { create: undoCreate, update: undoUpdate, delete: undoDelete }[entry.action];
        const done = undo(scope, entry, columns);
        if (!done.ok) return done;
        changed += done.value;
      }
      touchPacks(scope, request);
      connection.run('UPDATE applied_ops SET undone_by = ? WHERE request_id = ?', [
        scope.request,
        request,
      ]);
      return ok({ request: scope.request, changed });
    },
    true,
  ),
};
