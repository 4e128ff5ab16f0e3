import { expect, test } from 'vitest';

import { afterChange, choose, howOf, type Selection } from './selection.ts';

const order = Uint32Array.of(50, 40, 30, 20, 10);
const indexOf = (n: number): number => order.indexOf(n);
const none: Selection = { selected: new Set(), anchor: null, active: null };
const rows = (selection: Selection): readonly number[] =>
  [...selection.selected].toSorted((a, b) => a - b);

test('a plain choice replaces, a toggle adds and takes away', () => {
  const one = choose(none, 30, 'only', order, indexOf);
  expect(rows(one)).toEqual([30]);
  const two = choose(one, 10, 'toggle', order, indexOf);
  expect(rows(two)).toEqual([10, 30]);
  expect(rows(choose(two, 30, 'toggle', order, indexOf))).toEqual([10]);
  expect(rows(choose(two, 40, 'only', order, indexOf))).toEqual([40]);
});

test('a range goes from the anchor, in either direction, and the anchor stays', () => {
  const start = choose(none, 30, 'only', order, indexOf);
  const down = choose(start, 10, 'range', order, indexOf);
  expect(rows(down)).toEqual([10, 20, 30]);
  const up = choose(down, 50, 'range', order, indexOf);
  expect(rows(up)).toEqual([30, 40, 50]);
  expect(up.anchor).toBe(30);
});

test('a range with Ctrl adds to what is selected', () => {
  const start = choose(choose(none, 50, 'only', order, indexOf), 20, 'toggle', order, indexOf);
  expect(rows(choose(start, 10, 'addRange', order, indexOf))).toEqual([10, 20, 50]);
});

test('a range whose anchor is gone starts where it was asked for', () => {
  const lost: Selection = { selected: new Set(), anchor: 999, active: null };
  expect(rows(choose(lost, 20, 'range', order, indexOf))).toEqual([20]);
});

test('modifiers say how', () => {
  const keys = { shiftKey: false, ctrlKey: false, metaKey: false };
  expect(howOf(keys)).toBe('only');
  expect(howOf({ ...keys, metaKey: true })).toBe('toggle');
  expect(howOf({ ...keys, shiftKey: true })).toBe('range');
  expect(howOf({ ...keys, shiftKey: true, ctrlKey: true })).toBe('addRange');
});

test('when the selected row leaves, the one in its place is next', () => {
  const before: Selection = { selected: new Set([30]), anchor: 30, active: 30 };
  const left = Uint32Array.of(50, 40, 20, 10);
  const after = afterChange(before, 2, left, (n) => left.indexOf(n));
  expect(rows(after)).toEqual([20]);
  expect(after.active).toBe(20);
});

test('rows that stay are kept, and nothing is selected out of nothing', () => {
  const left = Uint32Array.of(50, 20);
  const find = (n: number): number => left.indexOf(n);
  const several: Selection = { selected: new Set([50, 30]), anchor: 50, active: 50 };
  expect(rows(afterChange(several, 0, left, find))).toEqual([50]);
  const focusedOnly: Selection = { selected: new Set(), anchor: null, active: 30 };
  const after = afterChange(focusedOnly, 1, left, find);
  expect(rows(after)).toEqual([]);
  expect(after.active).toBe(20);
});

test('the last row leaving leaves nothing', () => {
  const before: Selection = { selected: new Set([7]), anchor: 7, active: 7 };
  const after = afterChange(before, 0, new Uint32Array(0), () => -1);
  expect(after).toEqual({ selected: new Set(), anchor: null, active: null });
});
