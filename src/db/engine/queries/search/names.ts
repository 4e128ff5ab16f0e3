/** From what a person calls something to what the library holds: case and accents aside. */
import { isGlob, matchesGlob } from '#domain/query/glob.ts';
import type { SingleValue } from '#domain/query/tree.ts';
import { folded, nameKey } from '#domain/search.ts';
import type { Connection } from '../../../connection.ts';
import type { Search } from './meaning.ts';
import { namesWith } from './words.ts';

/** How a value is held against a name of the library. */
export type Fit = 'whole' | 'part';

/** A test of names for a value: * and ? where it is not in quotes; else the whole or a part. */
export function fits(value: SingleValue, fit: Fit): (name: string) => boolean {
  const wanted = folded(value.text);
  if (!value.exact && isGlob(wanted)) return (name) => matchesGlob(wanted, folded(name));
  return fit === 'whole'
    ? (name) => folded(name) === wanted
    : (name) => folded(name).includes(wanted);
}

/** More different values than this are not looked through. */
const mostValues = 20_000;

const steps = {
  theme: { from: 'assets INDEXED BY assets_by_theme WHERE shelf = ?1', column: 'theme' },
  source: { from: 'assets INDEXED BY assets_by_source WHERE shelf = ?1', column: 'source' },
  format: { from: 'assets INDEXED BY assets_by_format WHERE shelf = ?1', column: 'format' },
  model: {
    from: 'assets INDEXED BY assets_by_model WHERE generation IS NOT NULL AND ?1 = 0',
    column: 'model',
  },
  tag: { from: 'tag_rows WHERE ?1 = 0', column: 'tag' },
} as const;
export type Named = keyof typeof steps;

/** The different values of a column, each found by one step in its index. */
export function valuesOf(connection: Connection, named: Named): readonly string[] {
  const { from, column } = steps[named];
  const next = (after: string): string =>
    `(SELECT min(${column}) FROM ${from} AND ${column} > ${after})`;
  const found = new Set<string>();
  // Media, everything else, the trash; what knows no shelves is read once.
  const shelves = from.includes('shelf') ? [0, 1, 2] : [0];
  for (const shelf of shelves) {
    const values = connection.all<{ value: string | null }>(
      `WITH RECURSIVE step(value) AS (
         SELECT ${next("''")} UNION ALL
         SELECT ${next('step.value')} FROM step WHERE step.value IS NOT NULL LIMIT ${mostValues})
       SELECT value FROM step`,
      [shelf],
    );
    for (const { value } of values) if (value !== null) found.add(value);
  }
  return [...found];
}

/** Tags that a value means, by name or by another spelling, with everything below them. */
export function tagsMeant(connection: Connection, value: SingleValue): readonly string[] {
  const fit = fits(value, 'whole');
  const names = new Set(valuesOf(connection, 'tag'));
  const links = connection.all<{ tag: string; parent: string }>(
    'SELECT tag, parent FROM tag_parents',
  );
  const aliases = connection.all<{ alias: string; tag: string }>(
    'SELECT alias, tag FROM tag_aliases',
  );
  for (const { tag, parent } of links) names.add(tag).add(parent);
  const meant = new Set([...names].filter(fit));
  for (const { alias, tag } of aliases) if (fit(alias)) meant.add(tag);
  const below = new Map<string, string[]>();
  for (const { tag, parent } of links) below.set(parent, [...(below.get(parent) ?? []), tag]);
  // A set is walked in the order in which it grows: children of children too, loops once.
  for (const tag of meant) for (const child of below.get(tag) ?? []) meant.add(child);
  return [...meant];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu;

/** Ids of the assets that a value names: an id, a whole name, or else a part of one. */
export function assetsMeant(search: Search, value: SingleValue): readonly string[] {
  const { connection } = search;
  if (uuid.test(value.text)) return [value.text.toLowerCase()];
  const byKey = (where: string, key: string): readonly string[] =>
    connection
      .all<{ id: string }>(
        `SELECT id FROM assets INDEXED BY assets_by_name WHERE shelf IN (0, 1) AND ${where} LIMIT 1000`,
        [key],
      )
      .map(({ id }) => id);
  if (!value.exact && isGlob(value.text)) return idsOf(search, value);
  const whole = byKey('name_key = ?', nameKey(value.text));
  return whole.length > 0 ? whole : idsOf(search, value);
}

const idsOf = (search: Search, value: SingleValue): readonly string[] =>
  search.connection
    .all<{ id: string }>(
      `SELECT a.id FROM (${namesWith(value).sql}) d CROSS JOIN assets a ON a.n = d.n
       WHERE a.shelf IN (0, 1) LIMIT 1000`,
      namesWith(value).values,
    )
    .map(({ id }) => id);
