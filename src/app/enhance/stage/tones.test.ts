import { expect, test } from 'vitest';

import { noEdits } from '#media/edit/edits.ts';

import { Tones } from './tones.ts';

const brighter = (exposure: number) => ({ ...noEdits, exposure });

test('one light is made at a time, and of those wished meanwhile only the newest', () => {
  const tones = new Tones();
  expect(tones.begin()).toBeNull();
  tones.wish(brighter(1));
  const first = tones.begin();
  expect(first?.edits.exposure).toBe(1);
  tones.wish(brighter(2));
  tones.wish(brighter(3));
  expect(tones.begin(), 'the first is not there yet').toBeNull();
  tones.show();
  expect(tones.begin()?.edits.exposure).toBe(3);
});

test('back to no light and on to another one: its number is new, so old tiles never stand for it', () => {
  const tones = new Tones();
  tones.wish(brighter(1));
  const first = tones.begin();
  tones.show();
  tones.wish(noEdits);
  expect(tones.begin(), 'the picture as it is needs nothing').toBeNull();
  expect(tones.coming).toBe(0);
  tones.wish(brighter(2));
  tones.show();
  const next = tones.begin();
  expect(next?.edits.exposure).toBe(2);
  expect(next?.tone).not.toBe(first?.tone);
});

test('a wish outlives a thread that failed', () => {
  const tones = new Tones();
  tones.wish(brighter(1));
  tones.begin();
  tones.forget();
  expect(tones.begin()?.edits.exposure).toBe(1);
});
