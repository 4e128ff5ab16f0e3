/** What could not be read in a query, and where; the rest of the query still searches. */
export type ProblemCode =
  /** No token has this name; the whole is searched as text. `key` may be the one that was meant. */
  | 'unknown_token'
  | 'missing_value'
  /** `expected` tells what would do: a kind of value, or the choices. */
  | 'bad_value'
  /** "more than" of something that has no order. */
  | 'bad_comparison'
  | 'unclosed_quote'
  | 'unclosed_group'
  | 'unopened_group'
  /** An AND, OR or NOT with nothing beside it. */
  | 'missing_term'
  | 'too_deep'
  | 'too_many';

export interface Problem {
  readonly code: ProblemCode;
  /** Where in the text, from (included) to (not included). */
  readonly from: number;
  readonly to: number;
  /** What stood there. */
  readonly text: string;
  /** The token that it is about, or that may have been meant. */
  readonly key?: string;
  readonly expected?: string;
}
