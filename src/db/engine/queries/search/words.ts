/** Free text: words as prefixes, phrases, and parts of words. */
import { isGlob, likePattern, literalParts } from '#domain/query/glob.ts';
import type { Comparison, SingleValue } from '#domain/query/tree.ts';
import { nameKey, searchWords } from '#domain/search.ts';
import type { Parameters } from '../../../connection.ts';

/** A SELECT of row numbers, called n. */
export interface Select {
  readonly sql: string;
  readonly values: Parameters;
}

/** Something that the word index can seek: a letter, a digit or a pictograph. */
const seekable = /[\p{L}\p{N}\p{Co}\p{So}]/u;

export const isTelling = (text: string): boolean => seekable.test(text.normalize('NFKC'));

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

const none: Select = { sql: 'SELECT 0 AS n WHERE 0', values: [] };

type Column = 'name' | 'prompt';
const texts: Readonly<Record<Column, string>> = {
  name: 'a.name',
  prompt: `(a.generation ->> '$.prompt')`,
};
const escaped = (text: string): string => text.replace(/[\\%_]/gu, '\\$&');

/** A part of a word as the index of three signs wants it; null when it is too short. */
function trigrams(part: string): string | null {
  const plain = part.replace(/[\p{Cc}"]/gu, ' ').trim();
  return Array.from(plain).length < 3 ? null : `"${plain}"`;
}

/**
 * Rows in whose name or prompt a text stands anywhere. A pattern is sought by its parts first and
 * then held against what they found; `whole`: it must match the text from end to end.
 */
function partsOf({ text, exact }: SingleValue, columns: readonly Column[], whole = false): Select {
  const glob = !exact && isGlob(text);
  const edge = whole ? '' : '%';
  const like = glob ? `${edge}${likePattern(text)}${edge}` : `%${escaped(text)}%`;
  const literals = glob ? literalParts(text) : [text];
  const sought = literals.map(trigrams).filter((part) => part !== null);
  if (sought.length === 0) {
    // Too short for the index: the keys of names are walked, which are names but for case.
    const [literal = ''] = literals;
    if (!columns.includes('name') || literal.trim() === '') return none;
    return {
      sql: `SELECT a.n AS n FROM assets a INDEXED BY assets_by_name
        WHERE a.shelf IN (0, 1, 2) AND a.name_key LIKE ? ESCAPE '\\'`,
      values: [like],
    };
  }
  const match = `{${columns.join(' ')}} : (${sought.join(' AND ')})`;
  const loose = !glob || (!whole && literals.length === 1 && sought.length === 1);
  if (loose) {
    return { sql: 'SELECT rowid AS n FROM asset_parts WHERE asset_parts MATCH ?', values: [match] };
  }
  const held = columns.map((column) => `${texts[column]} LIKE ? ESCAPE '\\'`).join(' OR ');
  return {
    sql: `SELECT a.n AS n FROM asset_parts p CROSS JOIN assets a ON a.n = p.rowid
      WHERE asset_parts MATCH ? AND (${held})`,
    values: [match, ...columns.map(() => like)],
  };
}

/** Rows in whose name a text stands anywhere, or whose name its stars describe from end to end. */
export const namesWith = (value: SingleValue): Select => partsOf(value, ['name'], true);

/** Rows named like a value: all of it with =, its stars, or else a part. */
export function namesLike(value: SingleValue, comparison: Comparison): Select {
  if (comparison !== '=' || (!value.exact && isGlob(value.text))) return namesWith(value);
  return {
    sql: `SELECT a.n FROM assets a INDEXED BY assets_by_name
      WHERE a.shelf IN (0, 1, 2) AND a.name_key = ?`,
    values: [nameKey(value.text)],
  };
}

/** A word as the word index wants it; null when it is a pattern, or nothing in it can be sought. */
function plainMatch(value: SingleValue): string | null {
  const prefix = value.exact ? null : prefixOf(value.text);
  if (prefix !== null) return indexed({ text: prefix, exact: false });
  return !value.exact && isGlob(value.text) ? null : indexed(value);
}

const matching = (match: string): Select => ({
  sql: 'SELECT rowid AS n FROM asset_search WHERE asset_search MATCH ?',
  values: [match],
});

/**
 * What a word or phrase of free text finds, in all columns or in its prompt alone; `otherwise` is
 * asked when that finds nothing: a word that no word begins with may be the middle of one.
 */
export function rowsWith(
  value: SingleValue,
  column: 'prompt' | null = null,
): { readonly select: Select; readonly otherwise: Select | null } {
  const columns: readonly Column[] = column === null ? ['name', 'prompt'] : [column];
  const isPrefix = !value.exact && prefixOf(value.text) !== null;
  if (!value.exact && isGlob(value.text) && !isPrefix) {
    return { select: partsOf(value, columns), otherwise: null };
  }
  const match = plainMatch(value);
  if (match === null) return { select: none, otherwise: null };
  const mayBePart = !value.exact && !isPrefix && trigrams(value.text) !== null;
  return {
    select: matching(column === null ? match : `{${column}} : ${match}`),
    otherwise: mayBePart ? partsOf(value, columns) : null,
  };
}

/** What several words find together, in one question to the word index; null where it cannot tell. */
export function rowsWithAll(values: readonly SingleValue[]): Select | null {
  const matches = values.map(plainMatch);
  const known = matches.filter((match) => match !== null);
  return known.length < 2 || known.length < matches.length ? null : matching(known.join(' AND '));
}
