/**
 * What taking a request back would do, worked out without writing: each cell goes back in the
 * reverse order, and only where it still has the value that the request gave it. The command runs
 * the steps, the preview shows them: the same code.
 */
import type { UndoClash } from '#domain/contract/history.ts';
import type { Connection, Value } from '../connection.ts';
import { cellBack } from './undo-cells.ts';

type Cells = Readonly<Record<string, Value>>;

export interface Step {
  readonly sql: string;
  readonly values: readonly (Value | undefined)[];
}

export interface PlannedClash extends UndoClash {
  /** Entry of the journal that meets it. */
  readonly entry: number;
  /** What it is about was deleted for good: nothing will ever bring it back. */
  readonly forGood: boolean;
}

export interface UndoPlan {
  readonly steps: readonly Step[];
  readonly clashes: readonly PlannedClash[];
}

interface Entry {
  readonly id: number;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly action: 'create' | 'update' | 'delete';
  readonly old_value: string | null;
  readonly new_value: string | null;
}

/** What undo may touch, and which columns name a row there. Written once in the migrations too. */
export const undoKeys: Readonly<Record<string, readonly string[]>> = {
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
  saved_queries: ['id'],
  local_models: ['id'],
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
  'saved_queries',
  'local_models',
]);
/** Columns that must point at a row for a row to be made again. */
const owners: Readonly<Record<string, string>> = {
  asset_id: 'assets',
  parent_asset_id: 'assets',
  child_asset_id: 'assets',
  first_asset_id: 'assets',
  second_asset_id: 'assets',
  collection_id: 'asset_collections',
};
/** Columns that follow from others and need no words of their own. */
const silent: ReadonlySet<string> = new Set([
  'name_key',
  'updated_at',
  'last_seen_at',
  // What a test measured follows from the model and its settings.
  'manifest',
  'test',
  'enabled',
]);

const cells = (json: string | null): Cells => (json === null ? {} : (JSON.parse(json) as Cells));

/**
 * The key of the row that an entry tells of. Of one that was made or removed the journal kept it
 * whole; otherwise it is read from the journal's name, whose last part may hold colons of its own
 * (a tag in a tree has two parts that may, but is never updated).
 */
function keyValues(columns: readonly string[], entry: Entry): readonly Value[] {
  if (entry.action !== 'update') {
    const row = cells(entry.new_value ?? entry.old_value);
    const key = columns.map((column) => row[column]).filter((value) => value !== undefined);
    if (key.length === columns.length) return key;
  }
  const parts = entry.entity_id.split(':');
  return [...parts.slice(0, columns.length - 1), parts.slice(columns.length - 1).join(':')];
}

const isKey = (columns: readonly string[]): string =>
  columns.map((column) => `${column} = ?`).join(' AND ');

/**
 * Plans the undoing of a request; with `only`, of what it did to these assets. What was deleted for
 * good is passed over as long as something is left to take back.
 */
