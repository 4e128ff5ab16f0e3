/** What the query language knows of a token. */
import type { Comparison } from './tree.ts';

/** How the text of a value is read. */
export type ValueKind =
  | 'choice'
  | 'text'
  | 'glob'
  | 'asset'
  | 'number'
  | 'bytes'
  | 'seconds'
  | 'money'
  | 'time'
  | 'any';

/** Where the library's own values for a token come from. */
export type ValueSource =
  | 'tag'
  | 'theme'
  | 'source'
  | 'model'
  | 'lora'
  | 'prompt'
  | 'format'
  | 'collection'
  | 'project'
  | 'asset'
  | 'folder'
  | 'meta';

export interface Choice {
  readonly value: string;
  /** What people may write instead. */
  readonly also?: readonly string[];
  readonly label: string;
}

export interface QueryToken {
  readonly key: string;
  readonly also?: readonly string[];
  readonly label: string;
  readonly help: string;
  readonly value: ValueKind;
  readonly choices?: readonly Choice[];
  /** Values of the library that can be offered. */
  readonly from?: ValueSource;
  /** "none" is a value: the asset has nothing there. */
  readonly none?: boolean;
  readonly comparisons: readonly Comparison[];
  readonly examples: readonly string[];
}
