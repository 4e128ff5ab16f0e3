import { expect, test } from 'vitest';
import { columnType, csvOf, jsonOf, planTree } from './export.ts';

const rows = [
  [1, 'plain', null, ''],
  [2.5, 'a "quoted", one\nand more', { bytes: 12 }, 'é'],
] as const;

test('CSV is quoted where RFC 4180 asks for it, and nothing differs from an empty text', () => {
  expect(csvOf(['n', 'name, long', 'b', 'e'], rows)).toBe(
    'n,"name, long",b,e\r\n1,plain,,""\r\n2.5,"a ""quoted"", one\nand more",[12 bytes],é\r\n',
  );
});

test('JSON keeps columns of one name apart', () => {
  expect(JSON.parse(jsonOf(['a', 'a', 'b', 'a'], rows))).toEqual([
    { a: 1, a_2: 'plain', b: null, a_3: '' },
    { a: 2.5, a_2: 'a "quoted", one\nand more', b: { bytes: 12 }, a_3: 'é' },
  ]);
});

test('types are told by the values', () => {
  expect([0, 1, 2, 3].map((place) => columnType(rows, place))).toEqual([
    'real',
    'text',
    'blob',
    'text',
  ]);
  expect(columnType([[1], ['x']], 0)).toBe('mixed');
  expect(columnType([[null]], 0)).toBe('null');
});

test('a plan becomes a tree', () => {
  const plan = [
    [3, 0, 0, 'SCAN a'],
    [5, 3, 0, 'CORRELATED'],
    [7, 5, 0, 'SEARCH b'],
    [9, 0, 0, 'SORT'],
  ];
  expect(planTree(plan)).toEqual([
    {
      id: 3,
      detail: 'SCAN a',
      children: [
        { id: 5, detail: 'CORRELATED', children: [{ id: 7, detail: 'SEARCH b', children: [] }] },
      ],
    },
    { id: 9, detail: 'SORT', children: [] },
  ]);
});
