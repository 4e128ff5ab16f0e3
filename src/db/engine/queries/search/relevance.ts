/** What fits the words of a search best comes first: bm25 over the columns of the word index. */
import type { AssetFilter } from '#domain/contract/queries.ts';
import { parseQuery } from '#domain/query/parse.ts';
import type { QueryNode } from '#domain/query/tree.ts';
import type { Connection, NumberColumns } from '../../../connection.ts';
import { indexed } from './words.ts';

/** How much a word counts in name, tags, prompt, theme, source, description, text and metadata. */
const weights = '10.0, 6.0, 3.0, 4.0, 2.0, 3.0, 1.0, 1.0';
/** So many rows are weighed, the newest; what a word finds beyond them follows by age. */
const mostWeighed = 20_000;

/** Words and phrases that a query asks for, not those that it excludes. */
function wordsIn(node: QueryNode): readonly string[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.nodes.flatMap(wordsIn);
    case 'text': {
      const word = indexed({ text: node.value.replace(/[*?]+/gu, ' '), exact: node.exact });
      return word === null ? [] : [word];
    }
    case 'token':
    case 'not':
      return [];
  }
}

/** Puts rows, given newest first, in the order of how well they fit. */
export function byRelevance(
  connection: Connection,
  { query = '', text = '' }: AssetFilter,
  found: NumberColumns,
): NumberColumns {
  const words = [...wordsIn(parseQuery(query).query), ...wordsIn(parseQuery(text).query)];
  if (words.length === 0 || found.first.length < 2) return found;
  const ranks = connection.columns(
    `SELECT rowid, bm25(asset_search, ${weights}) FROM asset_search WHERE asset_search MATCH ?
     ORDER BY rowid DESC LIMIT ${mostWeighed}`,
    [words.slice(0, 32).join(' OR ')],
  );
  const rankOf = new Map<number, number>();
  ranks.first.forEach((n, index) => rankOf.set(n, ranks.second[index] ?? 0));
  // The better the fit, the smaller; rows without a word in the index come last, as they came.
  const order = Array.from(found.first, (n, index) => ({ index, rank: rankOf.get(n) ?? 0 }));
  order.sort((one, other) => one.rank - other.rank || one.index - other.index);
  return {
    first: Uint32Array.from(order, ({ index }) => found.first[index] ?? 0),
    second: Float32Array.from(order, ({ index }) => found.second[index] ?? 0),
  };
}
