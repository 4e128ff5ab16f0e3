import type { DayKind } from '#domain/contract/places.ts';
import { countText, numberText } from './format.ts';

/** Words of the trees of folders and days. */
export const placeWords = {
  folders: 'By folder',
  days: 'By date',
  figures: numberText,
  counted: (name: string, count: number): string =>
    `${name}, ${countText(count, 'asset', 'assets')}`,
  menu: (name: string): string => `What can be done with “${name}”`,
  show: 'Show what is in it',
  review: 'Review what is undecided in it',
  nothingIn: 'nothing is in it',
  keep: 'Make a smart collection of it…',
  scan: (name: string): string => `Look through “${name}” now`,
  scanning: 'it is being looked through',
  pause: (name: string): string => `Stop watching “${name}” for now`,
  watch: (name: string): string => `Go on watching “${name}”`,
  folderSettings: 'Settings of linked folders',
  linked: 'linked folder',
  rootOf: (project: string): string => `root folder of “${project}”`,
  more: (count: number): string =>
    `${countText(count, 'more folder', 'more folders')} in the filters`,
  noFolders: 'Folders that you link or import show here with what came from them.',
  linkFolder: 'Link a folder',
  noDays: 'Nothing has a date here yet.',
  noTaken: 'No file says when it was taken.',
  by: 'Dates by',
  kinds: { created: 'Added', taken: 'Taken' } satisfies Readonly<Record<DayKind, string>>,
} as const;
