/**
 * The query language: words and "phrases", tokens, juxtaposition or AND, OR, NOT or -, and
 * parentheses. NOT binds closest, then AND, then OR. Parsing never fails: what cannot be read is
 * left out and named, and the rest still searches.
 */
import { lex, type Lexeme } from './lex.ts';
import type { Problem } from './problems.ts';
import { everything, groupOf, notOf, type QueryNode } from './tree.ts';

/** One of the conditions that all must hold, as it stands in the text. */
export interface Term {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly node: QueryNode;
}

export interface ParsedQuery {
  readonly query: QueryNode;
  readonly problems: readonly Problem[];
  /** The conditions of the outermost AND; an outermost OR is one term. */
  readonly terms: readonly Term[];
}

const deepest = 50;
/** How many words and values one query may hold; each may cost a look through the library. */
export const mostTerms = 100;

interface Read {
  readonly node: QueryNode;
  readonly from: number;
  readonly to: number;
}

class Parser {
  readonly lexemes: readonly Lexeme[];
  readonly note: (code: Problem['code'], lexeme: Lexeme) => void;
  at = 0;
  depth = 0;
  count = 0;
  /** Parentheses that were passed over because they lie too deep. */
  ignored = 0;

  constructor(lexemes: readonly Lexeme[], note: Parser['note']) {
    this.lexemes = lexemes;
    this.note = note;
  }

  peek(): Lexeme | undefined {
    return this.lexemes[this.at];
  }

  alternatives(): readonly (readonly Read[])[] {
    const found: (readonly Read[])[] = [];
    for (;;) {
      const terms = this.conjunction();
      const next = this.peek();
      if (terms.length > 0) found.push(terms);
      if (next?.type !== 'or') return found;
      // Half of an OR: the half that is there still searches.
      const after = this.lexemes[this.at + 1];
      if (terms.length === 0 || after === undefined || after.type === 'close') {
        this.note('missing_term', next);
      }
      this.at += 1;
    }
  }

  conjunction(): Read[] {
    const terms: Read[] = [];
    for (;;) {
      const lexeme = this.peek();
      if (lexeme === undefined || lexeme.type === 'or') return terms;
      if (lexeme.type === 'close') {
        if (this.ignored > 0) this.ignored -= 1;
        else if (this.depth > 0) return terms;
        else this.note('unopened_group', lexeme);
        this.at += 1;
        continue;
      }
      if (lexeme.type === 'and') {
        const after = this.lexemes[this.at + 1];
        const nothing = after === undefined || ['close', 'or', 'and'].includes(after.type);
        if (terms.length === 0 || nothing) this.note('missing_term', lexeme);
        this.at += 1;
        continue;
      }
      const read = this.term();
      if (read !== null) terms.push(read);
    }
  }

  /** A negated or plain word, token or group; null when nothing of it can be searched. */
  term(): Read | null {
    const first = this.peek();
    let negated = false;
    let lexeme = first;
    while (lexeme?.type === 'not') {
      negated = !negated;
      this.at += 1;
      const after = this.peek();
      if (after === undefined || ['close', 'or', 'and'].includes(after.type)) {
        this.note('missing_term', lexeme);
        return null;
      }
      lexeme = after;
    }
    if (first === undefined || lexeme === undefined) return null;
    this.at += 1;
    const read = lexeme.type === 'open' ? this.group(lexeme) : this.leaf(lexeme);
    if (read === null) return null;
    return { ...read, from: first.from, node: negated ? notOf(read.node) : read.node };
  }

  leaf(lexeme: Lexeme): Read | null {
    if (lexeme.node === undefined || lexeme.node === null) return null;
    const before = this.count;
    this.count += lexeme.node.type === 'token' ? lexeme.node.values.length : 1;
    if (this.count > mostTerms) {
      if (before <= mostTerms) this.note('too_many', lexeme);
      return null;
    }
    return { node: lexeme.node, from: lexeme.from, to: lexeme.to };
  }

  group(open: Lexeme): Read | null {
    if (this.depth >= deepest) {
      if (this.ignored === 0) this.note('too_deep', open);
      this.ignored += 1;
      return null;
    }
    this.depth += 1;
    const outer = this.ignored;
    this.ignored = 0;
    const found = this.alternatives();
    this.ignored = outer;
    this.depth -= 1;
    const close = this.peek();
    if (close?.type === 'close') this.at += 1;
    else this.note('unclosed_group', open);
    const node = nodeOf(found);
    const to = close?.to ?? this.lexemes.at(-1)?.to ?? open.to;
    return node === null ? null : { node, from: open.from, to };
  }
}

function nodeOf(found: readonly (readonly Read[])[]): QueryNode | null {
  const groups = found
    .filter((terms) => terms.length > 0)
    .map((terms) =>
      groupOf(
        'and',
        terms.map(({ node }) => node),
      ),
    );
  return groups.length === 0 ? null : groupOf('or', groups);
}

/** Reads a query. Any text gives a tree; an empty one finds everything. */
export function parseQuery(text: string): ParsedQuery {
  const problems: Problem[] = [];
  const lexemes = lex(text, problems);
  const parser = new Parser(lexemes, (code, { from, to }) => {
    problems.push({ code, from, to, text: text.slice(from, to) });
  });
  const found = parser.alternatives();
  const query = nodeOf(found) ?? everything;
  const reads = found.flat();
  const [first] = reads;
  const last = reads.at(-1);
  const whole =
    first === undefined || last === undefined
      ? []
      : [{ node: query, from: first.from, to: last.to }];
  const terms = (found.length > 1 ? whole : reads).map((read) => ({
    ...read,
    text: text.slice(read.from, read.to),
  }));
  return { query, problems: problems.toSorted((one, other) => one.from - other.from), terms };
}
