/** Measures held against intervals, each by an index that has the column. */
import type { Interval } from '#domain/query/values.ts';
import type { Value } from '../../../connection.ts';
import { leastPixels, printProfiles } from '#domain/print.ts';
import { both, nothing, rows, where, type Meaning, type Search } from './meaning.ts';

/** The condition that a column lies in an interval. */
export function within(
  column: string,
  { low, lowOpen, high, highOpen }: Interval,
  as: (bound: number) => Value = (bound) => bound,
): { readonly sql: string; readonly values: readonly Value[] } {
  const parts: string[] = [];
  const values: Value[] = [];
  if (low !== null) {
    parts.push(`${column} ${lowOpen ? '>' : '>='} ?`);
    values.push(as(low));
  }
  if (high !== null) {
    parts.push(`${column} ${highOpen ? '<' : '<='} ?`);
    values.push(as(high));
  }
  if (parts.length === 0) parts.push(`${column} IS NOT NULL`);
  return { sql: parts.join(' AND '), values };
}

const indexes = {
  width: 'assets_by_numbers',
  height: 'assets_by_numbers',
  duration_s: 'assets_by_numbers',
  fps: 'assets_by_numbers',
  cost_micros: 'assets_by_numbers',
  size: 'assets_by_size',
  created_at: 'assets_by_created',
  taken_at: 'assets_by_taken',
} as const;
export type Measure = keyof typeof indexes;

/** Rows whose measure lies in an interval. */
export function measured(
  search: Search,
  column: Measure,
  interval: Interval,
  as?: (bound: number) => Value,
): Meaning {
  const { sql, values } = within(`a.${column}`, interval, as);
  return rows(
    search.select(
      `SELECT a.n FROM assets a INDEXED BY ${indexes[column]} WHERE a.shelf IN (0, 1, 2) AND ${sql}`,
      values,
    ),
  );
}

/** Every measure there is: what "none" is not. */
export const anyAmount: Interval = { low: null, lowOpen: false, high: null, highOpen: false };

/** Pictures with pixels enough for a product of print shops (`isLargeEnough` of the domain). */
export function printable(search: Search, product: string): Meaning {
  const profile = printProfiles.find(({ id }) => id.replaceAll('-', '_') === product);
  if (profile === undefined) return nothing;
  const { width, height } = leastPixels(profile);
  const [large, bounds] = profile.fills
    ? [
        '((a.width >= ? AND a.height >= ?) OR (a.width >= ? AND a.height >= ?))',
        [width, height, height, width],
      ]
    : ['(a.width >= ? OR a.height >= ?)', [width, height]];
  const found = search.select(
    `SELECT a.n FROM assets a INDEXED BY assets_by_numbers WHERE a.shelf IN (0, 1, 2) AND ${large}`,
    bounds,
  );
  return both(where(`a.kind = 'image'`), rows(found));
}
