import type { ReviewState } from '#domain/contract/curation.ts';
import type { DifferingFact, SimilarVerdict } from '#domain/likeness.ts';
import { bytesText, countText, momentText, numberText } from './format.ts';

/** A decision of a review as it is said. */
export type Decision = Exclude<ReviewState, 'trashed'>;

const states: Readonly<Record<ReviewState, string>> = {
  undecided: 'undecided',
  approved: 'approved',
  rejected: 'rejected',
  later: 'later',
  trashed: 'in the trash',
};

/** Words of reviewing. */
export const reviewWords = {
  title: 'Review',
  laterName: (name: string): string => `${name}: later`,
  gone: 'This review is not here any more',
  goneText: 'It may have been begun in another library. The decisions made in it stay.',
  emptyTitle: 'No review is open',
  emptyText:
    'One file after another over the whole window, and one key decides about each. A review can be left and taken up again at any time.',
  emptyKeys: [
    { key: 'A', what: 'approve' },
    { key: 'X', what: 'reject' },
    { key: 'L', what: 'later' },
    { key: 'Z', what: 'undo' },
  ],
  allDecided: 'Everything is decided',
  toLibrary: 'Go to the library',
  importFirst: 'Import files',
  waiting: (undecided: number, total: number): string =>
    total === 0
      ? 'There is nothing here to decide about yet.'
      : `${numberText(undecided)} of ${numberText(total)} files here are undecided.`,
  unfinished: 'Begun and not finished',
  continue: 'Continue',
  end: 'End this review',
  ended: 'Review ended. The decisions stay.',
  library: 'Review the library',
  position: (at: number, total: number): string => `${numberText(at)} of ${numberText(total)}`,
  said: (at: number, total: number, what: string): string =>
    `${numberText(at)} of ${numberText(total)}, ${what}`,
  states,
  approve: 'Approve',
  reject: 'Reject',
  later: 'Later',
  undo: 'Undo',
  back: 'Back',
  next: 'Next',
  stage: 'Picture',
  onlyUndecided: 'Only undecided',
  moveOn: 'Ratings and themes move on too',
  options: 'Options',
  themes: 'Themes',
  newTheme: 'New theme',
  themePlaceholder: 'Theme, then Enter',
  theme: (name: string): string => `theme ${name}`,
  rating: 'Rating',
  noRating: 'No rating',
  star: 'Star',
  starred: 'starred',
  unstarred: 'star taken away',
  stars: (count: number): string => countText(count, 'star', 'stars'),
  nothingToUndo: 'Nothing decided here to take back',
  undone: 'taken back',
  doneTitle: (total: number): string => `That was all ${numberText(total)}`,
  doneStill: (count: number): string =>
    `${countText(count, 'file is', 'files are')} still undecided.`,
  doneAll: 'Everything is decided.',
  toUndecided: 'Go to the undecided',
  trashRejected: (count: number): string =>
    `Move ${countText(count, 'rejected file', 'rejected files')} to the trash`,
  trashRejectedHelp:
    'What goes to the trash can be restored from there. Your own folders are not touched.',
  trashed: (count: number): string =>
    `${countText(count, 'rejected file', 'rejected files')} moved to the trash`,
  reviewLater: (count: number): string => `Review ${numberText(count)} put off`,
  finish: 'Done',
  again: 'From the start',
  missing: 'The file is missing',
  undrawable: 'This picture cannot be drawn: the file is damaged, or its format is not known here.',
  smallOnly: 'This browser cannot draw the file itself. This is its small picture.',
  keys: {
    title: 'Keys of the review',
    decide: 'Decide',
    undecided: 'Undecided again',
    undo: 'Take the newest back',
    move: 'Back and on',
    themes: 'Themes',
    noThemes: 'A new theme gets the next number',
    rate: 'Rate with 1 to 5 stars',
    unrate: 'Take the rating away',
    star: 'Star, or take the star away',
    look: 'Look',
    zoom: 'Nearer and whole again; a video: play and pause',
    fit: 'Show all of it',
    play: 'Play and pause',
    leave: 'Leave; it goes on here later',
  },
  touch: 'Swipe right to approve, left to reject, up for later.',
} as const;

/** Words of seeing a picture larger. */
export const zoomWords = {
  in: 'Zoom in',
  out: 'Zoom out',
  fit: 'Fit',
  isWhole: 'all of it is shown',
} as const;

/** Words of comparing. */
export const compareWords = {
  title: (count: number): string => `Compare ${numberText(count)} pictures`,
  ways: 'How they are shown',
  side: 'Side by side',
  slider: 'Slider',
  flick: 'In place',
  sliderOnlyTwo: 'The slider needs exactly two pictures',
  sliderLabel: 'Where the two pictures meet',
  letter: (at: number): string => 'ABCD'.charAt(at),
  pane: (letter: string, name: string): string => `${letter}: ${name}`,
  showing: (letter: string, name: string): string => `Showing ${letter}, ${name}`,
  differences: 'Differences',
  same: 'The same in everything that is listed here.',
  approve: (letter: string): string => `Approve ${letter}`,
  reject: (letter: string): string => `Reject ${letter}`,
  keep: (letter: string): string => `Keep ${letter}, reject the rest`,
  said: (letter: string, what: string): string => `${letter} ${what}`,
  kept: (letter: string): string => `${letter} approved, the rest rejected`,
  keysHelp:
    'Space shows the next in place. 1–4 choose one, A approves it, X rejects it, K keeps it.',
  best: 'best',
} as const;

