/** What linked folders need: where bytes lie outside of the library, and what was passed over. */
export const folders = `
-- Blobs whose bytes lie in linked folders only; every other blob is in the store.
CREATE TABLE outside_blobs (
  sha256 TEXT PRIMARY KEY NOT NULL CHECK (length(sha256) = 64)
) STRICT, WITHOUT ROWID;

-- Files that were looked at and not taken, so that they are not looked at again until they change.
CREATE TABLE folder_skipped (
  folder_id TEXT NOT NULL REFERENCES folders(id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (folder_id, path)
) STRICT, WITHOUT ROWID;

-- What was deleted from the library for good is not taken again from the folder that it lies in.
CREATE TRIGGER asset_files_deleted AFTER DELETE ON asset_files
WHEN old.folder_id IS NOT NULL AND old.missing_since IS NULL AND old.mtime IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM assets WHERE id = old.asset_id)
BEGIN
  INSERT INTO folder_skipped (folder_id, path, size, mtime, reason)
  VALUES (old.folder_id, old.path, old.size, old.mtime, 'removed')
  ON CONFLICT (folder_id, path) DO UPDATE SET size = excluded.size, mtime = excluded.mtime,
    reason = excluded.reason;
END;

CREATE INDEX asset_files_by_folder ON asset_files (folder_id, missing_since, size);
CREATE INDEX tasks_by_folder ON tasks (params ->> '$.folder', created_at)
  WHERE kind IN ('scan_folder', 'export_files');
`;
