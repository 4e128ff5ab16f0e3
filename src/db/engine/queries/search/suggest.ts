import type { AssetFilter } from '#domain/contract/queries.ts';
import type { QuerySuggestion } from '#domain/contract/search.ts';
import type { ProjectId } from '#domain/id.ts';
import { partAt, type TypedPart } from '#domain/query/cursor.ts';
import { printValue } from '#domain/query/print.ts';
import { namedPeriods } from '#domain/query/times.ts';
import type { QueryToken } from '#domain/query/token.ts';
import { queryTokens, tokenNamed } from '#domain/query/tokens.ts';
import type { Connection } from '../../../connection.ts';
import * as shape from '../../input.ts';
import { z } from '../../input.ts';
import { layoutOf } from '../filter.ts';
import { query } from '../query.ts';
import { fitOf, metaKeys, offersOf, rowsOfValue, type Offer } from './offers.ts';

/** The most completions that one can look over. */
const most = 20;

interface Ranked extends Omit<QuerySuggestion, 'from' | 'to'> {
  readonly fit: number;
}

const inOrder = (one: Ranked, other: Ranked): number =>
  one.fit - other.fit ||
  (other.count ?? -1) - (one.count ?? -1) ||
  one.label.length - other.label.length;

const bestFit = (names: readonly string[], typed: string): number | null => {
  const fits = names.map((name) => fitOf(name, typed)).filter((fit) => fit !== null);
  return fits.length === 0 ? null : Math.min(...fits);
};

const single = (text: string): string => printValue({ text, exact: false });

/** Choices, periods and examples that do not depend on the library. */
function fixedOffers(
  token: QueryToken,
): readonly (Offer & { readonly also?: readonly string[] })[] {
  if (token.choices !== undefined) {
    return token.choices.map(({ value, label, also }) => ({
      value,
      count: null,
      hint: label,
      ...(also === undefined ? {} : { also }),
    }));
  }
  if (token.value === 'time') return namedPeriods.map((value) => ({ value, count: null }));
  if (token.from !== undefined) return [];
  return token.examples.flatMap((example) => {
    const value = example.slice(token.key.length).replace(/^[:=<>]+/u, '');
    return example.startsWith(`${token.key}:`) ? [{ value, count: null }] : [];
  });
}

function valuesFor(connection: Connection, part: TypedPart, token: QueryToken): readonly Ranked[] {
  const library =
    token.from === undefined ? [] : offersOf(connection, token.from, part.typed, part.path);
  const none = token.none === true ? [{ value: 'none', count: null }] : [];
  const offers: readonly (Offer & { readonly also?: readonly string[] })[] = [
    ...fixedOffers(token),
    ...library,
    ...none,
  ];
  return offers.flatMap((offer) => {
    const names = [offer.value, offer.hint ?? '', ...(offer.also ?? [])].filter(Boolean);
    const fit = bestFit(names, part.typed);
    if (fit === null) return [];
    // A value of the library that is called "none" is not the absence of one.
    const literal = library.includes(offer) && offer.value.toLowerCase() === 'none';
    const insert = literal ? `"${offer.value}"` : single(offer.value);
    const suggestion = { is: 'value', key: token.key, label: offer.value } as const;
    return [{ ...suggestion, hint: offer.hint ?? null, insert, count: offer.count, fit }];
  });
}

const tokenNames = (typed: string): readonly Ranked[] =>
  queryTokens.flatMap((token) => {
    const fit = bestFit([token.key, ...(token.also ?? []), token.label], typed);
    const own = { is: 'token', key: token.key, label: token.key, hint: token.help } as const;
    const insert = token.key === 'meta' ? 'meta.' : `${token.key}:`;
    return fit === null ? [] : [{ ...own, insert, count: null, fit }];
  });

