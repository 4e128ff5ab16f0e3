import type { Connection } from '../connection.ts';

const version = 1;

/** Small pictures, peaks and strips of scenes by the hash of their blob: a cache, made anew whenever its form changes. */
export function prepareThumbnails(connection: Connection): void {
  const found = connection.one<{ user_version: number }>(
    'SELECT user_version FROM pragma_user_version',
  )?.user_version;
  // Newer than the form: added where it is missing, so that nothing has to be made anew for it.
  connection.script(`CREATE TABLE IF NOT EXISTS strips
    (n INTEGER PRIMARY KEY, blob TEXT NOT NULL UNIQUE, mime TEXT NOT NULL, bytes BLOB NOT NULL) STRICT`);
  if (found === version) return;
  connection.transaction(() => {
    connection.script(`
      DROP TABLE IF EXISTS thumbnails;
      DROP TABLE IF EXISTS peaks;
      CREATE TABLE thumbnails (
        n INTEGER PRIMARY KEY,
        blob TEXT NOT NULL UNIQUE,
        mime TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        bytes BLOB NOT NULL
      ) STRICT;
      CREATE TABLE peaks (n INTEGER PRIMARY KEY, blob TEXT NOT NULL UNIQUE, bytes BLOB NOT NULL) STRICT;
      PRAGMA user_version = ${version};
    `);
  });
}
