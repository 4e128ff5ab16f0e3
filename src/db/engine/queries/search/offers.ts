/** The library's own values for a token, each with how many assets have it. */
import type { ValueSource } from '#domain/query/token.ts';
import { folded } from '#domain/search.ts';
import type { Connection, Parameters } from '../../../connection.ts';
import { recipeValues } from './recipes.ts';
import { namesWith } from './words.ts';

export interface Offer {
  readonly value: string;
  readonly count: number | null;
  readonly hint?: string;
}

/** So many different values are looked through, the most used. */
const mostValues = 5000;

const grouped = (column: string, from: string): string =>
  `SELECT ${column} AS value, count(*) AS count FROM ${from} GROUP BY ${column}
   ORDER BY count DESC LIMIT ${mostValues}`;

/** Counted shelf by shelf, in the order of the index, then taken together. */
function shelved(column: 'theme' | 'source' | 'format'): string {
  const shelf = (number: 0 | 1): string =>
    `SELECT ${column} AS value, count(*) AS count FROM assets INDEXED BY assets_by_${column}
     WHERE shelf = ${number} AND ${column} > '' GROUP BY ${column}`;
  return `SELECT value, sum(count) AS count FROM (${shelf(0)} UNION ALL ${shelf(1)})
    GROUP BY value ORDER BY count DESC LIMIT ${mostValues}`;
}

/** A row is of the project that is bound at a place, or of the whole library; any, where none is. */
const own = (project: string, place: string): string =>
  `(${place} IS NULL OR ${project} IS NULL OR ${project} = ${place})`;

const made = 'assets INDEXED BY assets_by_model WHERE generation IS NOT NULL AND model';

function tags(connection: Connection): readonly Offer[] {
  const used = connection.all<{ value: string; count: number }>(grouped('tag', 'tag_rows'));
  const counts = new Map(used.map(({ value, count }) => [value, count]));
  const others = connection.all<{ tag: string }>(
    'SELECT parent AS tag FROM tag_parents UNION SELECT tag FROM tag_parents UNION SELECT tag FROM tags',
  );
  const aliases = connection.all<{ alias: string; tag: string }>(
    'SELECT alias, tag FROM tag_aliases',
  );
  return [
    ...used,
    ...others.filter(({ tag }) => !counts.has(tag)).map(({ tag }) => ({ value: tag, count: 0 })),
    ...aliases.map(({ alias, tag }) => ({ value: tag, count: counts.get(tag) ?? 0, hint: alias })),
  ];
}

/** Names that hold what was typed, the newest first. */
function assets(connection: Connection, typed: string, project: string | null): readonly Offer[] {
  const part = namesWith({ text: typed, exact: true });
  const found: RowsOf = typed.trim() === '' ? { sql: 'SELECT n FROM assets', values: [] } : part;
  return connection.all<Offer>(
    `SELECT a.name AS value, NULL AS count, a.kind AS hint FROM (${found.sql}) f
     CROSS JOIN assets a ON a.n = f.n
     WHERE a.shelf IN (0, 1) AND ${own('a.project_id', `?${found.values.length + 1}`)}
     ORDER BY f.n DESC LIMIT 50`,
    [...found.values, project],
  );
}

/** The folders right below what was typed, each found by one step in the index of paths. */
function folders(connection: Connection, typed: string, project: string | null): readonly Offer[] {
  const above = typed.slice(0, typed.lastIndexOf('/') + 1);
  const next = (from: string): string =>
    `(SELECT min(path) FROM asset_files WHERE path >= ${from} AND path < ?1 || char(1114111))`;
  const rest = 'substr(step.path, length(?1) + 1)';
  // "0" is the sign after "/": past everything in this folder.
  const past = `CASE instr(${rest}, '/') WHEN 0 THEN step.path || char(1)
    ELSE ?1 || substr(${rest}, 1, instr(${rest}, '/') - 1) || '0' END`;
  return connection.all<Offer>(
    `WITH RECURSIVE step(path) AS (
       SELECT ${next('?1')} UNION ALL
       SELECT ${next(past)} FROM step WHERE step.path IS NOT NULL LIMIT ${mostValues})
     SELECT ?1 || substr(${rest}, 1, instr(${rest}, '/')) || '**' AS value, NULL AS count
     FROM step WHERE step.path IS NOT NULL AND instr(${rest}, '/') > 0
       AND (?2 IS NULL OR EXISTS (SELECT 1 FROM asset_files f INDEXED BY asset_files_by_path
         CROSS JOIN assets a ON a.id = f.asset_id
         WHERE f.path >= step.path AND f.path < ${past} AND ${own('a.project_id', '?2')}))`,
    [above, project],
  );
}

