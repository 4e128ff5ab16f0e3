/**
 * The journal: one row per row changed, written by triggers in the same transaction. An update
 * keeps only the columns that changed; a create and a delete keep every column that is not null.
 * `updated_at` and `n` are left out of updates: they follow from the rest.
 */
export interface Journaled {
  readonly table: string;
  /** The columns whose values, joined by ":", name the row. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

const stamps = ['created_at', 'updated_at', 'deleted_at'] as const;

export const journaled: readonly Journaled[] = [
  {
    table: 'assets',
    key: ['id'],
    columns: [
      'id',
      'project_id',
      'kind',
      'name',
      'name_key',
      'state',
      'origin',
      'provenance',
      'source',
      'theme',
      'rating',
      'approved',
      'is_master_reference',
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
      ...stamps,
    ],
  },
  {
    table: 'projects',
    key: ['id'],
    columns: ['id', 'name', 'description', 'folder_id', 'master_reference_id', ...stamps],
  },
  {
    table: 'folders',
    key: ['id'],
    columns: ['id', 'name', 'role', ...stamps],
  },
  {
    table: 'asset_files',
    key: ['id'],
    columns: [
      'id',
      'asset_id',
      'folder_id',
      'path',
      'size',
      'mtime',
      'sha256',
      'last_seen_at',
      'created_at',
      'updated_at',
    ],
  },
  { table: 'asset_tags', key: ['asset_id', 'tag'], columns: ['asset_id', 'tag', 'created_at'] },
  {
    table: 'asset_relationships',
    key: ['parent_asset_id', 'child_asset_id', 'relationship_type'],
    columns: [
      'parent_asset_id',
      'child_asset_id',
      'relationship_type',
      'position',
      'metadata',
      'created_at',
      'updated_at',
    ],
  },
  {
    table: 'asset_collections',
    key: ['id'],
    columns: ['id', 'type', 'name', 'description', 'metadata', ...stamps],
  },
  {
    table: 'asset_collection_members',
    key: ['collection_id', 'asset_id'],
    columns: ['collection_id', 'asset_id', 'position', 'metadata', 'created_at'],
  },
  {
    table: 'generation_records',
    key: ['id'],
    columns: [
      'id',
      'asset_id',
      'task_id',
      'prompt',
      'model',
      'provider',
      'seed',
      'params',
      'timestamp',
      'provider_response_id',
      'sha256',
      'source_placeholder_id',
      'cost_micros',
      'created_at',
    ],
  },
  {
    table: 'packs',
    key: ['id'],
    columns: ['id', 'theme', 'description', 'license_type', 'export_path', 'exported_at'],
  },
  {
    table: 'budgets',
    key: ['id'],
    columns: ['id', 'scope', 'provider', 'limit_micros', 'currency', 'created_at', 'updated_at'],
  },
];

/** JSON of the columns of one side for which the condition holds, written without a subquery. */
const jsonWhere = (
  side: 'old' | 'new',
  columns: readonly string[],
  condition: (column: string) => string,
): string => {
  const members = columns.map(
    (column) =>
      `CASE WHEN ${condition(column)} THEN ',"${column}":' || json_quote(${side}.${column}) ELSE '' END`,
  );
  return `'{' || substr(${members.join(' || ')}, 2) || '}'`;
};

const whole = (side: 'old' | 'new', columns: readonly string[]): string =>
  jsonWhere(side, columns, (column) => `${side}.${column} IS NOT NULL`);

/** The three journal triggers of a table. Frozen: migrations made of it must stay what they were. */
export function triggersOf({ table, key, columns }: Journaled): string {
  const name = (side: 'old' | 'new'): string =>
    key.map((column) => `${side}.${column}`).join(` || ':' || `);
  const row = (side: 'old' | 'new', action: string, before: string, after: string): string =>
    `INSERT INTO audit_log (entity_type, entity_id, action, request_id, actor, device_id, hlc,
       old_value, new_value, timestamp)
     SELECT '${table}', ${name(side)}, '${action}', c.request_id, c.actor, c.device_id, c.hlc,
       ${before}, ${after}, c.now FROM change_context c;`;
  const watched = columns.filter((column) => column !== 'updated_at');
  const changed = (column: string): string => `old.${column} IS NOT new.${column}`;
  return `
CREATE TRIGGER ${table}_journal_create AFTER INSERT ON ${table}
BEGIN ${row('new', 'create', 'NULL', whole('new', columns))} END;
CREATE TRIGGER ${table}_journal_update AFTER UPDATE OF ${watched.join(', ')} ON ${table}
WHEN ${watched.map(changed).join(' OR ')}
BEGIN ${row('new', 'update', jsonWhere('old', watched, changed), jsonWhere('new', watched, changed))} END;
CREATE TRIGGER ${table}_journal_delete AFTER DELETE ON ${table}
BEGIN ${row('old', 'delete', whole('old', columns), 'NULL')} END;`;
}

/** The journal's tables, then three triggers for each table of the user's data. */
export const journal = `
-- Who changes what is changed now; the command runner writes it first in every transaction.
CREATE TABLE change_context (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  request_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  device_id TEXT NOT NULL,
  hlc TEXT NOT NULL,
  now INTEGER NOT NULL
) STRICT;

CREATE TABLE audit_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('create', 'update', 'delete')),
  request_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  device_id TEXT NOT NULL,
  hlc TEXT NOT NULL,
  old_value TEXT CHECK (old_value IS NULL OR json_valid(old_value)),
  new_value TEXT CHECK (new_value IS NULL OR json_valid(new_value)),
  timestamp INTEGER NOT NULL,
  CHECK ((action = 'create') = (old_value IS NULL)),
  CHECK ((action = 'delete') = (new_value IS NULL))
) STRICT;
CREATE INDEX audit_log_by_request ON audit_log (request_id, id);
CREATE INDEX audit_log_by_entity ON audit_log (entity_id, id);

CREATE TRIGGER audit_log_unchanged BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'history is not rewritten'); END;

-- Every request that was done, with its answer: the same request twice is done once.
CREATE TABLE applied_ops (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  request_id TEXT NOT NULL UNIQUE,
  command TEXT NOT NULL,
  actor TEXT NOT NULL,
  -- The answer as JSON; dropped after some days.
  value TEXT CHECK (value IS NULL OR json_valid(value)),
  -- Rows that it changed, by the journal.
  changed INTEGER NOT NULL,
  undoable INTEGER NOT NULL CHECK (undoable IN (0, 1)),
  undoes TEXT REFERENCES applied_ops(request_id),
  undone_by TEXT REFERENCES applied_ops(request_id) DEFERRABLE INITIALLY DEFERRED,
  -- 0 a deed, 1 its undoing, 2 its redoing …
  depth INTEGER NOT NULL DEFAULT 0,
  applied_at INTEGER NOT NULL
) STRICT;
CREATE INDEX applied_ops_undoable ON applied_ops (actor, sequence)
  WHERE undoable = 1 AND changed > 0;
CREATE INDEX applied_ops_undoes ON applied_ops (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX applied_ops_undone_by ON applied_ops (undone_by) WHERE undone_by IS NOT NULL;

${journaled.map(triggersOf).join('\n')}
`;
