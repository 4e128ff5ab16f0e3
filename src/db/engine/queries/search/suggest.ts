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
import { countsOfChoices } from './choice-counts.ts';
import {
  fitOf,
  metaKeys,
  offersOf,
  rowsOfMeta,
  rowsOfValue,
  type Offer,
  type RowsOf,
} from './offers.ts';
import { setOfRows } from './sets.ts';

/** The most completions that one can look over. */
const most = 20;

interface Ranked extends Omit<QuerySuggestion, 'from' | 'to'> {
  readonly fit: number;
  /** Place among choices that have an order of their own. */
  readonly place?: number;
}

const inOrder = (one: Ranked, other: Ranked): number =>
  one.fit - other.fit ||
  (other.count ?? -1) - (one.count ?? -1) ||
  (one.place ?? 0) - (other.place ?? 0) ||
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

function valuesFor(
  connection: Connection,
  part: TypedPart,
  token: QueryToken,
  project: string | null,
): readonly Ranked[] {
  const { typed, path } = part;
  const library =
    token.from === undefined ? [] : offersOf(connection, token.from, { typed, path, project });
  const none = token.none === true ? [{ value: 'none', count: null }] : [];
  const offers: readonly (Offer & { readonly also?: readonly string[] })[] = [
    ...fixedOffers(token),
    ...library,
    ...none,
  ];
  return offers.flatMap((offer, place) => {
    const names = [offer.value, offer.hint ?? '', ...(offer.also ?? [])].filter(Boolean);
    const fit = bestFit(names, part.typed);
    if (fit === null) return [];
    // A value of the library that is called "none" is not the absence of one.
    const literal = library.includes(offer) && offer.value.toLowerCase() === 'none';
    const insert = literal ? `"${offer.value}"` : single(offer.value);
    const suggestion = { is: 'value', key: token.key, label: offer.value, place } as const;
    const says = offer.hint?.toLowerCase() !== offer.value.toLowerCase();
    const hint = says ? (offer.hint ?? null) : null;
    return [{ ...suggestion, hint, insert, count: offer.count, fit }];
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
const conditions = (
  connection: Connection,
  typed: string,
  project: string | null,
): readonly Ranked[] =>
  (['tag', 'theme', 'collection', 'model', 'source'] as const).flatMap((source) => {
    const token = queryTokens.find(({ from }) => from === source);
    if (token === undefined) return [];
    return offersOf(connection, source, { typed, path: '', project }).flatMap((offer) => {
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

function candidates(
  connection: Connection,
  part: TypedPart,
  project: string | null,
): readonly Ranked[] {
  if (part.token !== null) return valuesFor(connection, part, part.token, project);
  if (/^meta\./iu.test(part.typed)) return metaNames(connection, part.typed);
  const names = tokenNames(part.typed);
  return part.typed.trim() === ''
    ? names
    : [...names, ...conditions(connection, part.typed, project)];
}

/** Whether a value of the library is one of the project, too: names of others are not told. */
function isOwn(
  connection: Connection,
  project: ProjectId | undefined,
  path: string,
): (suggestion: Ranked) => boolean {
  if (project === undefined) return () => true;
  return ({ is, key, label, count }) => {
    const source = tokenNamed(key)?.from;
    let rows: RowsOf | null = null;
    if (key === 'meta') {
      if (is === 'value') rows = label === 'none' ? null : rowsOfMeta(path.toLowerCase(), label);
      else if (label.startsWith('meta.')) rows = rowsOfMeta(label.slice('meta.'.length));
    } else if (source !== undefined && count !== null && count !== 0) {
      rows = rowsOfValue(source, label);
    }
    if (rows === null) return true;
    const last = rows.values.length + 1;
    return (
      connection.one(
        `SELECT 1 FROM (${rows.sql}) r CROSS JOIN assets a ON a.n = r.n
         WHERE a.project_id IS NULL OR a.project_id = ?${last} LIMIT 1`,
        [...rows.values, project],
      ) !== undefined
    );
  };
}

/** The first so many that pass; the rest is not asked. */
function firstOf<Item>(
  items: readonly Item[],
  limit: number,
  passes: (item: Item) => boolean,
): readonly Item[] {
  const passed: Item[] = [];
  for (const item of items) {
    if (passed.length === limit) break;
    if (passes(item)) passed.push(item);
  }
  return passed;
}

/** Counts among what a filter shows, where the library as a whole was counted. */
function countedIn(
  connection: Connection,
  filter: AssetFilter,
  now: number,
  suggestions: readonly QuerySuggestion[],
): readonly QuerySuggestion[] {
  if (Object.keys(filter).length === 0) return suggestions;
  const view = setOfRows(layoutOf(connection, filter, 'newest', now).first);
  return suggestions.map((suggestion) => {
    const source = tokenNamed(suggestion.key)?.from;
    const rows = source === undefined ? null : rowsOfValue(source, suggestion.label);
    if (rows === null || suggestion.count === null) return suggestion;
    return { ...suggestion, count: connection.columns(rows.sql, rows.values, [view]).first.length };
  });
}

/** Counts of the choices among what is offered: `kind:image`, `is:square`. */
function withChoices(
  connection: Connection,
  filter: AssetFilter,
  now: number,
  suggestions: readonly QuerySuggestion[],
): readonly QuerySuggestion[] {
  const [first] = suggestions;
  const token = first?.is === 'value' ? tokenNamed(first.key) : undefined;
  if (token?.choices === undefined) return suggestions;
  const choices = suggestions.map(({ label }) => label);
  const counts = countsOfChoices(connection, filter, now, token.key, choices);
  return suggestions.map((one) => ({ ...one, count: counts.get(one.label) ?? null }));
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
      const found = candidates(connection, part, filter.project ?? null);
      // Before anything is typed the conditions stand as in the help: the usual ones first.
      const ordered = (isOpen ? found : found.toSorted(inOrder)).filter(
        ({ insert }) => !seen.has(insert) && seen.add(insert),
      );
      const best = firstOf(
        ordered,
        isOpen ? queryTokens.length : most,
        isOwn(connection, filter.project, part.path),
      ).map(({ is, key, label, hint, insert, count }) => {
        const { from, to } = part;
        return { is, key, label, hint, insert, from, to, count };
      });
      return withChoices(connection, filter, at, countedIn(connection, filter, at, best));
    },
  ),
};
