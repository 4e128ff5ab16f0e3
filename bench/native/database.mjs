/**
 * The native side of the database benchmark: libSQL (SQLite 3.45, a native library inside Node)
 * with the very schema that Inkreel reports, the same rows and the same settings.
 *
 * One difference is in the peer's favour: it cannot call back into JavaScript, so the word index
 * gets its texts without `search_words`, paths without `fold_text`, and no parts of recipes.
 */
import Database from 'libsql';

const plain = (sql) =>
  sql
    .replaceAll(/\b(?:search_words|fold_text)\(/gu, '(')
    .replaceAll(/\brecipe_parts\([^)]*\)/gu, "'[]'");

/** Opens a file with Inkreel's settings. */
export function openNative(path) {
  const database = new Database(path);
  database.pragma('page_size = 8192');
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  database.pragma('cache_size = -65536');
  database.pragma('foreign_keys = on');
  return database;
}

/** Until `openNative` opens the file again it is as quick as it is careless: for making rows only. */
export function openForMaking(path) {
  const database = new Database(path);
  database.pragma('page_size = 8192');
  database.pragma('journal_mode = off');
  database.pragma('synchronous = off');
  database.pragma('cache_size = -524288');
  return database;
}

/** Indexes that no trigger reads are quicker made when the rows are there. */
const isLate = ({ type, tbl_name: table, sql }) =>
  type === 'index' && sql && (table === 'assets' || table === 'asset_files');

/** Triggers that keep the words of each row; for many rows at once one statement is quicker. */
const wordKeepers = ['assets_search_create', 'asset_tags_search_create', 'asset_tags_rows_create'];
const keepsWords = ({ name }) => wordKeepers.includes(name);

/** Makes what `createSchema` left for when the rows are there: indexes, words, and the triggers of words. */
export function finishRows(database, schema) {
  for (const { sql } of schema.filter(isLate)) database.exec(plain(sql));
  const triggers = schema.filter(keepsWords);
  // The very statement by which Inkreel enters one asset, without the condition that names it.
  const [, words] =
    triggers
      .map(({ sql }) =>
        /(INSERT INTO asset_search [^;]+ FROM assets a) WHERE a\.id = new/.exec(sql),
      )
      .find(Boolean) ?? [];
  if (!words) throw new Error('the trigger that keeps the words of an asset reads otherwise now');
  database.exec(`${plain(words)};
    INSERT INTO tag_rows (tag, n) SELECT t.tag, a.n FROM asset_tags t JOIN assets a ON a.id = t.asset_id;
    INSERT INTO asset_parts (rowid, name, prompt) SELECT n, name, generation ->> '$.prompt' FROM assets;`);
  for (const { sql } of triggers) database.exec(plain(sql));
}

/** Makes the tables, and what of indexes and triggers is not left to `finishRows`; virtual tables make their own. */
export function createSchema(database, schema) {
  const order = ['table', 'index', 'view', 'trigger'];
  const shadows = /^asset_(?:search|parts)_/;
  for (const type of order) {
    for (const entry of schema) {
      if (
        entry.type !== type ||
        !entry.sql ||
        isLate(entry) ||
        keepsWords(entry) ||
        entry.name.startsWith('sqlite_') ||
        shadows.test(entry.name)
      )
        continue;
      database.exec(plain(entry.sql));
    }
  }
}

/** Inserts rows of one table in transactions of `batch` rows (null: in the transaction that is open). */
export function insertRows(database, table, rows, batch = 5_000) {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]);
  const insert = database.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const size = batch ?? rows.length;
  for (let at = 0; at < rows.length; at += size) {
    if (batch !== null) database.exec('BEGIN IMMEDIATE');
    for (const row of rows.slice(at, at + size)) {
      insert.run(columns.map((column) => row[column] ?? null));
    }
    if (batch !== null) database.exec('COMMIT');
  }
}

/** Writes who changes what, as Inkreel's command runner does before each transaction. */
export function setContext(database) {
  database.exec(
    `INSERT OR REPLACE INTO change_context (one, request_id, actor, device_id, hlc, now)
     VALUES (1, 'bench', 'bench', 'bench', '0', ${Date.now()})`,
  );
}

/** Puts the triggers back as Inkreel knows them, so that it can open the file. */
export function restoreTriggers(database, schema) {
  for (const entry of schema) {
    if (entry.type !== 'trigger' || plain(entry.sql) === entry.sql) continue;
    database.exec(`DROP TRIGGER ${entry.name}`);
    database.exec(entry.sql);
  }
}

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};
