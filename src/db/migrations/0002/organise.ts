/** What the complete library needs: review marks, tags with structure, texts, folders, likeness. */
export const organise = `
-- What a reviewer decided beside approving; an approved asset has neither.
ALTER TABLE assets ADD COLUMN review TEXT CHECK (review IN ('rejected', 'later'));
CREATE INDEX assets_by_review ON assets (review, n) WHERE review IS NOT NULL;

ALTER TABLE asset_collections ADD COLUMN project_id TEXT REFERENCES projects(id) ON DELETE SET NULL;
ALTER TABLE asset_collections ADD COLUMN cover_asset_id TEXT REFERENCES assets(id) ON DELETE SET NULL;
ALTER TABLE asset_collections ADD COLUMN archived_at INTEGER;

-- in_place: the bytes stay where they are and are not copied into the library.
ALTER TABLE folders ADD COLUMN mode TEXT NOT NULL DEFAULT 'copy' CHECK (mode IN ('copy', 'in_place'));
ALTER TABLE folders ADD COLUMN project_id TEXT REFERENCES projects(id) ON DELETE SET NULL;
ALTER TABLE folders ADD COLUMN ignore TEXT NOT NULL DEFAULT '[]' CHECK (json_type(ignore) = 'array');
ALTER TABLE folders ADD COLUMN settings TEXT NOT NULL DEFAULT '{}'
  CHECK (json_type(settings) = 'object');
ALTER TABLE asset_files ADD COLUMN missing_since INTEGER;
-- The path that it had before it was found again by its hash.
ALTER TABLE asset_files ADD COLUMN moved_from TEXT;
CREATE INDEX asset_files_by_path ON asset_files (path, asset_id);
CREATE INDEX asset_files_by_hash ON asset_files (sha256, folder_id);

-- What is known of a tag beyond its name; a tag without anything special has no row.
CREATE TABLE tags (
  tag TEXT PRIMARY KEY NOT NULL CHECK (length(tag) BETWEEN 1 AND 100),
  colour TEXT CHECK (colour IN ('red', 'orange', 'amber', 'green', 'teal', 'blue', 'violet', 'pink', 'grey')),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
-- Another spelling that stands for a tag.
CREATE TABLE tag_aliases (
  alias TEXT PRIMARY KEY NOT NULL COLLATE NOCASE CHECK (length(alias) BETWEEN 1 AND 100),
  tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 100),
  created_at INTEGER NOT NULL,
  CHECK (alias <> tag)
) STRICT;
CREATE INDEX tag_aliases_by_tag ON tag_aliases (tag);
-- Whoever looks for the parent finds the tag as well.
CREATE TABLE tag_parents (
  tag TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 100),
  parent TEXT NOT NULL CHECK (length(parent) BETWEEN 1 AND 100),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tag, parent),
  CHECK (tag <> parent)
) STRICT;
CREATE INDEX tag_parents_by_parent ON tag_parents (parent, tag);
CREATE TRIGGER tag_parents_no_loop BEFORE INSERT ON tag_parents
WHEN EXISTS (
  WITH RECURSIVE above(tag) AS (
    SELECT new.parent
    UNION
    SELECT p.parent FROM tag_parents p JOIN above ON p.tag = above.tag
  ) SELECT 1 FROM above WHERE tag = new.tag)
BEGIN SELECT RAISE(ABORT, 'a tag cannot be its own parent'); END;

-- The words of a text, script and the like; counts are read from them, never stored.
CREATE TABLE texts (
  id TEXT PRIMARY KEY NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  content TEXT NOT NULL DEFAULT '',
  -- BCP 47, as the writer says; NULL: as it is detected.
  language TEXT,
  updated_at INTEGER NOT NULL
) STRICT;

-- Perceptual hash of a picture, 64 bits as hex; made again from the picture at any time.
CREATE TABLE picture_prints (
  blob TEXT PRIMARY KEY NOT NULL CHECK (length(blob) = 64),
  print TEXT NOT NULL CHECK (length(print) = 16 AND print NOT GLOB '*[^0-9a-f]*')
) STRICT, WITHOUT ROWID;
-- Pictures that look alike, as found; distance in bits.
CREATE TABLE similar_pairs (
  first_asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  second_asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  distance INTEGER NOT NULL CHECK (distance BETWEEN 0 AND 64),
  found_at INTEGER NOT NULL,
  PRIMARY KEY (first_asset_id, second_asset_id),
  CHECK (first_asset_id < second_asset_id)
) STRICT;
CREATE INDEX similar_pairs_by_second ON similar_pairs (second_asset_id);
CREATE TABLE similar_verdicts (
  first_asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  second_asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  verdict TEXT NOT NULL CHECK (verdict IN ('duplicate', 'alternate', 'unrelated')),
  kept_asset_id TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (first_asset_id, second_asset_id),
  CHECK (first_asset_id < second_asset_id)
) STRICT;
CREATE INDEX similar_verdicts_by_second ON similar_verdicts (second_asset_id);

-- A review that was begun: its order is fixed, so that it goes on where it was left.
CREATE TABLE reviews (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  filter TEXT NOT NULL CHECK (json_type(filter) = 'object'),
  position INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE TABLE review_items (
  review_id TEXT NOT NULL REFERENCES reviews(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  PRIMARY KEY (review_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_items_by_asset ON review_items (asset_id);
`;
