/** Reads one token of a query, `key:value,value`, and says what is wrong with it. */
import type { Problem } from './problems.ts';
import { anyCalendar } from './times.ts';
import type { QueryToken } from './token.ts';
import { choiceNamed, type TokenKey } from './tokens.ts';
import { isRange, type Comparison, type QueryValue, type TokenNode } from './tree.ts';
import { intervalOf, isMeasured } from './values.ts';

type Note = (code: Problem['code'], from: number, to: number, more?: Partial<Problem>) => void;

/** Reads a text in quotes; \" and \\ stand for the signs themselves. Without an end: to the end. */
export function readQuoted(
  text: string,
  from: number,
): { value: string; to: number; closed: boolean } {
  let value = '';
  for (let at = from + 1; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    const next = text[at + 1];
    if (sign === '"') return { value, to: at + 1, closed: true };
    if (sign === '\\' && (next === '"' || next === '\\')) {
      value += next;
      at += 1;
    } else value += sign;
  }
  return { value, to: text.length, closed: false };
}

/** A value without quotes; parentheses may stand inside a word, as in "saber_(fate)". */
const bareValue = /(?:[^\s,()"]|(?<=[^\s,()":=<>])\([^\s()"]*\))+/uy;

function readValue(
  text: string,
  from: number,
  token: QueryToken,
  note: Note,
): { value: QueryValue | null; to: number } {
  if (text[from] === '"') {
    const { value, to, closed } = readQuoted(text, from);
    if (!closed) note('unclosed_quote', from, to, { key: token.key });
    return { value: value.trim() === '' ? null : { text: value, exact: true }, to };
  }
  bareValue.lastIndex = from;
  const word = bareValue.exec(text)?.[0] ?? '';
  const to = from + word.length;
  const range = isMeasured(token) ? /^(.*?)\.\.(.*)$/u.exec(word) : null;
  if (range === null) {
    // What begins like a comparison is meant as it stands.
    return { value: word === '' ? null : { text: word, exact: /^[<>=]/u.test(word) }, to };
  }
  const [, first = '', last = ''] = range;
  if (first === '' && last === '') return { value: null, to };
  return { value: { from: first || null, to: last || null }, to };
}

/** Whether a value can be read; what it means is found out when it is compiled. */
function isReadable(token: QueryToken, comparison: Comparison, value: QueryValue): boolean {
  if (!isRange(value)) {
    if (token.none === true && value.text.toLowerCase() === 'none' && !value.exact) return true;
    if (token.value === 'choice') return choiceNamed(token, value.text) !== undefined;
    // Metadata holds words as well as numbers.
    if (token.value === 'any' && (comparison === ':' || comparison === '=')) return true;
  }
  return !isMeasured(token) || intervalOf(token, comparison, value, anyCalendar) !== null;
}

/** Reads the token whose head, name and comparison, was matched at `from`. */
export function readToken(
  text: string,
  from: number,
  head: RegExpExecArray,
  token: QueryToken & { readonly key: TokenKey },
  note: Note,
): { node: TokenNode | null; to: number } {
  const written = head[3] ?? ':';
  // ":>" is ">", and ":=" is "=".
  const comparison = (written.length > 1 ? written.replace(/^:/u, '') : written) as Comparison;
  let to = from + head[0].length;
  const values: QueryValue[] = [];
  for (;;) {
    const start = to;
    const read = readValue(text, start, token, note);
    to = read.to;
    if (read.value !== null) {
      if (isReadable(token, comparison, read.value)) values.push(read.value);
      else note('bad_value', start, to, { key: token.key, expected: expectedOf(token) });
    }
    if (text[to] !== ',') break;
    to += 1;
  }
  if (to === from + head[0].length) note('missing_value', from, to, { key: token.key });
  if (values.length === 0) return { node: null, to };
  if (!token.comparisons.includes(comparison)) {
    note('bad_comparison', from, to, { key: token.key });
    return { node: null, to };
  }
  const path = (head[2] ?? '').slice(1);
  const { key } = token;
  return {
    node: { type: 'token', key, ...(path === '' ? {} : { path }), comparison, values },
    to,
  };
}

const expectedOf = (token: QueryToken): string =>
  token.choices === undefined ? token.value : token.choices.map(({ value }) => value).join(', ');