const facts: Readonly<Record<DifferingFact, string>> = {
  pixels: 'Pixels',
  format: 'Format',
  size: 'File size',
  quality: 'JPEG quality, estimated',
  created: 'In the library since',
  rating: 'Rating',
  review: 'Decision',
  prompt: 'Prompt and model',
  tags: 'Tags',
  uses: 'Uses',
};

const reasons: Readonly<Record<DifferingFact, string>> = {
  pixels: 'it has more pixels',
  format: 'its format loses nothing',
  size: 'its file is larger',
  quality: 'its JPEG quality is higher',
  created: 'it came first',
  rating: 'it is rated higher',
  review: 'it was decided better',
  prompt: 'it knows its prompt',
  tags: 'it has more tags',
  uses: 'it is used in more places',
};

/** A value of a differing fact in words. */
export function factText(fact: DifferingFact, value: string | number | null): string {
  if (value === null) return '–';
  if (fact === 'size') return bytesText(Number(value));
  if (fact === 'created') return momentText(Number(value));
  if (fact === 'rating') return countText(Number(value), 'star', 'stars');
  if (fact === 'prompt') return value === 1 ? 'known' : 'not known';
  if (fact === 'pixels') {
    const pixels = Number(value);
    // A small one would have none after rounding.
    return pixels < 50_000
      ? countText(pixels, 'pixel', 'pixels')
      : `${(pixels / 1e6).toFixed(2)} MP`;
  }
  if (fact === 'format') return String(value).toUpperCase();
  if (fact === 'tags' || fact === 'uses') return numberText(Number(value));
  return String(value);
}

const verdicts: Readonly<Record<SimilarVerdict, string>> = {
  duplicate: 'duplicate',
  alternate: 'alternate',
  unrelated: 'not related',
};

/** Words of judging pictures alike. */
export const similarWords = {
  title: 'Pictures alike',
  intro:
    'Looks through every picture of the library for others that are nearly the same: resized, saved again, a little lighter. Nothing is decided for you.',
  find: 'Find pictures alike',
  importFirst: 'Import pictures',
  tooFew: 'It takes at least two pictures.',
  findAgain: 'Search again',
  finding: 'Looking for pictures alike…',
  findFailed: 'The search did not end well',
  noneTitle: 'No pictures alike',
  noneText: (printed: number): string =>
    `${countText(printed, 'picture was', 'pictures were')} compared and nothing is left to decide.`,
  neverTitle: 'Find pictures that are nearly the same',
  unprinted: (count: number): string =>
    `${countText(count, 'picture was', 'pictures were')} not looked at yet. Search again to include ${count === 1 ? 'it' : 'them'}.`,
  unreadable: (count: number): string =>
    `${countText(count, 'picture', 'pictures')} could not be compared: drawings (SVG), and files that are missing or cannot be read.`,
  found: (count: number): string => countText(count, 'pair to decide', 'pairs to decide'),
  within: 'Show',
  closeness: { 0: 'The same picture', 4: 'Almost the same', 8: 'Alike' } as Readonly<
    Record<number, string>
  >,
  start: (count: number): string => `Decide ${countText(count, 'pair', 'pairs')}`,
  judged: (count: number): string =>
    `${countText(count, 'pair was', 'pairs were')} decided before and will not be asked again.`,
  notWhole: 'Only the first 50,000 pairs are listed. Decide some and search again.',
  position: (at: number, total: number): string => `${numberText(at)} of ${numberText(total)}`,
  distance: (bits: number): string =>
    bits === 0 ? 'Look exactly alike' : `${countText(bits, 'bit', 'bits')} of 64 apart`,
  sameBytes: 'The same file, kept twice',
  facts,
  better: 'better',
  left: 'Left',
  right: 'Right',
  keepLeft: 'Duplicate: keep left',
  keepRight: 'Duplicate: keep right',
  alternate: 'Alternate versions',
  unrelated: 'Not related',
  later: 'Later',
  undo: 'Undo',
  back: 'Back',
  suggestion: (side: 'left' | 'right', fact: DifferingFact): string =>
    `Suggested: keep ${side}, because ${reasons[fact]}.`,
  noSuggestion: 'Nothing listed speaks for one of them.',
  duplicateHelp:
    'The one that stays takes over tags, rating, approval, packs, collections and places; the other goes to the trash. One undo takes all of it back.',
  said: (at: number, total: number, what: string): string =>
    `${numberText(at)} of ${numberText(total)}, ${what}`,
  keptSaid: (side: 'left' | 'right'): string => `duplicate, ${side} kept`,
  verdicts,
  undone: 'taken back',
  nothingToUndo: 'No verdict here to take back',
  doneTitle: 'All pairs were shown',
  doneText: (judged: number, later: number): string =>
    `${countText(judged, 'pair', 'pairs')} decided, ${numberText(later)} put off for another time.`,
  close: 'Done',
  flick: 'In place',
  differences: 'Differences',
  noDifferences: 'No listed fact differs.',
  stage: (side: 'left' | 'right', name: string): string =>
    `${side === 'left' ? 'Left' : 'Right'}: ${name}`,
  flicked: (side: 'left' | 'right'): string => `Showing ${side}`,
} as const;
