/**
 * Where files lie, folded as names are compared (case and accents aside), by row number: what
 * `path:` reads. An asset's rows are the folds of its files' paths, nothing else. The program is
 * asked (`fold_text`) only where a path is more than plain Latin.
 */
const fold = (path: string): string =>
  `CASE WHEN ${path} GLOB '*[^ -~]*' THEN fold_text(${path}) ELSE lower(${path}) END`;

const all = (asset: string): string => `
  INSERT OR IGNORE INTO path_rows (path, n) SELECT ${fold('f.path')}, a.n
  FROM assets a CROSS JOIN asset_files f ON f.asset_id = a.id WHERE a.id = ${asset};`;
/** Another file of the asset may lie under the same path in another folder. */
const without = `
  DELETE FROM path_rows WHERE path = ${fold('old.path')}
    AND n = (SELECT n FROM assets WHERE id = old.asset_id);${all('old.asset_id')}`;

export const paths = `
CREATE TABLE path_rows (
  path TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (path, n)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO path_rows (path, n) SELECT ${fold('f.path')}, a.n
FROM asset_files f CROSS JOIN assets a ON a.id = f.asset_id;

CREATE TRIGGER asset_files_paths_create AFTER INSERT ON asset_files BEGIN
  INSERT OR IGNORE INTO path_rows (path, n)
  SELECT ${fold('new.path')}, n FROM assets WHERE id = new.asset_id;
END;
CREATE TRIGGER asset_files_paths_update AFTER UPDATE OF path, asset_id ON asset_files
WHEN old.path IS NOT new.path OR old.asset_id IS NOT new.asset_id
BEGIN ${without}${all('new.asset_id')}
END;
CREATE TRIGGER asset_files_paths_delete AFTER DELETE ON asset_files BEGIN ${without}
END;
-- Its files go after the asset itself is gone, and then nobody knows its number.
CREATE TRIGGER assets_paths_delete BEFORE DELETE ON assets BEGIN
  DELETE FROM path_rows WHERE n = old.n
    AND path IN (SELECT ${fold('path')} FROM asset_files WHERE asset_id = old.id);
END;
`;
