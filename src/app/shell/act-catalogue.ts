/** The acts of screens that are not open, so that their keys can be seen and changed from anywhere. */
import { editorKeys } from '../enhance/editor-keys.ts';
import { selectionActs } from '../library/acts.ts';
import { enhanceWords } from '../words/enhance.ts';
import { libraryWords } from '../words/library.ts';

interface KnownKeys {
  readonly name: string;
  readonly words: string;
  readonly place: string | null;
  readonly keys: readonly string[];
}

const library = libraryWords.title;
const stars = [1, 2, 3, 4, 5];

/** A test holds each entry to the shortcut that its screen really enters. */
export const actCatalogue: readonly KnownKeys[] = [
  {
    name: 'library.search',
    words: libraryWords.focusSearch,
    place: library,
    keys: ['/', 'mod+f'],
  },
  { name: 'library.select-all', words: libraryWords.selectAll, place: library, keys: ['mod+a'] },
  { name: 'library.select-none', words: libraryWords.selectNone, place: library, keys: ['Escape'] },
  { name: 'library.approve', words: libraryWords.approve, place: library, keys: ['a'] },
  { name: 'library.reject', words: libraryWords.reject, place: library, keys: ['x'] },
  { name: 'library.star', words: libraryWords.toggleStar, place: library, keys: ['s'] },
  { name: 'library.unapprove', words: libraryWords.unapprove, place: library, keys: ['u'] },
  {
    name: 'library.trash',
    words: libraryWords.moveToTrash,
    place: library,
    keys: ['Delete', 'Backspace'],
  },
  { name: 'library.open', words: libraryWords.openLarge, place: library, keys: ['o'] },
  ...stars.map((count) => ({
    name: `library.rate-${String(count)}`,
    words: libraryWords.rate(count),
    place: library,
    keys: [String(count)],
  })),
  ...selectionActs.flatMap(({ name, label, keys }) =>
    keys === undefined ? [] : [{ name: `act:${name}`, words: label, place: library, keys: [keys] }],
  ),
  ...editorKeys.map((act) => ({ ...act, place: enhanceWords.title })),
];
