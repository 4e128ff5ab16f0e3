/** Changes a query's text term by term, as chips and the visual builder do; the rest stays as typed. */
import { parseQuery, type Term } from './parse.ts';
import { printQuery } from './print.ts';

/** The conditions that all must hold, with where they stand in the text. */
export const termsOf = (text: string): readonly Term[] => parseQuery(text).terms;

/** A text that other terms can be set beside: nothing open, and an outermost OR in parentheses. */
function closed(text: string): string {
  const { query, problems } = parseQuery(text);
  const open = problems.some(({ code }) => code === 'unclosed_quote' || code === 'unclosed_group');
  const whole = open ? printQuery(query) : text.trim();
  return query.type === 'or' ? `(${whole})` : whole;
}

/** Adds a condition at the end; one that is there already is not added twice. */
export function addTerm(text: string, term: string): string {
  const added = closed(term);
  if (added === '') return text.trim();
  const meaning = printQuery(parseQuery(added).query);
  if (termsOf(text).some(({ node }) => printQuery(node) === meaning)) return text.trim();
  return `${closed(text)} ${added}`.trim();
}

/** Takes the term with this number away, and the AND that joined it. */
export function removeTerm(text: string, index: number): string {
  const terms = termsOf(text);
  const term = terms[index];
  if (term === undefined) return text;
  const before = terms[index - 1];
  const after = terms[index + 1];
  const from = before?.to ?? term.from;
  const to = before === undefined ? (after?.from ?? term.to) : term.to;
  return `${text.slice(0, from)}${text.slice(to)}`.trim();
}

/** Puts another text in the place of the term with this number; an empty one removes it. */
export function replaceTerm(text: string, index: number, replacement: string): string {
  const terms = termsOf(text);
  const term = terms[index];
  if (term === undefined) return text;
  const whole = terms.length === 1 ? replacement.trim() : closed(replacement);
  if (whole === '') return removeTerm(text, index);
  return `${text.slice(0, term.from)}${whole}${text.slice(term.to)}`.trim();
}
