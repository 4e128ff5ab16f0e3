/** What was meant by a search that found nothing: words of the library that are written almost so. */
import type { AssetFilter } from '#domain/contract/queries.ts';
import type { NearSearch } from '#domain/contract/search.ts';
import { slipsBetween, slipsIn } from '#domain/near.ts';
import { parseQuery } from '#domain/query/parse.ts';
import { printValue } from '#domain/query/print.ts';
import { replaceTerm } from '#domain/query/terms.ts';
import { folded } from '#domain/search.ts';
import type { Connection } from '../../../connection.ts';
import { rowsFound } from '../filter.ts';
import { isTelling } from './words.ts';

/** So many nearest words are tried, each with a search of its own. */
const mostTried = 4;

interface Word {
  readonly term: string;
  readonly doc: number;
}

/** Words of the library that a word may have been, the nearest and most used first. */
function nearest(connection: Connection, typed: string): readonly string[] {
  const word = folded(typed);
  const { length } = Array.from(word);
  const most = slipsIn(length);
  if (most === 0) return [];
  const terms = connection.all<Word>(
    'SELECT term, doc FROM asset_words WHERE length(term) BETWEEN ? AND ?',
    [length - most, length + most],
  );
  return terms
    .flatMap(({ term, doc }) => {
      const slips = slipsBetween(word, term, most);
      return slips === null || slips === 0 ? [] : [{ term, doc, slips }];
    })
    .toSorted((one, other) => one.slips - other.slips || other.doc - one.doc)
    .slice(0, mostTried)
    .map(({ term }) => term);
}

/** The search with its words put right, and how much it finds; null where nothing near finds anything. */
export function nearSearch(
  connection: Connection,
  filter: AssetFilter,
  now: number,
): NearSearch | null {
  const found = (query: string): number => rowsFound(connection, { ...filter, query }, now).length;
  let query = filter.query ?? '';
  if (query === '' || found(query) > 0) return null;
  const changed: { readonly from: string; readonly to: string }[] = [];
  for (const [index, { node }] of parseQuery(query).terms.entries()) {
    if (node.type !== 'text' || node.exact || !isTelling(node.value)) continue;
    if (rowsFound(connection, { query: node.value }, now).length > 0) continue;
    const [best] = nearest(connection, node.value)
      .map((to) => {
        const next = replaceTerm(query, index, printValue({ text: to, exact: false }));
        return { to, next, finds: rowsFound(connection, { query: to }, now).length };
      })
      .filter(({ finds }) => finds > 0);
    if (best === undefined) return null;
    changed.push({ from: node.value, to: best.to });
    query = best.next;
  }
  const finds = changed.length === 0 ? 0 : found(query);
  return finds === 0 ? null : { query, changed, finds };
}
