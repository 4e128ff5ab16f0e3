/** Words of lineage that the library shows before its screen is loaded. */
export const lineageActWords = {
  show: 'Show lineage',
  one: 'choose one asset',
  link: 'Link to another asset',
} as const;
