/** Columns and small reads that several commands and queries share. */
import type { AssetRow } from '#domain/asset.ts';
import { nameKey } from '#domain/search.ts';
import type { TaskRow } from '#domain/task.ts';
import type { Connection } from '../connection.ts';

const assetColumnNames = [
  'n',
  'id',
  'project_id',
  'kind',
  'name',
  'state',
  'origin',
  'provenance',
  'source',
  'theme',
  'rating',
  'approved',
  'is_master_reference',
  'starred',
  'review',
  'blob',
  'mime',
  'format',
  'size',
  'width',
  'height',
  'duration_s',
  'fps',
  'codec',
  'sample_rate_hz',
  'channels',
  'bitrate',
  'url',
  'metadata',
  'generation',
  'cost_micros',
  'currency',
  'alt_text',
  'created_at',
  'updated_at',
  'deleted_at',
];

const taskColumnNames = [
  'id',
  'kind',
  'lane',
  'status',
  'blocked_reason',
  'step',
  'outcome',
  'progress',
  'project_id',
  'source_asset_id',
  'target_asset_id',
  'pack_id',
  'batch_id',
  'params',
  'result',
  'failure',
  'attempt',
  'max_attempts',
  'priority',
  'position',
  'not_before',
  'lease_owner',
  'lease_epoch',
  'heartbeat_at',
  'cancel_requested',
  'paused',
  'idempotency_key',
  'operation_id',
  'cost_reserved_micros',
  'cost_micros',
  'depends_on',
  'requested_by',
  'created_at',
  'updated_at',
  'started_at',
  'finished_at',
];

/** The columns of `AssetRow` of a table called `alias`. */
export const assetColumns = (alias: string): string =>
  assetColumnNames.map((column) => `${alias}.${column}`).join(', ');

/** The columns of `TaskRow` of a table called `alias`. */
export const taskColumns = (alias: string): string =>
  taskColumnNames.map((column) => `${alias}.${column}`).join(', ');

const assetById = `SELECT ${assetColumns('a')} FROM assets a WHERE a.id = ?`;
const taskById = `SELECT ${taskColumns('t')} FROM tasks t WHERE t.id = ?`;

export const readAsset = (connection: Connection, id: string | null): AssetRow | undefined =>
  id === null ? undefined : connection.one<AssetRow>(assetById, [id]);

export const readTask = (connection: Connection, id: string): TaskRow | undefined =>
  connection.one<TaskRow>(taskById, [id]);

/** Columns of a new asset; what is left out is NULL or the column's default. */
export type NewAsset = Partial<Omit<AssetRow, 'n'>> &
  Pick<AssetRow, 'id' | 'kind' | 'name' | 'state' | 'origin' | 'created_at'>;

/** Adds one asset. The key that names sort by is made here. */
export function insertAsset(connection: Connection, asset: NewAsset): void {
  const row: Record<string, string | number | null> = {
    ...asset,
    name_key: nameKey(asset.name),
    updated_at: asset.created_at,
  };
  const columns = Object.keys(row).filter((column) => row[column] !== undefined);
  connection.run(
    `INSERT INTO assets (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    columns.map((column) => row[column] ?? null),
  );
}

/** Sets some columns of one row of a table with an `id`; says whether it was there. */
export function setColumns(
  connection: Connection,
  table: 'assets' | 'packs' | 'tasks' | 'local_models',
  id: string,
  changes: Readonly<Record<string, string | number | null | undefined>>,
): boolean {
  const columns = Object.keys(changes).filter((column) => changes[column] !== undefined);
  if (columns.length === 0) return false;
  return (
    connection.run(
      `UPDATE ${table} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
      [...columns.map((column) => changes[column] ?? null), id],
    ) > 0
  );
}

/** The project that things go to when nobody says where. */
export const inboxName = 'Inbox';
export const inbox = (connection: Connection): string | null =>
  connection.one<{ value: string }>(
    `SELECT value ->> '$' AS value FROM library_settings WHERE key = 'inbox'`,
  )?.value ?? null;
