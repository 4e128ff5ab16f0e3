import { inspectorWords } from '../../words/inspector.ts';
import { tagChipWords } from '../../words/bulk-acts.ts';

/** What several assets have in common: one value, or `mixed` with how many there are, once known. */
export type Common<Value> =
  | { readonly mixed: false; readonly value: Value }
  | { readonly mixed: true; readonly different?: number };

/** What stands in the field of a mixed value: "3 different values". */
export const mixedText = ({ different }: { readonly different?: number }): string =>
  different === undefined ? inspectorWords.mixed : tagChipWords.different(different);
