/** 0003: what was read beside a file, so that a later reading tells its changes from a person's. */
export const sidecars = `
CREATE TABLE sidecars (
  asset_id TEXT NOT NULL REFERENCES assets(id) ON DELETE CASCADE,
  -- NULL: it came with files that were dropped or chosen.
  folder_id TEXT REFERENCES folders(id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  said TEXT NOT NULL CHECK (json_valid(said)),
  missing_since INTEGER,
  read_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX sidecars_by_place ON sidecars (folder_id, path) WHERE folder_id IS NOT NULL;
CREATE UNIQUE INDEX sidecars_by_asset ON sidecars (asset_id, folder_id, path);

-- Until now they were passed over like any other file that is no picture; now they are looked at.
DELETE FROM folder_skipped WHERE lower(path) GLOB '*.xmp'
  OR lower(path) GLOB '*.json' OR lower(path) GLOB '*.txt';
`;
