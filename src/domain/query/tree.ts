/**
 * A query as a tree. It has no positions and no superfluous nesting: an AND holds no AND, an OR no
 * OR, nothing is negated twice, so that printing a tree and parsing it again gives the same tree.
 */
import type { TokenKey } from './tokens.ts';

export type Comparison = ':' | '=' | '>' | '>=' | '<' | '<=';

/** One value as typed. `exact`: it stood in quotes, so its asterisks are only asterisks. */
export interface SingleValue {
  readonly text: string;
  readonly exact: boolean;
}

/** From … to, both included; null: open on that side. */
export interface RangeValue {
  readonly from: string | null;
  readonly to: string | null;
}

export type QueryValue = SingleValue | RangeValue;

/** Free text: a word, found as a prefix or by its asterisks, or a phrase when `exact`. */
export interface TextNode {
  readonly type: 'text';
  readonly value: string;
  readonly exact: boolean;
}

/** `key:value,value`: one of the values must hold. */
export interface TokenNode {
  readonly type: 'token';
  readonly key: TokenKey;
  /** What follows `meta.`: a path into the metadata. */
  readonly path?: string;
  readonly comparison: Comparison;
  readonly values: readonly QueryValue[];
}

export interface NotNode {
  readonly type: 'not';
  readonly node: QueryNode;
}

/** An empty AND is the whole library; the parser makes no empty OR. */
export interface GroupNode {
  readonly type: 'and' | 'or';
  readonly nodes: readonly QueryNode[];
}

export type QueryNode = TextNode | TokenNode | NotNode | GroupNode;

export const isRange = (value: QueryValue): value is RangeValue => 'from' in value;

/** AND or OR of nodes, with groups of the same type taken in and a single node left as it is. */
export function groupOf(type: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode {
  const flat = nodes.flatMap((node) => (node.type === type ? node.nodes : [node]));
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { type, nodes: flat };
}

/** The opposite; what was negated already becomes plain. */
export const notOf = (node: QueryNode): QueryNode =>
  node.type === 'not' ? node.node : { type: 'not', node };

/** The query that finds everything. */
export const everything: GroupNode = { type: 'and', nodes: [] };
