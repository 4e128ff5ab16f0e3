/** What is being typed at a place of a query: the name of a token, one of its values, or a word. */
import { lex } from './lex.ts';
import type { QueryToken } from './token.ts';
import { tokenNamed, type TokenKey } from './tokens.ts';

export interface TypedPart {
  /** What a completion replaces. */
  readonly from: number;
  readonly to: number;
  /** What stands before the cursor, without quotes. */
  readonly typed: string;
  /** The token whose value it is; null: a word, or a name that has no value yet. */
  readonly token: (QueryToken & { readonly key: TokenKey }) | null;
  /** What follows `meta.`. */
  readonly path: string;
}

const head = /^([\p{L}][\p{L}\p{N}_-]*)((?:\.[^\s:=<>"(),]+)?)(:?(?:>=|<=|=|>|<)|:)/u;

/** The last value before the cursor: after the last comma that stands in no quotes. */
function valueStart(text: string, from: number, cursor: number): number {
  let start = from;
  let quoted = false;
  for (let at = from; at < cursor; at += 1) {
    if (text[at] === '\\' && quoted) at += 1;
    else if (text[at] === '"') quoted = !quoted;
    else if (text[at] === ',' && !quoted) start = at + 1;
  }
  return start;
}

function valueEnd(text: string, start: number, cursor: number, last: number): number {
  const comma = text.slice(cursor, last).indexOf(',');
  if (text[start] === '"' || comma < 0) return last;
  return cursor + comma;
}

/** Finds what stands at a cursor. */
export function partAt(text: string, cursor: number): TypedPart {
  const place = Math.max(0, Math.min(cursor, text.length));
  const lexeme = lex(text, []).find(
    ({ type, from, to }) => type === 'term' && from <= place && place <= to,
  );
  if (lexeme === undefined) return { from: place, to: place, typed: '', token: null, path: '' };
  const word = text.slice(lexeme.from, lexeme.to);
  const start = head.exec(word);
  const token = start === null ? undefined : tokenNamed(start[1] ?? '');
  const begin = lexeme.from + (start?.[0].length ?? 0);
  if (token !== undefined && place >= begin) {
    const from = valueStart(text, begin, place);
    const typed = text.slice(from, place).replace(/^"/u, '').replace(/"$/u, '');
    const to = valueEnd(text, from, place, lexeme.to);
    return { from, to, typed, token, path: (start?.[2] ?? '').slice(1) };
  }
  const typed = text.slice(lexeme.from, place).replace(/^"/u, '');
  return { from: lexeme.from, to: lexeme.to, typed, token: null, path: '' };
}
