import type { BulkField } from '#domain/contract/bulk.ts';
import type { FolderUse } from '#domain/folder-tags.ts';
import { countText, numberText } from './format.ts';

/** Words of the dialogs that change many assets at once. */
export const bulkWords = {
  title: (count: number): string => `Edit ${countText(count, 'asset', 'assets')}`,
  fields: {
    name: 'Name',
    tags: 'Tags',
    theme: 'Theme',
    source: 'Source',
    provenance: 'Origin',
    approved: 'Approved',
    review: 'Review mark',
    rating: 'Rating',
    alt_text: 'Description',
    project_id: 'Project',
    is_master_reference: 'Master reference',
    starred: 'Starred',
  } satisfies Readonly<Record<BulkField | 'name' | 'tags', string>>,
  modes: { keep: 'Keep', set: 'Set', clear: 'Clear' },
  modeOf: (field: string): string => `${field}: keep, set or clear`,
  valueOf: (field: string): string => `${field}: new value`,
  now: 'Now',
  different: (count: number): string => countText(count, 'value', 'different values'),
  none: 'none',
  yes: 'yes',
  no: 'no',
  reviewMarks: { rejected: 'rejected', later: 'later' },
  wholeLibrary: 'Whole library',
  more: (count: number): string => `and ${countText(count, 'other', 'others')}`,
  addTags: 'Add tags',
  removeTags: 'Remove tags',
  noTags: 'None of them has a tag.',
  names: 'Names',
  pattern: 'Pattern',
  patternHelp: (placeholders: readonly string[]): string =>
    `Empty: names stay. In braces: ${placeholders.join(', ')}; {n:3} counts 001, 002 … The file extension stays.`,
  start: 'Count from',
  find: 'Find in names',
  replace: 'Replace with',
  matchCase: 'Tell capitals from small letters',
  preview: 'What changes',
  nothing: 'Nothing is changed yet: set a field above.',
  nothingDiffers: 'Nothing would change: all of them have these values already.',
  changes: (changed: number, all: number): string =>
    `${numberText(changed)} of ${countText(all, 'asset', 'assets')} would change`,
  byField: (field: string, count: number): string => `${field} ${numberText(count)}`,
  sample: (shown: number, all: number): string =>
    shown < all ? `The first ${numberText(shown)} of ${numberText(all)}` : 'All of them',
  asset: 'Asset',
  field: 'Field',
  before: 'Before',
  after: 'After',
  sameNames: (count: number): string =>
    `${countText(count, 'asset', 'assets')} would share a name with another one. They stay apart, but are hard to tell; {n} makes names differ.`,
  apply: (count: number): string => `Change ${countText(count, 'asset', 'assets')}`,
  done: (count: number): string => `${countText(count, 'asset', 'assets')} changed`,
  working: 'Working it out…',

  foldersTitle: (count: number): string =>
    `Tags from the folders of ${countText(count, 'asset', 'assets')}`,
  foldersText:
    'The folders that these files came from become tags or themes. Nothing is written before you say so, and one undo takes it all back.',
  strip: 'Leave out at the beginning',
  stripHelp: 'Folders that say nothing, such as “Pictures/AI”.',
  stripCommon: (path: string): string => `Leave out “${path}”`,
  levels: 'Folders that count',
  level: (level: number): string => (level === 1 ? 'Outermost' : `Level ${numberText(level)}`),
  separators: 'Part names at',
  separatorsHelp: 'Signs such as _ or , part one folder’s name into several tags.',
  lowerCase: 'Small letters only',
  replaceThemes: 'Replace themes that are there already',
  partsTitle: 'What each folder becomes',
  part: 'Folder',
  assets: 'Assets',
  becomes: 'Becomes',
  written: 'Written as',
  uses: { tag: 'a tag', theme: 'the theme', nothing: 'nothing' } satisfies Readonly<
    Record<FolderUse, string>
  >,
  useOf: (part: string): string => `What “${part}” becomes`,
  writtenOf: (part: string): string => `How “${part}” is written`,
  standsFor: (tag: string): string => `stands for “${tag}”`,
  withoutFolder: (count: number): string =>
    `${countText(count, 'asset came', 'assets came')} without a folder and ${count === 1 ? 'stays' : 'stay'} as ${count === 1 ? 'it is' : 'they are'}.`,
  noFolders: 'None of these files came from a folder, so there is nothing to read tags from.',
  noFoldersNext: 'Import a whole folder by dropping it; its paths are then remembered.',
  conflicts: (count: number): string =>
    `${countText(count, 'theme', 'themes')} cannot be decided and ${count === 1 ? 'stays' : 'stay'} as ${count === 1 ? 'it is' : 'they are'}`,
  why: {
    several_themes: (themes: readonly string[]): string =>
      `its folders name several: ${themes.join(', ')}`,
    has_theme: (current: string, theme: string): string => `has “${current}”, not “${theme}”`,
  },
  partsLeft: (count: number): string => `${numberText(count)} more folders become tags.`,
} as const;
