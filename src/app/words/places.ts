import type { DayKind } from '#domain/contract/places.ts';
import { countText, numberText } from './format.ts';

/** Words of the trees of folders and days. */
export const placeWords = {
  folders: 'By folder',
  days: 'By date',
  figures: numberText,
  counted: (name: string, count: number): string =>
    `${name}, ${countText(count, 'asset', 'assets')}`,
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
