import type { Problem } from '#domain/query/problems.ts';
import type { Comparison } from '#domain/query/tree.ts';
import { countText, numberText } from './format.ts';

const comparisons: Readonly<Record<Comparison, string>> = {
  ':': '',
  '=': '',
  '>': '> ',
  '>=': '≥ ',
  '<': '< ',
  '<=': '≤ ',
};

/** Words of the search box, its suggestions, help and filters. */
export const searchWords = {
  conditions: 'Conditions',
  editChip: (said: string): string => `Change: ${said}`,
  removeChip: (said: string): string => `Remove: ${said}`,
  not: 'not',
  or: ' or ',
  and: ' and ',
  none: 'none',
  quoted: (text: string): string => `“${text}”`,
  range: (from: string | null, to: string | null): string =>
    from === null ? `up to ${to ?? ''}` : to === null ? `from ${from}` : `${from} – ${to}`,
  comparisons,
  suggestions: 'Suggestions',
  conditionsTitle: 'Search by',
  asText: 'Edit as text',
  asTextHelp: 'Shows the whole search as you could write it yourself.',
  help: 'Search',
  helpLead: 'Words find names, tags, prompts, themes and texts. Conditions narrow them:',
  helpMore: 'Side by side: all must hold. “OR” between: one of them. “-” before: must not.',
  helpMoreExample: 'lantern (kind:image OR kind:video) -tag:draft',
  addExample: (example: string): string => `Add to the search: ${example}`,
  problems: 'What could not be read',
  folders: 'Folders',
  foldersIn: (name: string): string => `Folders in ${name}`,
  noFolders: 'Nothing here came with a folder. Import a folder to see its tree.',
  numbers: 'Numbers and days',
  nothingToClear: 'No filter is set',
  review: 'Review',
  star: 'Star',
  didYouMean: (meant: readonly string[], finds: number): string =>
    `Search for ${meant.map((word) => `“${word}”`).join(', ')} instead: ${countText(finds, 'asset', 'assets')}`,
  prompt: 'Prompt terms',
  lora: 'LoRA',
  reviews: {
    approved: 'Approved',
    rejected: 'Rejected',
    later: 'For later',
    none: 'Not reviewed',
  },
  source: 'Source',
  model: 'Model',
  format: 'Format',
  exclude: (label: string): string => `Leave out: ${label}`,
  joinLabel: (title: string): string => `${title}: how they join`,
  anyOf: 'Any of them',
  allOf: 'All of them',
  without: (title: string): string => `Without ${title.toLowerCase()}`,
  noValues: 'None here',
  findIn: (title: string): string => `Find in ${title.toLowerCase()}`,
  findAmong: (count: number): string => `Find among ${numberText(count)}`,
  width: 'Width',
  height: 'Height',
  size: 'File size',
  duration: 'Duration',
  added: 'Added',
  from: 'from',
  to: 'to',
  fromLabel: (title: string): string => `${title}, at least`,
  toLabel: (title: string): string => `${title}, at most`,
  withUnit: (title: string, unit: string): string => `${title} (${unit})`,
  leaveCollection: 'Show the whole library',
  editSearch: 'Edit search',
  updateSearch: 'Save changes',
  discardChanges: 'Discard changes',
  saveAsNew: 'Save as new',
  saveSearch: 'Save search',
  saveSearchText: 'It becomes a smart collection, which fills itself with what the search finds.',
  searchName: 'Name',
  needsName: 'Give it a name first',
  print: 'For print',
  printFor: 'Product that is printed on',
  printNone: 'Choose a product',
  printMeter: (large: number, all: number): string =>
    `${numberText(all - large)} of ${countText(all, 'picture', 'pictures')} too small at 300 dpi`,
  printSmall: 'Too small',
  printLarge: 'Large enough',
  nothingToSave: 'A saved search needs something to look for',
  notChanged: 'Nothing was changed',
  searchSaved: (name: string): string => `Saved as “${name}”`,
  searchUpdated: (name: string): string => `“${name}” was changed`,
} as const;

/** Kinds of values as a person would write one. */
const expectations: Readonly<Record<string, string>> = {
  number: 'a number such as 3, or 100..200',
  bytes: 'a size such as 2MB',
  seconds: 'a length such as 1:30 or 20s',
  money: 'an amount such as 0.05',
  time: 'a day such as 2026-01-31, or “today”, “7d”',
};

/** What is wrong in a query, and that the rest still searches. */
export function problemText({ code, text, key, expected }: Problem): string {
  switch (code) {
    case 'unknown_token':
      return key
        ? `“${text}” is searched as a word. Did you mean “${key}:”?`
        : `“${text}” is searched as a word: there is no such condition.`;
    case 'missing_value':
      return `“${text}” lacks its value and is left out.`;
    case 'bad_value':
      return expected
        ? `“${text}” cannot be read and is left out. It may be ${expectations[expected] ?? expected}.`
        : `“${text}” cannot be read and is left out.`;
    case 'bad_comparison':
      return `“${text}” is left out: there is no more or less of it.`;
    case 'unclosed_quote':
      return 'A quotation mark is not closed; everything after it belongs to it.';
    case 'unclosed_group':
      return 'A parenthesis is not closed.';
    case 'unopened_group':
      return 'A closing parenthesis is too many.';
    case 'missing_term':
      return `“${text}” has nothing beside it and is left out.`;
    case 'too_deep':
      return 'The parentheses are nested too deep; the innermost are left out.';
    case 'too_many':
      return 'These are more conditions than one search takes; the last are left out.';
  }
}
