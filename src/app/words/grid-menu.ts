import { countText } from './format.ts';

/** Words of the menu on the grid. */
export const gridMenuWords = {
  title: (count: number): string => `What can be done with ${countText(count, 'asset', 'assets')}`,
  tools: 'Tools',
} as const;
