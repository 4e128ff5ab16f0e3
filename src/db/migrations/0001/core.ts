/** Core: projects, assets and what hangs on them. See the data model; every rule is a constraint. */
export const core = `
CREATE TABLE library_settings (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE folders (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  role TEXT NOT NULL CHECK (role IN ('watched', 'export', 'sync', 'backup')),
  last_scanned_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE TABLE projects (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  description TEXT,
  folder_id TEXT REFERENCES folders(id) ON DELETE SET NULL,
  master_reference_id TEXT REFERENCES assets(id) ON DELETE SET NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

-- n is written out, because VACUUM may renumber rows whose number is only implied.
CREATE TABLE assets (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  project_id TEXT REFERENCES projects(id) ON DELETE SET NULL,
  kind TEXT NOT NULL CHECK (kind IN ('image', 'audio', 'video', 'text', 'script', 'scene', 'shot',
    'film', 'character', 'environment', 'story', 'episode', 'pack', 'mask', 'style')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  name_key TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('placeholder', 'generating', 'ready', 'missing', 'failed')),
  origin TEXT NOT NULL CHECK (origin IN ('upload', 'import', 'generation', 'derivative')),
  provenance TEXT NOT NULL DEFAULT 'unknown'
    CHECK (provenance IN ('unknown', 'ai_generated', 'user_provided', 'enhanced')),
  source TEXT,
  theme TEXT,
  rating INTEGER CHECK (rating BETWEEN 1 AND 5),
  approved INTEGER NOT NULL DEFAULT 0 CHECK (approved IN (0, 1)),
  is_master_reference INTEGER NOT NULL DEFAULT 0 CHECK (is_master_reference IN (0, 1)),
  blob TEXT CHECK (length(blob) = 64 AND blob NOT GLOB '*[^0-9a-f]*'),
  mime TEXT,
  format TEXT,
  size INTEGER CHECK (size >= 0),
  width INTEGER CHECK (width > 0),
  height INTEGER CHECK (height > 0),
  duration_s REAL CHECK (duration_s > 0),
  fps REAL CHECK (fps > 0),
  codec TEXT,
  sample_rate_hz INTEGER CHECK (sample_rate_hz > 0),
  channels INTEGER CHECK (channels > 0),
  bitrate INTEGER CHECK (bitrate > 0),
  url TEXT,
  metadata TEXT NOT NULL DEFAULT '{}' CHECK (json_type(metadata) = 'object'),
  generation TEXT CHECK (generation IS NULL OR json_type(generation) = 'object'),
  cost_micros INTEGER CHECK (cost_micros >= 0),
  currency TEXT,
  alt_text TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  -- 1: media in the library, 2: the trash, 0: everything else.
  shelf INTEGER GENERATED ALWAYS AS (CASE WHEN deleted_at IS NOT NULL THEN 2
    WHEN kind IN ('image', 'audio', 'video') THEN 1 ELSE 0 END) VIRTUAL,
  aspect REAL GENERATED ALWAYS AS (CASE WHEN width > 0 AND height > 0
    THEN CAST(width AS REAL) / height ELSE 0.0 END) VIRTUAL,
  taken_at TEXT GENERATED ALWAYS AS (metadata ->> '$.taken_at') VIRTUAL,
  -- Nothing is ready without its bytes.
  CHECK (state <> 'ready' OR blob IS NOT NULL OR kind NOT IN ('image', 'audio', 'video', 'mask')),
  CHECK (blob IS NULL OR size IS NOT NULL)
) STRICT;

-- One covering index per order of the grid: the plan of 100 000 cells is read from it alone.
CREATE INDEX assets_by_created ON assets
  (shelf, created_at, n, aspect, kind, state, provenance, approved, rating, theme);
CREATE INDEX assets_by_name ON assets
  (shelf, name_key, n, aspect, kind, state, provenance, approved, rating, theme);
CREATE INDEX assets_by_size ON assets
  (shelf, size, n, aspect, kind, state, provenance, approved, rating, theme);
CREATE INDEX assets_by_rating ON assets
  (shelf, rating, n, aspect, kind, state, provenance, approved, theme);
CREATE INDEX assets_by_taken ON assets
  (shelf, taken_at, n, aspect, kind, state, provenance, approved, rating, theme);
CREATE INDEX assets_by_facets ON assets
  (shelf, kind, provenance, state, approved, rating, theme, n);
CREATE INDEX assets_by_theme ON assets (shelf, theme, kind, provenance, state, approved, rating, n);
CREATE INDEX assets_by_source ON assets (shelf, source, kind, provenance, state, approved, rating, theme, n);
CREATE INDEX assets_by_blob ON assets (blob, size, state) WHERE blob IS NOT NULL;
CREATE INDEX assets_by_project ON assets (project_id);

CREATE TABLE asset_files (
  id TEXT PRIMARY KEY NOT NULL,
  asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  folder_id TEXT REFERENCES folders(id) ON DELETE SET NULL,
  path TEXT NOT NULL CHECK (length(path) BETWEEN 1 AND 4096),
  size INTEGER NOT NULL CHECK (size >= 0),
  mtime INTEGER,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  last_seen_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (folder_id, path)
) STRICT;
-- Files that came without a linked folder (a drop, a picker): one row per asset and path.
CREATE UNIQUE INDEX asset_files_loose ON asset_files (asset_id, path) WHERE folder_id IS NULL;
CREATE INDEX asset_files_by_asset ON asset_files (asset_id);

CREATE TABLE asset_tags (
  asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 100),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (asset_id, tag)
) STRICT;
CREATE INDEX asset_tags_by_tag ON asset_tags (tag, asset_id);

CREATE TABLE asset_relationships (
  parent_asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  child_asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  relationship_type TEXT NOT NULL CHECK (relationship_type IN
    ('used_in', 'derived_from', 'variant_of', 'part_of', 'reference_for', 'generated_from')),
  position TEXT,
  metadata TEXT NOT NULL DEFAULT '{}' CHECK (json_type(metadata) = 'object'),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (parent_asset_id, child_asset_id, relationship_type),
  CHECK (parent_asset_id <> child_asset_id)
) STRICT;
CREATE INDEX asset_relationships_by_child
  ON asset_relationships (child_asset_id, relationship_type, parent_asset_id);

CREATE TRIGGER asset_relationships_no_loop BEFORE INSERT ON asset_relationships
WHEN new.relationship_type IN ('derived_from', 'part_of') AND EXISTS (
  WITH RECURSIVE above(id) AS (
    SELECT new.parent_asset_id
    UNION
    SELECT r.parent_asset_id FROM asset_relationships r JOIN above ON r.child_asset_id = above.id
    WHERE r.relationship_type = new.relationship_type
  ) SELECT 1 FROM above WHERE id = new.child_asset_id)
BEGIN SELECT RAISE(ABORT, 'this relationship would close a loop'); END;

CREATE TRIGGER asset_relationships_fixed
BEFORE UPDATE OF parent_asset_id, child_asset_id, relationship_type ON asset_relationships
BEGIN SELECT RAISE(ABORT, 'a relationship is removed and made anew, not changed'); END;

CREATE TABLE asset_collections (
  id TEXT PRIMARY KEY NOT NULL,
  -- 'pack' is ours: the list of members of the pack with the same id, whose name is the asset's.
  type TEXT NOT NULL CHECK (type IN ('project', 'character', 'storyboard', 'library', 'smart', 'pack')),
  name TEXT CHECK (length(name) BETWEEN 1 AND 255),
  description TEXT,
  metadata TEXT NOT NULL DEFAULT '{}' CHECK (json_type(metadata) = 'object'),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER,
  CHECK ((type = 'pack') = (name IS NULL))
) STRICT;

CREATE TABLE asset_collection_members (
  collection_id TEXT NOT NULL REFERENCES asset_collections(id) ON DELETE CASCADE,
  asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  position TEXT NOT NULL CHECK (length(position) > 0),
  metadata TEXT NOT NULL DEFAULT '{}' CHECK (json_type(metadata) = 'object'),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (collection_id, asset_id)
) STRICT;
CREATE INDEX members_by_position ON asset_collection_members (collection_id, position, asset_id);
CREATE INDEX members_by_asset ON asset_collection_members (asset_id, collection_id);

CREATE TABLE generation_records (
  id TEXT PRIMARY KEY NOT NULL,
  -- The record outlives the asset and the task: it is what was said at the time.
  asset_id TEXT NOT NULL,
  task_id TEXT,
  prompt TEXT,
  model TEXT NOT NULL CHECK (length(trim(model)) > 0),
  provider TEXT NOT NULL CHECK (length(trim(provider)) > 0),
  seed INTEGER,
  params TEXT NOT NULL DEFAULT '{}' CHECK (json_type(params) = 'object'),
  timestamp INTEGER NOT NULL,
  provider_response_id TEXT,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  source_placeholder_id TEXT,
  cost_micros INTEGER CHECK (cost_micros >= 0),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX generation_records_by_asset ON generation_records (asset_id, timestamp);

CREATE TRIGGER generation_records_unchanged BEFORE UPDATE ON generation_records
BEGIN SELECT RAISE(ABORT, 'a generation record is written once'); END;
CREATE TRIGGER generation_records_kept BEFORE DELETE ON generation_records
BEGIN SELECT RAISE(ABORT, 'a generation record is never deleted'); END;
CREATE TRIGGER generation_records_not_ahead BEFORE INSERT ON generation_records
WHEN new.timestamp > max((SELECT now FROM change_context), unixepoch() * 1000 + 1000)
BEGIN SELECT RAISE(ABORT, 'a generation record cannot lie in the future'); END;
`;
