/** As much of the query language as a small library in memory needs; never in the app. */
import type { AssetRow } from '#domain/asset.ts';
import type { QuerySuggestion } from '#domain/contract/search.ts';
import { partAt } from '#domain/query/cursor.ts';
import { parseQuery } from '#domain/query/parse.ts';
import { printValue } from '#domain/query/print.ts';
import { queryTokens } from '#domain/query/tokens.ts';
import { isRange, type QueryNode } from '#domain/query/tree.ts';

/** The fields that the fake knows by their tokens. */
const fieldOf = (asset: AssetRow, key: string): string =>
  ({
    kind: asset.kind,
    approved: asset.approved === 1 ? 'yes' : 'no',
    review: asset.approved === 1 ? 'approved' : (asset.review ?? 'none'),
    provenance: asset.provenance,
    theme: asset.theme ?? 'none',
    rating: String(asset.rating ?? 'none'),
  })[key] ?? '';

/** As much of the query language as the screens need to be tried. */
function answers(asset: AssetRow, node: QueryNode): boolean {
  switch (node.type) {
    case 'text':
      return asset.name.toLowerCase().includes(node.value.toLowerCase());
    case 'token':
      return node.values.some(
        (value) => !isRange(value) && fieldOf(asset, node.key) === value.text,
      );
    case 'not':
      return !answers(asset, node.node);
    case 'and':
      return node.nodes.every((one) => answers(asset, one));
    case 'or':
      return node.nodes.some((one) => answers(asset, one));
  }
}

/** Whether a query finds an asset. */
export const isFound = (asset: AssetRow, query: string): boolean =>
  answers(asset, parseQuery(query).query);

/** Conditions, and for each of them its choices or two values. */
export function suggestionsAt(text: string, cursor: number): readonly QuerySuggestion[] {
  const { from, to, typed, token } = partAt(text, cursor);
  const offers = token
    ? (token.choices ?? [{ value: 'night market' }, { value: 'harbour' }]).map(({ value }) => ({
        is: 'value' as const,
        key: token.key,
        label: value,
        insert: printValue({ text: value, exact: false }),
        count: 12,
      }))
    : queryTokens.map(({ key, label }) => ({
        is: 'token' as const,
        key,
        label: key,
        hint: label,
        insert: `${key}:`,
        count: null,
      }));
  return offers
    .filter(({ label }) => label.startsWith(typed.toLowerCase()))
    .map((one) => ({ hint: null, ...one, from, to }));
}
