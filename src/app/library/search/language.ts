/**
 * The query language as the search box uses it: which parts of a text are chips, what they say, and
 * what may be searched while a hand still types. Loaded when the box is first used.
 */
import { parseQuery } from '#domain/query/parse.ts';
import type { Problem } from '#domain/query/problems.ts';
import { tokenNamed } from '#domain/query/tokens.ts';
import type { QueryNode } from '#domain/query/tree.ts';

/** What the box shows: the text of each chip, and the text in the field. */
export interface Parted {
  readonly chips: readonly string[];
  readonly draft: string;
}

/** The whole query of chips and field. */
export const joined = ({ chips, draft }: Parted): string =>
  [...chips, draft.trim()].filter(Boolean).join(' ');

const isFree = (node: QueryNode): boolean => node.type === 'text';

/** An AND that has lost its neighbour to a chip says nothing more. */
const withoutAnd = (text: string): string =>
  text.trim().replaceAll(/^(?:(?:AND|&&?)(?:\s+|$))+|(?:\s+(?:AND|&&?))+$/g, '');

/** Parts a query: conditions become chips, words and what cannot be read stay in the field. */
export function parted(text: string): Parted {
  const chips: string[] = [];
  const rest: string[] = [];
  let at = 0;
  for (const term of parseQuery(text).terms) {
    if (isFree(term.node)) continue;
    chips.push(term.text);
    rest.push(withoutAnd(text.slice(at, term.from)));
    at = term.to;
  }
  rest.push(withoutAnd(text.slice(at)));
  return { chips, draft: rest.filter(Boolean).join(' ') };
}

/** A token is whole when a space follows it: it becomes a chip while the hand types on. */
export function absorbed(
  draft: string,
  caret: number,
): { readonly chips: readonly string[]; readonly draft: string; readonly caret: number } {
  const chips: string[] = [];
  let text = draft;
  let place = caret;
  for (const term of [...parseQuery(draft).terms].reverse()) {
    const bare = term.node.type === 'not' ? term.node.node : term.node;
    if (bare.type !== 'token') continue;
    if (term.to >= place || !/\s/u.test(draft[term.to] ?? '')) continue;
    chips.unshift(term.text);
    const after = text.slice(term.to).replace(/^\s+/u, '');
    place -= text.length - term.from - after.length;
    text = text.slice(0, term.from) + after;
  }
  return { chips, draft: text, caret: Math.max(0, place) };
}

/** From where to where a token is being typed at the caret; null: it is no token. */
export function typedToken(
  draft: string,
  caret: number,
): { readonly from: number; readonly to: number } | null {
  for (const word of draft.matchAll(/(?:[^\s"]|"(?:\\.|[^"\\])*(?:"|$))+/gu)) {
    const to = word.index + word[0].length;
    if (caret < word.index || caret > to) continue;
    const head = /^[-!(]*([\p{L}][\p{L}\p{N}_-]*)(?:\.[^\s:=<>"(),]+)?[:=<>]/u.exec(word[0]);
    return head && tokenNamed(head[1] ?? '') ? { from: word.index, to } : null;
  }
  return null;
}

/** What of the box is searched: all of it, but not the token that is half typed. */
export function searchable(parts: Parted, caret: number | null): string {
  const half = caret === null ? null : typedToken(parts.draft, caret);
  if (half === null) return joined(parts);
  const draft = `${parts.draft.slice(0, half.from)} ${parts.draft.slice(half.to)}`;
  return joined({ chips: parts.chips, draft: draft.replaceAll(/\s+/gu, ' ') });
}

/** What cannot be read in a query. */
export const problemsOf = (text: string): readonly Problem[] => parseQuery(text).problems;

export { quickOf, withQuick } from './terms.ts';
