/** Writes a query tree as text; parsing that text gives the tree again. */
import { tokenNamed } from './tokens.ts';
import { isRange, type QueryNode, type QueryValue, type TokenNode } from './tree.ts';
import { isMeasured } from './values.ts';

/** A text in quotes. */
export const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const operators = new Set(['AND', 'OR', 'NOT', '&', '&&', '|', '||']);

/** Whether a text stands for itself as free text, without quotes. */
function isPlainWord(text: string): boolean {
  if (operators.has(text) || !/^[^\s()"]+$/u.test(text) || /^[-!][^\s)-]/u.test(text)) return false;
  const head = /^([\p{L}][\p{L}\p{N}_-]*)((?:\.[^\s:=<>"(),]+)?)(?:[:=<>])/u.exec(text);
  const token = head === null ? undefined : tokenNamed(head[1] ?? '');
  return token === undefined || (head?.[2] === '') !== (token.key !== 'meta');
}

const plainValue = /^(?![<>=])(?:[^\s,()"]|(?<=[^\s,()":=<>])\([^\s()"]*\))+$/u;

/** A value as it stands after a token's comparison, in quotes where it must be. */
export function printValue(value: QueryValue, measured = false): string {
  if (isRange(value)) return `${value.from ?? ''}..${value.to ?? ''}`;
  const plain =
    !value.exact && plainValue.test(value.text) && !(measured && value.text.includes('..'));
  return plain ? value.text : quoted(value.text);
}

function printToken({ key, path, comparison, values }: TokenNode): string {
  const token = tokenNamed(key);
  const measured = token !== undefined && isMeasured(token);
  const name = path === undefined ? key : `${key}.${path}`;
  return `${name}${comparison}${values.map((value) => printValue(value, measured)).join(',')}`;
}

/** A node as text; `inner`: it stands inside another, so that a group needs its parentheses. */
function print(node: QueryNode, inner: 'and' | 'or' | null): string {
  switch (node.type) {
    case 'text':
      return !node.exact && isPlainWord(node.value) ? node.value : quoted(node.value);
    case 'token':
      return printToken(node);
    case 'not': {
      const text = print(node.node, 'and');
      return /^[-!]/u.test(text) ? `NOT ${text}` : `-${text}`;
    }
    case 'and': {
      const text = node.nodes.map((each) => print(each, 'and')).join(' ');
      return inner === 'and' ? `(${text})` : text;
    }
    case 'or': {
      const text = node.nodes.map((each) => print(each, 'or')).join(' OR ');
      return inner === 'and' ? `(${text})` : text;
    }
  }
}

/** Writes a tree as the shortest text that means the same. */
export const printQuery = (query: QueryNode): string => print(query, null);