/** Whole conditions that a word may stand for: a tag, a theme, a collection of this name. */
const conditions = (connection: Connection, typed: string): readonly Ranked[] =>
  (['tag', 'theme', 'collection', 'model', 'source'] as const).flatMap((source) => {
    const token = queryTokens.find(({ from }) => from === source);
    if (token === undefined) return [];
    return offersOf(connection, source, typed, '').flatMap((offer) => {
      const fit = bestFit(
        [offer.value, ...(source === 'tag' ? [offer.hint ?? ''] : [])].filter(Boolean),
        typed,
      );
      if (fit === null) return [];
      const insert = `${token.key}:${single(offer.value)}`;
      return [
        {
          is: 'term' as const,
          key: token.key,
          label: offer.value,
          hint: offer.hint ?? token.label,
          insert,
          count: offer.count,
          fit,
        },
      ];
    });
  });

const metaNames = (connection: Connection, typed: string): readonly Ranked[] =>
  metaKeys(connection).flatMap((key) => {
    const fit = fitOf(key, typed.slice('meta.'.length));
    const name = `meta.${key}`;
    return fit === null
      ? []
      : [
          {
            is: 'token' as const,
            key: 'meta',
            label: name,
            hint: null,
            insert: `${name}:`,
            count: null,
            fit,
          },
        ];
  });

function candidates(connection: Connection, part: TypedPart): readonly Ranked[] {
  if (part.token !== null) return valuesFor(connection, part, part.token);
  if (/^meta\./iu.test(part.typed)) return metaNames(connection, part.typed);
  const names = tokenNames(part.typed);
  return part.typed.trim() === '' ? names : [...names, ...conditions(connection, part.typed)];
}

function viewOf(connection: Connection, rows: Iterable<number>): Uint8Array {
  const view = new Uint8Array(
    (connection.one<{ last: number | null }>('SELECT max(n) AS last FROM assets')?.last ?? 0) + 1,
  );
  for (const n of rows) view[n] = 1;
  return view;
}

const rowsOfProject = `SELECT n, 0 FROM assets INDEXED BY assets_by_project WHERE project_id = ?1
  UNION ALL SELECT n, 0 FROM assets INDEXED BY assets_by_project WHERE project_id IS NULL`;

/** Whether a value of the library is one of the project, too: names of others are not told. */
function isOwn(
  connection: Connection,
  project: ProjectId | undefined,
): (suggestion: Ranked) => boolean {
  if (project === undefined) return () => true;
  const view = viewOf(connection, connection.columns(rowsOfProject, [project]).first);
  return ({ key, label, count }) => {
    const source = tokenNamed(key)?.from;
    const rows = source === undefined ? null : rowsOfValue(source, label);
    if (rows === null || count === null || count === 0) return true;
    return connection.columns(rows.sql, rows.values, [view]).first.length > 0;
  };
}

/** Counts among what a filter shows, where the library as a whole was counted. */
function countedIn(
  connection: Connection,
  filter: AssetFilter,
  now: number,
  suggestions: readonly QuerySuggestion[],
): readonly QuerySuggestion[] {
  if (Object.keys(filter).length === 0) return suggestions;
  const view = viewOf(connection, layoutOf(connection, filter, 'newest', now).first);
  return suggestions.map((suggestion) => {
    const source = tokenNamed(suggestion.key)?.from;
    const rows = source === undefined ? null : rowsOfValue(source, suggestion.label);
    if (rows === null || suggestion.count === null) return suggestion;
    return { ...suggestion, count: connection.columns(rows.sql, rows.values, [view]).first.length };
  });
}

export const searchQueries = {
  suggestQuery: query<'suggestQuery'>(
    z.strictObject({
      text: shape.text(10_000),
      cursor: z.int().check(z.gte(0), z.lte(10_000)),
      filter: shape.assetFilter,
    }),
    ({ connection, at }, { text, cursor, filter }) => {
      const part = partAt(text, cursor);
      const seen = new Set<string>();
      const isOpen = part.typed.trim() === '' && part.token === null;
      const found = candidates(connection, part);
      // Before anything is typed the conditions stand as in the help: the usual ones first.
      const best = (isOpen ? found : found.toSorted(inOrder))
        .filter(({ insert }) => !seen.has(insert) && seen.add(insert))
        .filter(isOwn(connection, filter.project))
        .slice(0, isOpen ? queryTokens.length : most)
        .map(({ is, key, label, hint, insert, count }) => {
          const { from, to } = part;
          return { is, key, label, hint, insert, from, to, count };
        });
      return countedIn(connection, filter, at, best);
    },
  ),
};
