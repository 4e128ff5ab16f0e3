/** What a condition says on its chip. */
import { parseQuery } from '#domain/query/parse.ts';
import { choiceNamed, tokenNamed } from '#domain/query/tokens.ts';
import { isRange, type QueryNode, type TokenNode } from '#domain/query/tree.ts';
import { searchWords as words } from '../../words/search.ts';

export interface Chip {
  readonly negated: boolean;
  /** "kind"; empty for groups and words. */
  readonly name: string;
  readonly value: string;
}

/** A label in the middle of a phrase: "Picture" → "picture", but "AI-made" stays. */
const inPhrase = (label: string): string =>
  /^\p{Lu}(?:\p{Ll}|$)/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

function valueText({ key, comparison, values }: TokenNode): string {
  const token = tokenNamed(key);
  const texts = values.map((value) => {
    if (isRange(value)) return words.range(value.from, value.to);
    if (token?.none && value.text.toLowerCase() === 'none' && !value.exact) return words.none;
    const choice = token?.choices ? choiceNamed(token, value.text) : undefined;
    const label = token?.choices?.find((one) => one.value === choice)?.label;
    return label ? inPhrase(label) : value.text;
  });
  return `${words.comparisons[comparison]}${texts.join(words.or)}`;
}

const nameText = ({ key, path }: TokenNode): string =>
  path === undefined ? inPhrase(tokenNamed(key)?.label ?? key) : path;

/** A whole condition in a line: "kind picture or kind video". */
function line(node: QueryNode, inner: boolean): string {
  switch (node.type) {
    case 'text':
      return node.exact ? words.quoted(node.value) : node.value;
    case 'token':
      return `${nameText(node)} ${valueText(node)}`;
    case 'not':
      return `${words.not} ${line(node.node, true)}`;
    case 'and':
    case 'or': {
      const text = node.nodes
        .map((one) => line(one, true))
        .join(node.type === 'or' ? words.or : words.and);
      return inner ? `(${text})` : text;
    }
  }
}

/** The words of a condition's text. */
export function chipOf(text: string): Chip {
  const { query } = parseQuery(text);
  const negated = query.type === 'not';
  const node = negated ? query.node : query;
  return node.type === 'token'
    ? { negated, name: nameText(node), value: valueText(node) }
    : { negated, name: '', value: line(node, negated) };
}
