import { describe, expect, test } from 'vitest';

import { reviewStates } from '#domain/contract/curation.ts';
import type { AssetId } from '#domain/id.ts';

import { testLibrary, type TestLibrary } from './testing.ts';

/** A library of so many pictures whose facts are read; the newest last. */
function pictures(count: number): { library: TestLibrary; ids: AssetId[] } {
  const library = testLibrary();
  const ids = Array.from({ length: count }, (_, at) => library.picture(`${at}.png`));
  return { library, ids };
}
const edit = (library: TestLibrary, asset: AssetId, changes: object) =>
  library.must('editAssets', { assets: [asset], changes });
const opened = (library: TestLibrary, id: string) => {
  const found = library.ask('review', { id: id as never });
  if (!found) throw new Error('the review is gone');
  const states = Array.from(found.order.state, (one) => reviewStates[one]);
  const names = library.ask('assetsByRow', { rows: [...found.order.n] }).map(({ name }) => name);
  return { ...found, states, names };
};

describe('a review', () => {
  test('fixes its order when it begins, whatever is imported or renamed later', () => {
    const { library, ids } = pictures(3);
    const { review, total } = library.must('beginReview', { name: 'All', sort: 'name' });
    expect(total).toBe(3);
    library.picture('00 first.png');
    edit(library, ids[2]!, { name: 'a new name.png' });
    expect(opened(library, review).names).toEqual(['0.png', '1.png', 'a new name.png']);
  });

  test('takes the given assets in the order given, each once, and only what can be looked at', () => {
    const { library, ids } = pictures(4);
    library.must('trashAssets', { assets: [ids[1]!] });
    const { review } = library.must('beginReview', {
      name: 'Chosen',
      assets: [ids[3]!, ids[0]!, ids[3]!, ids[1]!],
    });
    expect(opened(library, review).names).toEqual(['3.png', '0.png']);
  });

  test('leaves out the decided when asked, and refuses to begin with nothing', () => {
    const { library, ids } = pictures(4);
    edit(library, ids[0]!, { approved: true });
    edit(library, ids[1]!, { review: 'rejected' });
    edit(library, ids[2]!, { review: 'later' });
    expect(library.ask('reviewable', { filter: {} })).toEqual({ total: 4, undecided: 1 });
    const { total } = library.must('beginReview', { name: 'Rest', undecided: true });
    expect(total).toBe(1);
    edit(library, ids[3]!, { approved: true });
    expect(library.do('beginReview', { name: 'None', undecided: true }).result).toMatchObject({
      ok: false,
      failure: { code: 'not_allowed' },
    });
    expect(library.ask('reviewable', { filter: { approved: true } })).toEqual({
      total: 2,
      undecided: 0,
    });
  });

  test('counts what was decided from the assets, and undo is seen in it at once', () => {
    const { library, ids } = pictures(3);
    const { review } = library.must('beginReview', { name: 'All', assets: ids });
    edit(library, ids[0]!, { approved: true });
    edit(library, ids[1]!, { review: 'rejected' });
    expect(opened(library, review).states).toEqual(['approved', 'rejected', 'undecided']);
    edit(library, ids[0]!, { review: 'later' });
    expect(opened(library, review).review).toMatchObject({ approved: 0, later: 1, undecided: 1 });
    const { undo } = library.ask('undoState', {});
    library.must('undoRequest', { request: undo!.request_id });
    expect(opened(library, review).states).toEqual(['approved', 'rejected', 'undecided']);
  });

  test('goes on where it was left, also when something before it was deleted for good', () => {
    const { library, ids } = pictures(5);
    const { review } = library.must('beginReview', { name: 'All', assets: ids });
    expect(opened(library, review).at).toBe(0);
    library.must('placeReview', { review, asset: ids[3]! });
    expect(opened(library, review).at).toBe(3);
    library.must('trashAssets', { assets: [ids[1]!] });
    expect(opened(library, review).states[1]).toBe('trashed');
    library.must('emptyTrash', {});
    const after = opened(library, review);
    expect(after.names[after.at]).toBe('3.png');
    library.must('placeReview', { review, asset: null });
    expect(opened(library, review).at).toBe(4);
    const stranger = library.picture('stranger.png');
    expect(library.do('placeReview', { review, asset: stranger }).result.ok).toBe(false);
  });

  test('is offered until it is ended, and moving about in it is no deed to undo', () => {
    const { library, ids } = pictures(2);
    const { review } = library.must('beginReview', { name: 'All', assets: ids });
    library.must('placeReview', { review, asset: ids[1]! });
    expect(library.ask('undoState', {}).undo).toBeNull();
    edit(library, ids[0]!, { approved: true });
    expect(library.ask('reviews', {}).map(({ id }) => id)).toEqual([review]);
    library.must('endReview', { review, ended: true });
    expect(library.ask('reviews', {})).toEqual([]);
    expect(library.must('endReview', { review, ended: true }).changed).toBe(0);
    library.must('endReview', { review, ended: false });
    expect(library.ask('reviews', {})).toHaveLength(1);
    expect(library.ask('review', { id: ids[0] as never })).toBeNull();
  });

  test('of the same is taken up again, at the next that is undecided', () => {
    const { library, ids } = pictures(4);
    const begin = (more: object = {}) =>
      library.must('beginReview', { name: 'All', sort: 'name', undecided: true, ...more });
    const first = begin();
    expect(begin()).toEqual(first);
    // Another order, or another set, is another review.
    expect(begin({ sort: 'newest' }).review).not.toBe(first.review);
    expect(begin({ assets: ids.slice(1) }).review).not.toBe(first.review);
    edit(library, ids[0]!, { approved: true });
    edit(library, ids[2]!, { review: 'later' });
    library.must('placeReview', { review: first.review, asset: ids[2]! });
    expect(begin()).toEqual({ review: first.review, total: 4 });
    expect(opened(library, first.review).at).toBe(3);
    library.must('placeReview', { review: first.review, asset: null });
    expect(opened(library, begin().review).at).toBe(1);
    const whole = library.must('beginReview', { name: 'All', sort: 'name' });
    expect(whole.review).toBe(first.review);
    library.picture('new.png');
    expect(begin()).toMatchObject({ total: 3 });
    library.must('endReview', { review: first.review, ended: true });
    expect(library.must('beginReview', { name: 'All', sort: 'name' }).review).not.toBe(
      first.review,
    );
  });

  test('without a decision is not offered, and forgotten after a day', () => {
    const { library, ids } = pictures(2);
    edit(library, ids[0]!, { rating: 4 });
    library.pass(10);
    const left = library.must('beginReview', { name: 'Left', assets: ids });
    library.must('placeReview', { review: left.review, asset: ids[1]! });
    expect(library.ask('reviews', {})).toEqual([]);
    const used = library.must('beginReview', { name: 'Used', assets: [ids[1]!] });
    edit(library, ids[1]!, { theme: 'moss' });
    expect(library.ask('reviews', {}).map(({ name }) => name)).toEqual(['Used', 'Left']);
    edit(library, ids[1]!, { theme: null });
    expect(library.ask('reviews', {})).toEqual([]);
    edit(library, ids[1]!, { approved: true });
    expect(library.ask('reviews', {})).toHaveLength(2);
    const rated = library.must('beginReview', { name: 'Rated', assets: [ids[0]!] });
    library.pass(2 * 86_400_000);
    library.must('beginReview', { name: 'Fresh', assets: ids.toReversed() });
    expect(library.ask('review', { id: rated.review })).toBeNull();
    expect(library.ask('review', { id: used.review })).not.toBeNull();
  });
});
