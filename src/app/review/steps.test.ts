import { expect, test } from 'vitest';

import { rowsAround, rowsOfBlock, stepBack, stepOn } from './steps.ts';

/** u undecided, a approved, r rejected, l later, t in the trash. */
const order = (states: string) => ({
  n: Uint32Array.from({ length: states.length }, (_, at) => at + 10),
  state: Uint8Array.from(states, (one) => 'uarlt'.indexOf(one)),
});

test('steps over what lies in the trash, and over the decided when asked', () => {
  const some = order('uatru');
  expect(stepOn(some, 0, false)).toBe(0);
  expect(stepOn(some, 2, false)).toBe(3);
  expect(stepOn(some, 1, true)).toBe(4);
  expect(stepOn(some, 5, true)).toBe(5);
  expect(stepBack(some, 3, false)).toBe(1);
  expect(stepBack(some, 4, true)).toBe(0);
  expect(stepBack(some, 0, false)).toBe(0);
});

test('is behind the last when nothing is left', () => {
  expect(stepOn(order('ar'), 0, true)).toBe(2);
  expect(stepOn(order(''), 0, false)).toBe(0);
});

test('looks ahead more than behind, without leaving the order', () => {
  expect(rowsAround(order('uuuuuu'), 1, 2)).toEqual([11, 12, 13, 10]);
  expect(rowsAround(order('uu'), 1, 4)).toEqual([11, 10]);
  expect(rowsAround(order('uu'), 2, 4)).toEqual([11]);
});

test('reads the same rows for some steps, and always those of the next steps', () => {
  const many = order('u'.repeat(40));
  expect(rowsOfBlock(many, 8)).toEqual(rowsOfBlock(many, 15));
  for (let at = 0; at < 36; at += 1) {
    expect(rowsOfBlock(many, at)).toEqual(expect.arrayContaining(rowsAround(many, at)));
  }
});
