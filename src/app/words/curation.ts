/** Words of the ways into reviewing and comparing, which stand in the library itself. */
import { countText, numberText } from './format.ts';

export const curationWords = {
  begin: (count: number): string => `Review ${numberText(count)}`,
  beginHelp: (count: number): string =>
    `${countText(count, 'file is', 'files are')} undecided here. One after another, one key each.`,
  beginAll: (count: number): string => `Review all ${numberText(count)} again`,
  nothingToReview: 'Everything here was decided',
  nothingHere: 'There is nothing here to look at',
  more: 'More ways to review',
  resume: (name: string, decided: number, total: number): string =>
    `Go on with “${name}”: ${numberText(decided)} of ${numberText(total)} decided`,
  all: 'All reviews',
  alike: 'Pictures alike',
  defaultName: 'Library',
  compare: 'Compare',
  tooFew: 'Select two to four pictures',
  tooMany: 'At most four at once',
  notPictures: 'Only pictures with their files can be compared',
} as const;