export function planUndo(
  connection: Connection,
  request: string,
  at: number,
  only?: ReadonlySet<string>,
): UndoPlan {
  const steps: Step[] = [];
  const clashes: PlannedClash[] = [];
  /** Rows as they would be after the steps so far. */
  const planned = new Map<string, Cells | null>();

  const nameOf = ({ entity_type }: Entry, key: readonly Value[]): string =>
    JSON.stringify([entity_type, ...key]);
  const rowOf = (entry: Entry, columns: readonly string[]): Cells | null => {
    const key = keyValues(columns, entry);
    const known = planned.get(nameOf(entry, key));
    if (known !== undefined) return known;
    return (
      connection.one<Cells>(`SELECT * FROM ${entry.entity_type} WHERE ${isKey(columns)}`, key) ??
      null
    );
  };
  const become = (entry: Entry, columns: readonly string[], row: Cells | null): void => {
    planned.set(nameOf(entry, keyValues(columns, entry)), row);
  };
  const clash = (entry: Entry, why: UndoClash['why'], fields: readonly string[] = []): void => {
    const { id, entity_type, entity_id } = entry;
    const forGood = why === 'gone' && isGoneForGood(connection, entry);
    clashes.push({ entry: id, why, entity_type, entity_id, fields, reason: null, forGood });
  };

  const undoUpdate = (entry: Entry, columns: readonly string[]): void => {
    const row = rowOf(entry, columns);
    if (row === null) return clash(entry, 'gone');
    const before = cells(entry.old_value);
    const after = cells(entry.new_value);
    const back: Record<string, Value> = {};
    const differing: string[] = [];
    for (const column of Object.keys({ ...before, ...after })) {
      const value = cellBack(
        `${entry.entity_type}.${column}`,
        before[column],
        after[column],
        row[column],
      );
      if (value !== undefined) back[column] = value;
      else if (silent.has(column)) back[column] = before[column] ?? null;
      else differing.push(column);
    }
    if (differing.length > 0) return clash(entry, 'changed', differing);
    // A cell that has its old value already was taken back before, for this asset alone or by hand.
    const set = Object.keys(back).filter(
      (column) => column !== 'updated_at' && row[column] !== back[column],
    );
    if (set.length === 0) return undefined;
    const stamp = stamped.has(entry.entity_type);
    steps.push({
      sql: `UPDATE ${entry.entity_type} SET ${set.map((column) => `${column} = ?`).join(', ')}
        ${stamp ? ', updated_at = ?' : ''} WHERE ${isKey(columns)}`,
      values: [
        ...set.map((column) => back[column]),
        ...(stamp ? [at] : []),
        ...keyValues(columns, entry),
      ],
    });
    return become(entry, columns, { ...row, ...back });
  };

  const undoCreate = (entry: Entry, columns: readonly string[]): void => {
    if (partsOfAssets.has(entry.entity_type)) return;
    const row = rowOf(entry, columns);
    if (row === null) return;
    const after = cells(entry.new_value);
    if (withTrash.has(entry.entity_type)) {
      // The list of a pack's members goes with the pack, which is an asset.
      if (after['type'] === 'pack' || row['deleted_at'] !== null) return;
      steps.push({
        sql: `UPDATE ${entry.entity_type} SET deleted_at = ?1, updated_at = ?1 WHERE id = ?2`,
        values: [at, entry.entity_id],
      });
      become(entry, columns, { ...row, deleted_at: at });
      return;
    }
    const differing = Object.keys(after).filter(
      (column) => !silent.has(column) && row[column] !== after[column],
    );
    if (differing.length > 0) {
      clash(entry, 'changed', differing);
      return;
    }
    steps.push({
      sql: `DELETE FROM ${entry.entity_type} WHERE ${isKey(columns)}`,
      values: keyValues(columns, entry),
    });
    become(entry, columns, null);
  };

  const undoDelete = (entry: Entry, columns: readonly string[]): void => {
    const old = cells(entry.old_value);
    if (rowOf(entry, columns) !== null) return clash(entry, 'exists');
    const names = Object.keys(old);
    const orphan = names.some((column) => {
      const owner = owners[column];
      const id = old[column];
      return (
        owner !== undefined &&
        id !== null &&
        connection.one(`SELECT 1 FROM ${owner} WHERE id = ?`, [id]) === undefined
      );
    });
    if (orphan) return clash(entry, 'gone');
    steps.push({
      sql: `INSERT INTO ${entry.entity_type} (${names.join(', ')})
        VALUES (${names.map(() => '?').join(', ')})`,
      values: names.map((name) => old[name]),
    });
    return become(entry, columns, old);
  };

  const entries = connection.all<Entry>(
    `SELECT id, entity_type, entity_id, action, old_value, new_value FROM audit_log
     WHERE request_id = ? ORDER BY id DESC`,
    [request],
  );
  const undo = { create: undoCreate, update: undoUpdate, delete: undoDelete };
  for (const entry of entries) {
    const columns = undoKeys[entry.entity_type];
    if (columns === undefined) continue;
    if (only !== undefined && !isAbout(connection, entry, columns, only)) continue;
    undo[entry.action](entry, columns);
  }
  if (steps.length === 0) return { steps, clashes };
  return { steps, clashes: clashes.filter(({ forGood }) => !forGood) };
}

/** Whether nothing that the request changed is left to be taken back. */
export function isSpent(connection: Connection, request: string): boolean {
  const { steps, clashes } = planUndo(connection, request, 0);
  return steps.length === 0 && clashes.every(({ forGood }) => forGood);
}

/** Whether the row of an entry, or an asset, a collection or a project that it hangs on, is no more. */
function isGoneForGood(connection: Connection, entry: Entry): boolean {
  const { entity_type, entity_id } = entry;
  if (withTrash.has(entity_type) || partsOfAssets.has(entity_type)) return true;
  const row = { ...cells(entry.old_value), ...cells(entry.new_value) };
  const parts = entity_id.split(':');
  return Object.entries(owners).some(([column, table]) => {
    const at = undoKeys[entity_type]?.indexOf(column) ?? -1;
    const id = row[column] ?? parts[at] ?? null;
    return id !== null && connection.one(`SELECT 1 FROM ${table} WHERE id = ?`, [id]) === undefined;
  });
}

/** Whether an entry tells of one of these assets or of what hangs on it. */
function isAbout(
  connection: Connection,
  entry: Entry,
  columns: readonly string[],
  only: ReadonlySet<string>,
): boolean {
  if (entry.entity_type === 'asset_files') {
    const asset =
      cells(entry.new_value)['asset_id'] ??
      cells(entry.old_value)['asset_id'] ??
      connection.one<{ asset_id: string }>('SELECT asset_id FROM asset_files WHERE id = ?', [
        entry.entity_id,
      ])?.asset_id;
    return typeof asset === 'string' && only.has(asset);
  }
  return keyValues(columns, entry).some((part) => typeof part === 'string' && only.has(part));
}

/** Takes the steps of a plan; inside a transaction. */
export function takeSteps(connection: Connection, steps: readonly Step[]): number {
  let changed = 0;
  for (const { sql, values } of steps) changed += connection.run(sql, values);
  return changed;
}
