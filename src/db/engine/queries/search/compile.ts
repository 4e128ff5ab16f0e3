/** From a query's text to conditions and sets of rows. */
import { asideKinds } from '#domain/asset.ts';
import { parseQuery } from '#domain/query/parse.ts';
import type { Calendar } from '#domain/query/times.ts';
import { choiceNamed, tokenNamed } from '#domain/query/tokens.ts';
import { isRange, type QueryNode } from '#domain/query/tree.ts';
import type { Connection, RowSet } from '../../../connection.ts';
import { asRows, both, either, opposite, where, type Meaning, type Search } from './meaning.ts';
import { found, foundAll, tokenMeaning } from './tokens.ts';
import { isTelling } from './words.ts';

export interface CompiledQuery {
  readonly tree: QueryNode;
  readonly meaning: Meaning;
  /** Shelves that it looks at: 1 the library, 0 what lies aside. */
  readonly shelves: readonly (0 | 1)[];
}

function meaningOf(search: Search, node: QueryNode): Meaning {
  switch (node.type) {
    case 'text':
      return found(search, { text: node.value, exact: node.exact });
    case 'token':
      return tokenMeaning(search, node);
    case 'not':
      return opposite(meaningOf(search, node.node));
    case 'and': {
      // A lone dash or dot between words says nothing.
      const telling = node.nodes.filter((each) => each.type !== 'text' || isTelling(each.value));
      const nodes = telling.length === 0 ? node.nodes : telling;
      const texts = nodes.filter((each) => each.type === 'text');
      const words = texts.map(({ value: text, exact }) => ({ text, exact }));
      const others = nodes.filter((each) => each.type !== 'text');
      return both(...foundAll(search, words), ...others.map((each) => meaningOf(search, each)));
    }
    case 'or':
      return either(node.nodes.map((each) => meaningOf(search, each)));
  }
}

/** Kinds that a query asks for, not those that it excludes. */
function kindsIn(node: QueryNode): readonly string[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.nodes.flatMap(kindsIn);
    case 'token': {
      const token = tokenNamed(node.key);
      if (node.key !== 'kind' || token === undefined) return [];
      return node.values.flatMap((value) =>
        isRange(value) ? [] : [choiceNamed(token, value.text) ?? ''],
      );
    }
    case 'not':
    case 'text':
      return [];
  }
}

/** Kinds that open the other shelf when they are asked for; `any` is all of them. */
const aside: ReadonlySet<string> = new Set([...asideKinds, 'any']);

/** Looks into collections and packs too: they show whatever was put into them. */
const asksForList = (node: QueryNode): boolean =>
  node.type === 'and' || node.type === 'or'
    ? node.nodes.some(asksForList)
    : node.type === 'token' &&
      node.key === 'in' &&
      node.values.some((value) => !isRange(value) && value.text.toLowerCase() !== 'none');

export function compileQuery(search: Search, text: string): CompiledQuery {
  const { query } = parseQuery(text);
  const kinds = kindsIn(query);
  const opened = kinds.length === 0 ? asksForList(query) : kinds.some((kind) => aside.has(kind));
  const shelves = !opened ? ([1] as const) : ([0, 1] as const);
  return { tree: query, meaning: meaningOf(search, query), shelves };
}

/** Begins a search: what compiling has in hand. */
export function searchIn(
  connection: Connection,
  calendar: Calendar,
  following: ReadonlySet<string> = new Set(),
): Search {
  const known = new Map<string, RowSet>();
  const last = connection.one<{ last: number | null }>('SELECT max(n) AS last FROM assets')?.last;
  return {
    connection,
    calendar,
    size: (last ?? 0) + 1,
    select: (sql, values = []) => {
      const key = JSON.stringify([sql, values]);
      const set = known.get(key) ?? connection.rowSet(sql, values);
      known.set(key, set);
      return set;
    },
    smart: (id, query) => {
      if (following.has(id)) return new Uint8Array();
      const inner = searchIn(connection, calendar, new Set([...following, id]));
      const { meaning, shelves } = compileQuery(inner, query);
      return asRows(inner, both(where(`a.shelf IN (${shelves.join(', ')})`), meaning));
    },
  };
}
