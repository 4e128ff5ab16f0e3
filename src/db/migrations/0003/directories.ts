/**
 * The folders in which files lie, by number, and the row numbers of what lies right in them: the
 * tree of folders and its counts are read from here, whatever the number of files. A file that came
 * without a linked folder and without a path lies in none.
 */
/** "a/b/" of "a/b/c.png": what is left when every sign that is no "/" is cut off at the end. */
const directory = (path: string): string => `rtrim(${path}, replace(${path}, '/', ''))`;
const lies = (of: string): string => `(${of}.folder_id IS NOT NULL OR instr(${of}.path, '/') > 1)`;

/** The number of the folder in which a file lies. */
const numberOf = (of: string): string =>
  `(SELECT d.id FROM directories d WHERE d.folder_id IS ${of}.folder_id AND d.path = ${directory(`${of}.path`)})`;

const enter = (of: string): string => `
  INSERT INTO directories (folder_id, path)
  SELECT ${of}.folder_id, ${directory(`${of}.path`)} WHERE ${lies(of)} AND ${numberOf(of)} IS NULL;
  INSERT OR IGNORE INTO directory_rows (directory, n)
  SELECT ${numberOf(of)}, a.n FROM assets a WHERE a.id = ${of}.asset_id AND ${lies(of)};`;

/** Another file of the asset may lie in the same folder. */
const leave = `
  DELETE FROM directory_rows WHERE directory = ${numberOf('old')}
    AND n = (SELECT n FROM assets WHERE id = old.asset_id)
    AND NOT EXISTS (SELECT 1 FROM asset_files f WHERE f.asset_id = old.asset_id
      AND f.folder_id IS old.folder_id AND ${directory('f.path')} = ${directory('old.path')});`;

export const directories = `
CREATE TABLE directories (
  id INTEGER PRIMARY KEY,
  folder_id TEXT,
  -- Ends with "/"; empty: the linked folder itself.
  path TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX directories_by_path ON directories (folder_id, path);
CREATE TABLE directory_rows (
  directory INTEGER NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (directory, n)
) STRICT, WITHOUT ROWID;

INSERT INTO directories (folder_id, path)
SELECT DISTINCT f.folder_id, ${directory('f.path')} FROM asset_files f WHERE ${lies('f')};
INSERT OR IGNORE INTO directory_rows (directory, n)
SELECT ${numberOf('f')}, a.n FROM asset_files f CROSS JOIN assets a ON a.id = f.asset_id
WHERE ${lies('f')};

CREATE TRIGGER asset_files_directories_create AFTER INSERT ON asset_files
WHEN ${lies('new')} BEGIN ${enter('new')}
END;
CREATE TRIGGER asset_files_directories_update AFTER UPDATE OF path, folder_id, asset_id ON asset_files
WHEN old.path IS NOT new.path OR old.folder_id IS NOT new.folder_id
  OR old.asset_id IS NOT new.asset_id
BEGIN ${leave}${enter('new')}
END;
CREATE TRIGGER asset_files_directories_delete AFTER DELETE ON asset_files
WHEN ${lies('old')} BEGIN ${leave}
END;
-- Its files go after the asset itself is gone, and then nobody knows its number.
CREATE TRIGGER assets_directories_delete BEFORE DELETE ON assets BEGIN
  DELETE FROM directory_rows WHERE n = old.n
    AND directory IN (SELECT ${numberOf('f')} FROM asset_files f WHERE f.asset_id = old.id);
END;
`;
