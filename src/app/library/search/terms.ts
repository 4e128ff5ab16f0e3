/** What a query says of one token, and how it is said anew: the visual builder's reading and writing. */
import { parseQuery, type Term } from '#domain/query/parse.ts';
import { printValue } from '#domain/query/print.ts';
import { addTerm, removeTerm } from '#domain/query/terms.ts';
import { choiceNamed, tokenNamed, type TokenKey } from '#domain/query/tokens.ts';
import { type Comparison, isRange, type TokenNode } from '#domain/query/tree.ts';
import type { Quick } from '../place.ts';

/** Values of one token: those that are wanted, those that are not, and how the wanted ones join. */
export interface Facet {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly mode: 'any' | 'all';
}

const noFacet: Facet = { include: [], exclude: [], mode: 'any' };

interface Said {
  readonly index: number;
  readonly node: TokenNode;
  readonly negated: boolean;
}

/** The outermost conditions on a token, which the builder may change; others stay as they are. */
function saidOf(terms: readonly Term[], key: TokenKey): readonly Said[] {
  return terms.flatMap(({ node }, index) => {
    const negated = node.type === 'not';
    const bare = negated ? node.node : node;
    return bare.type === 'token' && bare.key === key ? [{ index, node: bare, negated }] : [];
  });
}

const isSame = ({ comparison }: TokenNode): boolean => comparison === ':' || comparison === '=';

/** A value as the builder compares it: the choice that is meant, or the text. */
const valuesOf = ({ key, values }: TokenNode): readonly string[] =>
  values.flatMap((value) => {
    if (isRange(value)) return [];
    const token = tokenNamed(key);
    const choice = token?.choices ? choiceNamed(token, value.text) : undefined;
    return [choice ?? value.text];
  });

/** What a query says of a token. */
export function facetIn(text: string, key: TokenKey): Facet {
  const said = saidOf(parseQuery(text).terms, key).filter(({ node }) => isSame(node));
  if (said.length === 0) return noFacet;
  const wanted = said.filter(({ negated }) => !negated);
  return {
    include: wanted.flatMap(({ node }) => valuesOf(node)),
    exclude: said.filter(({ negated }) => negated).flatMap(({ node }) => valuesOf(node)),
    mode: wanted.length > 1 ? 'all' : 'any',
  };
}

/** The query without any outermost condition on a token that `drop` names. */
function cleared(text: string, key: TokenKey, drop: (node: TokenNode) => boolean): string {
  let left = text;
  for (const { index, node } of [...saidOf(parseQuery(text).terms, key)].reverse()) {
    if (drop(node)) left = removeTerm(left, index);
  }
  return left;
}

const term = (key: TokenKey, comparison: Comparison, values: readonly string[]): string =>
  `${key}${comparison}${values
    .map((text) => printValue({ text, exact: /[*"]/u.test(text) }))
    .join(',')}`;

/** The query with other values for a token. `comparison` "=" asks for the whole value. */
export function withFacet(
  text: string,
  key: TokenKey,
  { include, exclude, mode }: Facet,
  comparison: ':' | '=' = ':',
): string {
  let next = cleared(text, key, isSame);
  const terms = mode === 'all' ? include.map((one) => [one]) : include.length > 0 ? [include] : [];
  for (const values of terms) next = addTerm(next, term(key, comparison, values));
  if (exclude.length > 0) next = addTerm(next, `-${term(key, comparison, exclude)}`);
  return next;
}

/** From … to, as typed; empty: open on that side. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** The range that a query asks of a token. */
export function spanIn(text: string, key: TokenKey): Span {
  let from = '';
  let to = '';
  for (const { node, negated } of saidOf(parseQuery(text).terms, key)) {
    const [value] = node.values;
    if (negated || value === undefined) continue;
    if (isRange(value)) {
      from = value.from ?? from;
      to = value.to ?? to;
    } else if (node.comparison.startsWith('>')) from = value.text;
    else if (node.comparison.startsWith('<')) to = value.text;
  }
  return { from, to };
}

/** The query with another range for a token. */
export function withSpan(text: string, key: TokenKey, { from, to }: Span): string {
  const rest = cleared(
    text,
    key,
    (node) => !isSame(node) || node.values.some((value) => isRange(value)),
  );
  if (from !== '' && to !== '') return addTerm(rest, `${key}:${from}..${to}`);
  if (from !== '') return addTerm(rest, `${key}>=${from}`);
  return to === '' ? rest : addTerm(rest, `${key}<=${to}`);
}

const quickTerms: Readonly<Record<Exclude<Quick, 'all'>, readonly [TokenKey, string]>> = {
  approved: ['approved', 'yes'],
  unreviewed: ['review', 'none'],
  ai: ['provenance', 'ai_generated'],
  enhanced: ['provenance', 'enhanced'],
};

/** The query with a quick filter in place of another; everything else stays. */
export function withQuick(text: string, quick: Quick): string {
  let next = text;
  for (const key of ['approved', 'review', 'provenance'] as const) {
    next = withFacet(next, key, noFacet);
  }
  if (quick === 'all') return next;
  const [key, value] = quickTerms[quick];
  return withFacet(next, key, { include: [value], exclude: [], mode: 'any' });
}

/** Which quick filter a query is, or null when it is none of them. */
export function quickOf(text: string): Quick | null {
  const found: Quick[] = [];
  for (const quick of ['approved', 'unreviewed', 'ai', 'enhanced'] as const) {
    const [key, value] = quickTerms[quick];
    const { include, exclude } = facetIn(text, key);
    if (exclude.length === 0 && include.length === 1 && include[0] === value) found.push(quick);
  }
  if (found.length === 1) return found[0] ?? null;
  const none = (['approved', 'review', 'provenance'] as const).every((key) => {
    const { include, exclude } = facetIn(text, key);
    return include.length === 0 && exclude.length === 0;
  });
  return none ? 'all' : null;
}

/** A folder's path without what makes it mean everything below it. */
const folderOf = (value: string): string | null => /^(.*?)\/(?:\*\*)?$/u.exec(value)?.[1] ?? null;

/** The folder that a query is narrowed to; null: none, or in another way. */
export function pathIn(text: string): string | null {
  const { include } = facetIn(text, 'path');
  const [only] = include;
  return include.length === 1 && only !== undefined ? folderOf(only) : null;
}

/** The query narrowed to everything below a folder; null: to no folder. */
export function withPath(text: string, path: string | null): string {
  const rest = cleared(text, 'path', isSame);
  if (path === null) return rest;
  const value = printValue({ text: `${path}/**`, exact: /[\s,()"*?]/u.test(path) });
  return addTerm(rest, `path:${value}`);
}
