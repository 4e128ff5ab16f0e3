import { expect, test } from 'vitest';
import { fileFinder } from './files.ts';
import { flagOf, keptCell, listOf, numberOf, objectOf, textOf, timeOf } from './values.ts';

test.each([
  ['2025-03-01T10:00:00Z', Date.UTC(2025, 2, 1, 10)],
  ['2025-03-01 10:00:00+00', Date.UTC(2025, 2, 1, 10)],
  ['2024-02-29 23:59:59.25-05:30', Date.UTC(2024, 2, 1, 5, 29, 59, 250)],
  ['1999-12-31', Date.UTC(1999, 11, 31)],
  ['2100-03-01T00:00', Date.UTC(2100, 2, 1)],
  [1_700_000_000, 1_700_000_000_000],
  ['1700000000000', 1_700_000_000_000],
  ['2025-13-01', null],
  ['yesterday', null],
  ['', null],
  [null, null],
])('3.24 the time %s is %s', (cell, time) => {
  expect(timeOf(cell)).toBe(time);
});

test('3.24 a cell is read as what it means, and never guessed', () => {
  expect(['{a,"b, c",NULL}', '["a", 2]', ['x'], 'one, two', '', null, '{}'].map(listOf)).toEqual([
    ['a', 'b, c'],
    ['a', '2'],
    ['x'],
    ['one', 'two'],
    [],
    [],
    [],
  ]);
  expect(['4.5', ' 7 ', 3, 'four', '0x10', '', '1e999'].map(numberOf)).toEqual([
    4.5,
    7,
    3,
    null,
    null,
    null,
    null,
  ]);
  expect(['t', 'false', 1, 'maybe'].map(flagOf)).toEqual([true, false, true, null]);
  expect(['{"a":1}', { b: 2 }, '[1]', 'x'].map(objectOf)).toEqual([{ a: 1 }, { b: 2 }, null, null]);
  expect([textOf('  '), textOf(0), textOf({})]).toEqual([null, '0', null]);
  expect([keptCell('[1,2]'), keptCell('{broken'), keptCell('x')]).toEqual([[1, 2], '{broken', 'x']);
});

test('3.24 a file is found by the end of its path, and not where two fit', () => {
  const find = fileFinder(['out/a/fox.png', 'out/b/fox.png', 'out/wolf.PNG']);
  expect(find('C:\\studio\\b\\fox.png')).toBe('out/b/fox.png');
  expect(find('/srv/wolf.png')).toBe('out/wolf.PNG');
  expect(find('fox.png')).toBeNull();
  expect(find('hare.png')).toBeNull();
});
