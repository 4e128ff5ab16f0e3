import { countText, numberText } from './format.ts';

/** The names of the acts that change many assets, apart from their dialogs: these are loaded at once. */
export const bulkActWords = {
  edit: 'Edit many fields…',
  folders: 'Tags from folders…',
} as const;

/** Words of tags in the inspector, apart from those of their screen for the same reason. */
export const tagChipWords = {
  manage: 'Manage tags',
  searchFor: (tag: string): string => `Find all with the tag ${tag}`,
  resolved: (given: string, tag: string): string => `“${given}” stands for “${tag}”`,
  some: (count: number, all: number): string => `${numberText(count)} of ${numberText(all)}`,
  moreTags: (count: number): string => `and ${countText(count, 'other tag', 'other tags')}`,
  different: (count: number): string => countText(count, 'value', 'different values'),
} as const;
