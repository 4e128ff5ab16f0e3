/** Work and packs: tasks with their only moves, attempts, batches, budgets, imports, packs. */
export const work = `
CREATE TABLE batches (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL CHECK (length(trim(name)) > 0 AND length(name) <= 255),
  kind TEXT NOT NULL,
  spec TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(spec)),
  budget_micros INTEGER CHECK (budget_micros >= 0),
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE INDEX batches_by_created ON batches (created_at);

CREATE TABLE packs (
  id TEXT PRIMARY KEY NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  theme TEXT,
  description TEXT,
  license_type TEXT NOT NULL DEFAULT 'royalty_free'
    CHECK (license_type IN ('royalty_free', 'attribution', 'commercial', 'personal')),
  export_path TEXT,
  exported_at INTEGER
) STRICT;

CREATE VIEW pack_totals AS
SELECT p.id, count(a.id) AS asset_count, coalesce(sum(a.size), 0) AS total_size,
  coalesce(sum(a.size), 0) / 1e6 AS total_size_mb
FROM packs p
LEFT JOIN asset_collection_members m ON m.collection_id = p.id
LEFT JOIN assets a ON a.id = m.asset_id AND a.deleted_at IS NULL
GROUP BY p.id;

CREATE TABLE tasks (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  kind TEXT NOT NULL CHECK (length(kind) > 0),
  lane TEXT NOT NULL CHECK (lane IN ('gpu', 'media', 'net')),
  status TEXT NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled')),
  blocked_reason TEXT CHECK (blocked_reason IN ('offline', 'no_key', 'no_space', 'budget',
    'dependency', 'retry_at', 'permission', 'paused')),
  step TEXT CHECK (step IN
    ('reserving', 'submitting', 'accepted', 'polling', 'downloading', 'committing')),
  outcome TEXT CHECK (outcome = 'unknown'),
  progress REAL NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 1),
  project_id TEXT REFERENCES projects(id) ON DELETE SET NULL,
  source_asset_id TEXT REFERENCES assets(id) ON DELETE SET NULL,
  target_asset_id TEXT REFERENCES assets(id) ON DELETE SET NULL,
  pack_id TEXT REFERENCES packs(id) ON DELETE SET NULL,
  batch_id TEXT REFERENCES batches(id) ON DELETE SET NULL,
  story_id TEXT,
  scene_id TEXT,
  episode_id TEXT,
  params TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(params)),
  result TEXT CHECK (result IS NULL OR json_valid(result)),
  failure TEXT CHECK (failure IS NULL OR json_type(failure, '$.code') IS 'text'),
  attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
  max_attempts INTEGER NOT NULL DEFAULT 3 CHECK (max_attempts > 0),
  priority INTEGER NOT NULL DEFAULT 0,
  position TEXT NOT NULL CHECK (length(position) > 0),
  not_before INTEGER,
  lease_owner TEXT,
  lease_epoch INTEGER NOT NULL DEFAULT 0,
  heartbeat_at INTEGER,
  cancel_requested INTEGER NOT NULL DEFAULT 0 CHECK (cancel_requested IN (0, 1)),
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
  idempotency_key TEXT,
  operation_id TEXT,
  cost_reserved_micros INTEGER CHECK (cost_reserved_micros >= 0),
  cost_micros INTEGER CHECK (cost_micros >= 0),
  depends_on TEXT REFERENCES tasks(id) ON DELETE SET NULL,
  requested_by TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  CHECK ((status = 'failed') = (failure IS NOT NULL)),
  CHECK (blocked_reason IS NULL OR status = 'pending'),
  CHECK (outcome IS NULL OR status = 'failed'),
  CHECK ((status = 'running') = (lease_owner IS NOT NULL)),
  CHECK ((status IN ('completed', 'failed', 'cancelled')) = (finished_at IS NOT NULL))
) STRICT;
CREATE INDEX tasks_waiting ON tasks (lane, priority DESC, position, id) WHERE status = 'pending';
CREATE INDEX tasks_by_status ON tasks (status, archived, priority DESC, position);
CREATE INDEX tasks_by_end ON tasks (status, finished_at);
CREATE INDEX tasks_by_kind ON tasks (kind, status, finished_at);
CREATE INDEX tasks_by_batch ON tasks (batch_id, status) WHERE batch_id IS NOT NULL;
CREATE INDEX tasks_by_source ON tasks (source_asset_id) WHERE source_asset_id IS NOT NULL;
CREATE INDEX tasks_by_target ON tasks (target_asset_id) WHERE target_asset_id IS NOT NULL;
CREATE INDEX tasks_by_pack ON tasks (pack_id) WHERE pack_id IS NOT NULL;
CREATE INDEX tasks_by_dependency ON tasks (depends_on) WHERE depends_on IS NOT NULL;
CREATE INDEX tasks_by_position ON tasks (position);

-- The same table as taskMoves in src/domain/task.ts; a test compares them.
CREATE TRIGGER tasks_moves BEFORE UPDATE OF status ON tasks
WHEN old.status IS NOT new.status AND NOT (
  (old.status = 'pending' AND new.status IN ('running', 'cancelled')) OR
  (old.status = 'running' AND new.status IN ('completed', 'failed', 'cancelled', 'pending')) OR
  (old.status IN ('failed', 'cancelled') AND new.status = 'pending'))
BEGIN SELECT RAISE(ABORT, 'a task cannot make this move'); END;

CREATE TABLE task_attempts (
  task_id TEXT NOT NULL REFERENCES tasks(id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL CHECK (attempt > 0),
  epoch INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  status TEXT NOT NULL
    CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled', 'lost')),
  failure TEXT CHECK (failure IS NULL OR json_type(failure, '$.code') IS 'text'),
  worker TEXT,
  PRIMARY KEY (task_id, attempt)
) STRICT;

CREATE TABLE budgets (
  id TEXT PRIMARY KEY NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('task', 'day', 'month', 'provider')),
  provider TEXT,
  limit_micros INTEGER NOT NULL CHECK (limit_micros >= 0),
  currency TEXT NOT NULL DEFAULT 'USD',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  CHECK ((scope = 'provider') = (provider IS NOT NULL))
) STRICT;

-- What is reserved counts as spent until the true cost is known; an unknown outcome too.
CREATE VIEW spend AS
SELECT t.id AS task_id, t.params ->> '$.provider' AS provider,
  date(coalesce(t.started_at, t.created_at) / 1000, 'unixepoch') AS day,
  strftime('%Y-%m', coalesce(t.started_at, t.created_at) / 1000, 'unixepoch') AS month,
  coalesce(t.cost_micros, t.cost_reserved_micros) AS micros
FROM tasks t
WHERE coalesce(t.cost_micros, t.cost_reserved_micros) IS NOT NULL;

CREATE TABLE import_outcomes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  task_id TEXT NOT NULL REFERENCES tasks(id) ON DELETE CASCADE,
  outcome TEXT NOT NULL CHECK (outcome IN ('imported', 'duplicate', 'skipped', 'failed')),
  name TEXT NOT NULL,
  asset_id TEXT,
  trashed INTEGER CHECK (trashed IN (0, 1)),
  done TEXT CHECK (done IN ('linked', 'kept_both', 'skipped')),
  failure TEXT CHECK (failure IS NULL OR json_type(failure, '$.code') IS 'text'),
  CHECK ((outcome IN ('skipped', 'failed')) = (failure IS NOT NULL)),
  CHECK ((outcome = 'duplicate') = (done IS NOT NULL AND trashed IS NOT NULL)),
  CHECK ((outcome IN ('imported', 'duplicate')) = (asset_id IS NOT NULL))
) STRICT;
CREATE INDEX import_outcomes_by_task ON import_outcomes (task_id, id);
CREATE INDEX import_outcomes_by_asset ON import_outcomes (asset_id) WHERE asset_id IS NOT NULL;
`;
