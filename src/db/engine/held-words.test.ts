import { describe, expect, test } from 'vitest';
import { holdWords } from './held-words.ts';
import { testLibrary } from './testing.ts';

describe('words of assets whose tags change', () => {
  test('are held back until all is written, then stand once, and nothing stays held', () => {
    const library = testLibrary();
    const [one, two] = [library.picture('one.png'), library.picture('two.png')];
    const { connection } = library;
    const found = (word: string): number =>
      connection.one<{ n: number }>(
        'SELECT count(*) AS n FROM asset_search WHERE asset_search MATCH ?',
        [word],
      )?.n ?? 0;
    const put = (asset: string, tag: string): number =>
      connection.run('INSERT INTO asset_tags (asset_id, tag, created_at) VALUES (?, ?, 0)', [
        asset,
        tag,
      ]);
    connection.transaction(() =>
      holdWords(connection, JSON.stringify([one]), () => {
        put(one, 'lantern');
        put(one, 'night');
        put(two, 'lantern');
        expect(found('lantern')).toBe(1);
        expect(found('night')).toBe(0);
        // What filters read is there at once.
        expect(connection.all("SELECT n FROM tag_rows WHERE tag = 'night'")).toHaveLength(1);
      }),
    );
    expect(found('lantern')).toBe(2);
    expect(found('night')).toBe(1);
    expect(connection.all('SELECT id FROM words_held')).toEqual([]);
    library.must('tagAssets', { assets: [one, two], add: ['sea'], remove: ['lantern'] });
    expect([found('lantern'), found('sea')]).toEqual([0, 2]);
  });

  test('are what they were where the writing fails', () => {
    const library = testLibrary();
    const asset = library.picture('one.png');
    const { connection } = library;
    const failing = () =>
      connection.transaction(() =>
        holdWords(connection, JSON.stringify([asset]), () => {
          connection.run('DELETE FROM asset_tags WHERE asset_id = ?', [asset]);
          throw new Error('full');
        }),
      );
    library.must('tagAssets', { assets: [asset], add: ['sea', 'night'] });
    expect(failing).toThrow('full');
    expect(connection.all('SELECT id FROM words_held')).toEqual([]);
    expect(library.ask('assetLayout', { filter: { query: 'sea' }, sort: 'newest' }).n).toHaveLength(
      1,
    );
  });
});
