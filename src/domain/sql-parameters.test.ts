import { expect, test } from 'vitest';
import { parametersOf, typedValue } from './sql-parameters.ts';

test.each([
  ['SELECT 1', []],
  ['SELECT ?, ?', ['?1', '?2']],
  ['SELECT ?2', ['?1', '?2']],
  [
    `SELECT ':no', "?" , [a?], \`:b\` -- :c\n /* ? */ WHERE a = :theme OR b = :theme OR c = $x`,
    [':theme', '$x'],
  ],
  ["SELECT metadata ->> '$.role' FROM a", []],
])('%s asks for %j', (sql, names) => {
  expect(parametersOf(sql)).toEqual(names);
});

test('a typed value is a number, nothing or text', () => {
  expect(['12', '-1.5', 'NULL', "'12'", 'rain', '', "'it''s'", '1e3'].map(typedValue)).toEqual([
    12,
    -1.5,
    null,
    '12',
    'rain',
    '',
    "it's",
    1000,
  ]);
});
