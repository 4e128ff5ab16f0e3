import { expect, it } from 'vitest';

import { migratedConnection } from './engine/testing.ts';

it('waits for the disk again after a relaxed commit, also after one that failed', () => {
  const connection = migratedConnection();
  const level = () => connection.one<{ synchronous: number }>('PRAGMA synchronous')?.synchronous;
  expect(level()).toBe(2);
  expect(connection.relaxed(() => connection.transaction(level))).toBe(1);
  expect(level()).toBe(2);
  const failing = (): never =>
    connection.relaxed(() =>
      connection.transaction(() => {
        throw new Error('no');
      }),
    );
  expect(failing).toThrow('no');
  expect(level()).toBe(2);
});
