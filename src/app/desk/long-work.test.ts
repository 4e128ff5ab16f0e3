import { expect, it } from 'vitest';

import { followed, noWork } from './long-work.ts';

it('tells how long a stretch of work took and how much of it failed', () => {
  const begun = followed(noWork, { busy: true, failed: 2, now: 1_000 });
  expect(begun).toEqual({ work: { since: 1_000, failedBefore: 2 }, ended: null });
  const going = followed(begun.work, { busy: true, failed: 3, now: 20_000 });
  expect(going).toEqual({ work: begun.work, ended: null });
  const ended = followed(going.work, { busy: false, failed: 3, now: 31_000 });
  expect(ended).toEqual({ work: noWork, ended: { ms: 30_000, failed: 1 } });
});

it('says nothing while nothing runs, and never a negative number of failures', () => {
  expect(followed(noWork, { busy: false, failed: 5, now: 9 })).toEqual({
    work: noWork,
    ended: null,
  });
  const retried = followed({ since: 0, failedBefore: 5 }, { busy: false, failed: 1, now: 10 });
  expect(retried.ended).toEqual({ ms: 10, failed: 0 });
});
