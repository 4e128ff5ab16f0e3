/** Parts the text of a query into words, phrases, tokens, operators and parentheses. */
import type { Problem } from './problems.ts';
import { readQuoted, readToken } from './read-token.ts';
import { tokenNamed } from './tokens.ts';
import type { TextNode, TokenNode } from './tree.ts';

export interface Lexeme {
  readonly type: 'open' | 'close' | 'and' | 'or' | 'not' | 'term';
  readonly from: number;
  readonly to: number;
  /** Of a term: what it asks; null when it could not be read and is left out. */
  readonly node?: TextNode | TokenNode | null;
}

const space = /\s+/uy;
/** A name and a comparison, directly followed by the values. */
const head = /([\p{L}][\p{L}\p{N}_-]*)((?:\.[^\s:=<>"(),]+)?)(:?(?:>=|<=|=|>|<)|:)/uy;
const bareWord = /[^\s()"]+/uy;
const operators: Readonly<Record<string, 'and' | 'or' | 'not'>> = {
  AND: 'and',
  '&': 'and',
  '&&': 'and',
  OR: 'or',
  '|': 'or',
  '||': 'or',
  NOT: 'not',
};

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

export function lex(text: string, problems: Problem[]): readonly Lexeme[] {
  const lexemes: Lexeme[] = [];
  const note = (
    code: Problem['code'],
    from: number,
    to: number,
    more: Partial<Problem> = {},
  ): void => {
    problems.push({ code, from, to, text: text.slice(from, to), ...more });
  };
  let at = 0;
  const add = (type: Lexeme['type'], to: number, node?: Lexeme['node']): void => {
    lexemes.push(node === undefined ? { type, from: at, to } : { type, from: at, to, node });
    at = to;
  };
  while (at < text.length) {
    at += matchAt(space, text, at)?.[0].length ?? 0;
    const sign = text[at];
    if (sign === undefined) break;
    if (sign === '(') add('open', at + 1);
    else if (sign === ')') add('close', at + 1);
    else if ((sign === '-' || sign === '!') && /^[^\s)-]/u.test(text.slice(at + 1, at + 2))) {
      add('not', at + 1);
    } else if (sign === '"') {
      const { value, to, closed } = readQuoted(text, at);
      if (!closed) note('unclosed_quote', at, to);
      add('term', to, value.trim() === '' ? null : { type: 'text', value, exact: true });
    } else {
      const start = matchAt(head, text, at);
      const key = start?.[1] ?? '';
      const token = start === null ? undefined : tokenNamed(key);
      // Only metadata has paths: "a.b:c" is no token.
      if (start !== null && token !== undefined && (start[2] === '') === (token.key !== 'meta')) {
        const { node, to } = readToken(text, at, start, token, note);
        add('term', to, node);
      } else {
        const word = matchAt(bareWord, text, at)?.[0] ?? sign;
        const operator = operators[word];
        if (operator !== undefined) add(operator, at + word.length);
        else {
          const like = start?.[3]?.startsWith(':') === true && !/^\w+:(?:\/|\d)/u.test(word);
          const compares = start !== null && /^[^<>]+[<>]=?\d/u.test(word);
          if (like || compares) note('unknown_token', at, at + word.length, nearest(key));
          add('term', at + word.length, { type: 'text', value: word, exact: false });
        }
      }
    }
  }
  return lexemes;
}

/** The token whose name begins alike, lacks one letter, or has two neighbours the other way round. */
function nearest(name: string): { key: string } | Record<string, never> {
  const wanted = name.toLowerCase();
  const variants = [
    ...Array.from(wanted, (_, index) => wanted.slice(0, index) + wanted.slice(index + 1)),
    ...Array.from(
      wanted,
      (letter, index) =>
        wanted.slice(0, index) + (wanted[index + 1] ?? '') + letter + wanted.slice(index + 2),
    ),
    wanted.slice(0, 3),
  ];
  for (const variant of [wanted.replaceAll('_', '-'), ...variants]) {
    const token = tokenNamed(variant);
    if (token !== undefined) return { key: token.key };
  }
  return {};
}
