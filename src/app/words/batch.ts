import { bytesText, countText, numberText } from './format.ts';

/** How many of a batch made a result, found nothing to do, and failed. */
interface Ended {
  readonly made: number;
  readonly unneeded: number;
  readonly failed: number;
}

/** Words of what a batch made. */
export const batchWords = {
  title: 'Results',
  screenName: 'Results of a batch',
  gone: 'There is no such batch',
  goneText: 'Its tasks are no longer kept. What they made is in the library.',
  toQueue: 'Back to the queue',
  toLibrary: 'Go to the library',
  summary: (act: string, done: number, total: number): string =>
    `${act}: ${numberText(done)} of ${countText(total, 'asset', 'assets')} done`,
  open: (count: number): string =>
    count === 0 ? 'all decided' : `${countText(count, 'result', 'results')} to decide`,
  help: 'Before is on the left, after on the right. Approve what is better; the rest goes to the trash, from which it comes back. Originals stay in any case.',
  approve: (name: string): string => `Approve ${name}`,
  discard: (name: string): string => `Discard ${name}`,
  bringBack: (name: string): string => `Bring ${name} back`,
  compare: (name: string): string => `Compare before and after: ${name}`,
  approveOpen: (count: number): string => `Approve ${numberText(count)}`,
  discardOpen: (count: number): string => `Discard ${numberText(count)}`,
  again: (count: number): string =>
    `Make the ${count === 1 ? 'discarded one' : `${numberText(count)} discarded`} again…`,
  allStarred: 'what is left is starred: discard it one by one, or take the star away',
  discardedKept: (gone: number, kept: number): string =>
    `${countText(gone, 'result', 'results')} moved to the trash${
      kept > 0 ? `; ${countText(kept, 'starred one', 'starred ones')} kept` : ''
    }`,
  keptStarred: (count: number): string =>
    count === 1
      ? 'the starred one stays when the rest is discarded'
      : `${numberText(count)} starred stay when the rest is discarded`,
  noneOpen: 'everything is decided',
  toApproved: 'Go on with what is approved, in the library',
  approved: 'Approved',
  discarded: 'In the trash',
  sizes: (before: number | null, after: number | null): string =>
    before === null || after === null
      ? bytesText(after ?? 0)
      : `${bytesText(before)} → ${bytesText(after)}`,
  before: 'Before',
  after: 'After',
  waiting: 'not made yet',
  more: 'Show more',
  look: 'Look at the results',
  ended: (act: string, { made, unneeded, failed }: Ended): string =>
    `${act}: ${[
      failed > 0 ? `${numberText(made)} done` : countText(made, 'result', 'results'),
      ...(unneeded > 0 ? [`${numberText(unneeded)} with nothing to do`] : []),
      ...(failed > 0 ? [`${numberText(failed)} failed`] : []),
    ].join(', ')}`,
  unneeded: (count: number): string =>
    count === 1 ? 'One had nothing to do' : `${numberText(count)} had nothing to do`,
  unneededText: 'These stay as they are; nothing was made of them.',
  unneededOne: (name: string, reason: string): string => `${name}: ${reason}`,
};
