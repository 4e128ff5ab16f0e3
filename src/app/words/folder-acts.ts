import { numberText } from './format.ts';

/** Words of folders that are needed before their screen is. */
export const folderActWords = {
  exportAct: 'Export to a folder…',
  exportTooMany: (most: number): string => `At most ${numberText(most)} files at once.`,
  exportNoBytes: 'Its file is not there.',
} as const;
