/** What a part of a query means to the library: a condition, a set of rows, or a combination. */
import type { Calendar } from '#domain/query/times.ts';
import type { Connection, Parameters, RowSet, Value } from '../../../connection.ts';
import { inBoth, inEither, without } from './sets.ts';

export type Meaning =
  /** A condition over a table called `a`, on columns that every order's index has. */
  | { readonly is: 'where'; readonly sql: string; readonly values: readonly Value[] }
  | { readonly is: 'rows'; readonly rows: RowSet }
  | { readonly is: 'and' | 'or'; readonly parts: readonly Meaning[] }
  | { readonly is: 'not'; readonly part: Meaning };

export const where = (sql: string, ...values: readonly Value[]): Meaning => ({
  is: 'where',
  sql,
  values,
});
export const rows = (set: RowSet): Meaning => ({ is: 'rows', rows: set });
export const both = (...parts: readonly Meaning[]): Meaning => ({ is: 'and', parts });
export const either = (parts: readonly Meaning[]): Meaning => ({ is: 'or', parts });
export const opposite = (part: Meaning): Meaning => ({ is: 'not', part });
export const nothing = where('0');

/** What compiling a query has in hand. */
export interface Search {
  readonly connection: Connection;
  readonly calendar: Calendar;
  /** One more than the largest row number. */
  readonly size: number;
  /** The rows of a SELECT of row numbers; the same statement is asked once. */
  select(sql: string, values?: Parameters): RowSet;
  /** What a smart collection's query finds; one that leads back to itself finds nothing. */
  smart(id: string, query: string): RowSet;
}

/** A meaning as one condition, where it needs no sets. */
function asWhere(meaning: Meaning): { sql: string; values: readonly Value[] } | null {
  switch (meaning.is) {
    case 'where':
      return meaning;
    case 'rows':
      return null;
    case 'not': {
      const part = asWhere(meaning.part);
      // What is not known is not what was excluded either.
      return part === null ? null : { sql: `(${part.sql}) IS NOT TRUE`, values: part.values };
    }
    case 'and':
    case 'or': {
      const parts = meaning.parts.map(asWhere);
      const known = parts.filter((part) => part !== null);
      if (known.length < parts.length) return null;
      if (known.length === 0) return { sql: meaning.is === 'and' ? '1' : '0', values: [] };
      const joined = known
        .map(({ sql }) => `(${sql})`)
        .join(meaning.is === 'and' ? ' AND ' : ' OR ');
      return { sql: joined, values: known.flatMap(({ values }) => values) };
    }
  }
}

/** A meaning as the set of every row for which it holds, whatever shelf it lies on. */
export function asRows(search: Search, meaning: Meaning): RowSet {
  const condition = asWhere(meaning);
  if (condition !== null) {
    return search.select(
      `SELECT a.n FROM assets a INDEXED BY assets_by_created
       WHERE a.shelf IN (0, 1, 2) AND (${condition.sql})`,
      condition.values,
    );
  }
  switch (meaning.is) {
    case 'rows':
      return meaning.rows;
    case 'not':
      return without(asRows(search, meaning.part), search.size);
    case 'and':
    case 'or': {
      const sets = meaning.parts.map((part) => asRows(search, part));
      const join = meaning.is === 'and' ? inBoth : inEither;
      return sets.reduce((one, other) => join(one, other));
    }
    case 'where':
      return new Uint8Array();
  }
}

/** A meaning parted into conditions for the walk of the index and sets to hold its rows against. */
export function parted(
  search: Search,
  meaning: Meaning,
): {
  readonly where: readonly { sql: string; values: readonly Value[] }[];
  readonly sets: readonly RowSet[];
} {
  const condition = asWhere(meaning);
  if (condition !== null) return { where: [condition], sets: [] };
  if (meaning.is !== 'and') return { where: [], sets: [asRows(search, meaning)] };
  const parts = meaning.parts.map((part) => parted(search, part));
  return { where: parts.flatMap((part) => part.where), sets: parts.flatMap(({ sets }) => sets) };
}