const lists = `SELECT coalesce(c.name, p.name, '') AS value, c.type AS hint,
    CASE c.type WHEN 'smart' THEN NULL ELSE (SELECT count(*) FROM asset_collection_members
      WHERE collection_id = c.id) END AS count
  FROM asset_collections c LEFT JOIN assets p ON p.id = c.id
  WHERE c.deleted_at IS NULL AND p.deleted_at IS NULL
    AND ${own('coalesce(c.project_id, p.project_id)', '?1')}
  UNION ALL
  SELECT f.name, 'linked folder', (SELECT count(DISTINCT r.n) FROM directories d
      CROSS JOIN directory_rows r ON r.directory = d.id WHERE d.folder_id = f.id)
  FROM folders f WHERE f.deleted_at IS NULL AND f.role = 'watched'
    AND ${own('f.project_id', '?1')} LIMIT ${mostValues}`;

/** What was typed for a value, the key of metadata that it is for, and the project in view. */
export interface Sought {
  readonly typed: string;
  readonly path: string;
  readonly project: string | null;
}

/**
 * Values that a token may take here; names of things are sought by what was typed, and only in
 * the project in view. Values that many assets share are held to it later (`isOwn`).
 */
export function offersOf(
  connection: Connection,
  source: ValueSource,
  { typed, path, project }: Sought,
): readonly Offer[] {
  switch (source) {
    case 'tag':
      return tags(connection);
    case 'theme':
    case 'source':
    case 'format':
      return connection.all<Offer>(shelved(source));
    case 'model':
      return connection.all<Offer>(grouped('model', `${made} > ''`));
    case 'prompt':
    case 'lora':
      return recipeValues(connection, source);
    case 'collection':
      return connection.all<Offer>(lists, [project]);
    case 'project':
      return connection.all<Offer>(
        `SELECT p.name AS value, (SELECT count(*) FROM assets WHERE project_id = p.id
           AND shelf IN (0, 1)) AS count FROM projects p
         WHERE p.deleted_at IS NULL AND (?1 IS NULL OR p.id = ?1)`,
        [project],
      );
    case 'asset':
      return assets(connection, typed, project);
    case 'folder':
      return folders(connection, typed, project);
    case 'meta':
      return connection.all<Offer>(
        `SELECT CAST(value AS TEXT) AS value, count(*) AS count FROM meta_rows WHERE key = ?
         GROUP BY value ORDER BY count DESC LIMIT ${mostValues}`,
        [path.toLowerCase()],
      );
  }
}

/** Keys of the metadata, each found by one step in its index. */
export const metaKeys = (connection: Connection): readonly string[] =>
  connection
    .all<{ key: string | null }>(
      `WITH RECURSIVE step(key) AS (
         SELECT min(key) FROM meta_rows UNION ALL
         SELECT (SELECT min(key) FROM meta_rows WHERE key > step.key) FROM step
         WHERE step.key IS NOT NULL LIMIT 1000)
       SELECT key FROM step WHERE key IS NOT NULL`,
    )
    .flatMap(({ key }) => (key === null ? [] : [key]));

/** A statement that gives row numbers, with what it binds. */
export interface RowsOf {
  readonly sql: string;
  readonly values: Parameters;
}

/** Rows with a key of the metadata, and with a value under it. */
export const rowsOfMeta = (key: string, value?: string): RowsOf =>
  value === undefined
    ? { sql: 'SELECT n, 0 FROM meta_rows WHERE key = ?', values: [key] }
    : {
        sql: 'SELECT n, 0 FROM meta_rows WHERE key = ? AND value IN (?, ?)',
        values: [key, value, Number.isFinite(Number(value)) ? Number(value) : value],
      };

/** Rows with one value, where counting it among others is cheap. */
export function rowsOfValue(source: ValueSource, value: string): RowsOf | null {
  switch (source) {
    case 'tag':
      return { sql: 'SELECT n, 0 FROM tag_rows WHERE tag = ?', values: [value] };
    case 'theme':
    case 'source':
    case 'format':
      return {
        sql: `SELECT n, 0 FROM assets INDEXED BY assets_by_${source}
          WHERE shelf IN (0, 1, 2) AND ${source} = ?`,
        values: [value],
      };
    case 'model':
      return { sql: `SELECT n, 0 FROM ${made} = ?`, values: [value] };
    case 'prompt':
    case 'lora':
      return {
        sql: 'SELECT n, 0 FROM recipe_rows WHERE part = ? AND value = ?',
        values: [source, value],
      };
    case 'asset':
    case 'collection':
    case 'folder':
    case 'meta':
    case 'project':
      return null;
  }
}

/** How well a name fits what was typed: 0 begins with it, 1 a word in it does, 2 holds it, null not at all. */
export function fitOf(name: string, typed: string): 0 | 1 | 2 | null {
  const text = folded(name);
  const sought = folded(typed);
  const at = text.indexOf(sought);
  if (at < 0) return null;
  if (at === 0) return 0;
  return /[^\p{L}\p{N}]/u.test(text[at - 1] ?? '') ? 1 : 2;
}
