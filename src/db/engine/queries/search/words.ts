/** Free text: words as prefixes, phrases, and parts of words. */
import { isGlob, likePattern, literalParts } from '#domain/query/glob.ts';
import type { Comparison, SingleValue } from '#domain/query/tree.ts';
import { nameKey, searchWords } from '#domain/search.ts';
import type { Connection, Parameters } from '../../../connection.ts';

interface Select {
  readonly sql: string;
  readonly values: Parameters;
}

/** Something that the word index can seek: a letter, a digit or a pictograph. */
const seekable = /[\p{L}\p{N}\p{Co}\p{So}]/u;

/** A word or phrase as the word index wants it; null when nothing in it can be sought. */
export function indexed({ text, exact }: SingleValue): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\p{Cc}"]+/gu, ' ')
    .slice(0, 200);
  if (!seekable.test(plain)) return null;
  return `"${searchWords(plain).trim()}"${exact ? '' : '*'}`;
}

/** The prefix that a glob asks for when it has a star at its end only: "cast*". */
const prefixOf = (text: string): string | null =>
  /^[^*?]+\*+$/u.test(text) ? text.replace(/\*+$/u, '') : null;

/** Rows whose word index matches; `columns` limits it, as "name prompt". */
const matching = (match: string, columns: string | null): Select => ({
  sql: 'SELECT rowid AS n FROM asset_search WHERE asset_search MATCH ?',
  values: [columns === null ? match : `{${columns}} : ${match}`],
});

/** Rows in whose name a text stands anywhere. */
export const namesWith = (value: SingleValue): Select => partsOf(value, ['name']);

/** Rows named like a value: all of it with =, its stars, or else a part. */
export function namesLike(
  _connection: Connection,
  value: SingleValue,
  comparison: Comparison,
): Select {
  if (comparison !== '=' || (!value.exact && isGlob(value.text))) return namesWith(value);
  return {
    sql: `SELECT a.n FROM assets a INDEXED BY assets_by_name
      WHERE a.shelf IN (0, 1, 2) AND a.name_key = ?`,
    values: [nameKey(value.text)],
  };
}

/** Rows in whose name or prompt a text stands anywhere, or that match its stars. */
function partsOf({ text, exact }: SingleValue, columns: readonly ('name' | 'prompt')[]): Select {
  const glob = !exact && isGlob(text);
  const like = glob ? `%${likePattern(text)}%` : `%${text.replace(/[\\%_]/gu, '\\$&')}%`;
  const texts = { name: 'a.name', prompt: "(a.generation ->> '$.prompt')" };
  const condition = columns.map((column) => `${texts[column]} LIKE ? ESCAPE '\\'`).join(' OR ');
  const seeks = (glob ? literalParts(text) : [text])
    .map((part) => part.replace(/[\p{Cc}"]/gu, ' '))
    .filter((part) => [...part].length >= 3);
  void seeks;
  return {
    sql: `SELECT a.n AS n FROM assets a WHERE ${condition}`,
    values: columns.map(() => like),
  };
}

/** What a word or phrase of free text finds, in all columns or in some. */
export function rowsWith(
  connection: Connection,
  value: SingleValue,
  columns: string | null = null,
): Select {
  const prefix = value.exact ? null : prefixOf(value.text);
  if (!value.exact && isGlob(value.text) && prefix === null) {
    return partsOf(value, columns === 'prompt' ? ['prompt'] : ['name', 'prompt']);
  }
  const match = indexed(prefix === null ? value : { text: prefix, exact: false });
  if (match === null) return { sql: 'SELECT 0 AS n WHERE 0', values: [] };
  const select = matching(match, columns);
  if (!value.exact && [...value.text].length >= 3) {
    const any = connection.one(`${select.sql} LIMIT 1`, select.values);
    if (any === undefined)
      return partsOf(value, columns === 'prompt' ? ['prompt'] : ['name', 'prompt']);
  }
  return select;
}
