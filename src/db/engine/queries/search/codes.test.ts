import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AssetId } from '#domain/id.ts';
import { fileOf, migratedConnection, testLibrary, type TestLibrary } from '../../testing.ts';

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** What facets and counts say, and the same counted by SQL alone. */
function bothWays(library: TestLibrary): readonly [unknown, unknown] {
  const facets = library.ask('facets', { filter: {} });
  const trash = library.ask('facets', { filter: { trashed: true } });
  const counted = (column: string, shelf = 1): Record<string, number> =>
    Object.fromEntries(
      library.connection
        .all<{ value: string | number | null; count: number }>(
          `SELECT ${column} AS value, count(*) AS count FROM assets WHERE shelf = ? GROUP BY 1`,
          [shelf],
        )
        .map(({ value, count }) => [String(value ?? 'none'), count]),
    );
  const { none: _, ...themes } = counted(`nullif(theme, '')`);
  const listed = Object.fromEntries(facets.theme.map(({ value, count }) => [value, count]));
  const approved = counted('approved');
  const counts = library.ask('counts', {});
  return [
    [
      facets.kind,
      facets.rating,
      facets.approved,
      listed,
      trash.kind,
      counts.assets,
      counts.trashed,
    ],
    [
      counted('kind'),
      counted('rating'),
      { yes: approved['1'] ?? 0, no: approved['0'] ?? 0 },
      themes,
      counted('kind', 2),
      sum(counted('kind')),
      sum(counted('kind', 2)),
    ],
  ];
}

test('counts that are repaired after each change are those that a fresh count gives', () => {
  const names = ['night', 'day', 'dusk'];
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(7), fc.nat(20), fc.nat(2)), { maxLength: 25 }),
      (steps) => {
        const library = testLibrary();
        const assets: AssetId[] = [library.picture('0.png'), library.picture('1.png')];
        // Asked from the beginning: from here on everything is repaired.
        expect(bothWays(library)[0]).toEqual(bothWays(library)[1]);
        for (const [act, which, name] of steps) {
          const asset = assets[which % assets.length]!;
          const theme = names[name]!;
          if (act === 0) assets.push(library.picture(`${assets.length}.png`));
          else if (act === 1) library.do('editAssets', { assets: [asset], changes: { theme } });
          else if (act === 2) library.do('approveAssets', { assets, approved: name === 0 });
          else if (act === 3) library.do('trashAssets', { assets: [asset] });
          else if (act === 4) library.do('restoreAssets', { assets: [asset] });
          else if (act === 5) {
            const { request } = library.do('editAssets', {
              assets: [asset],
              changes: { rating: 1 + name, theme: `${theme} ${which}` },
            });
            if (name > 0) library.do('undoRequest', { request });
          } else if (act === 6) library.do('renameThemes', { themes: [theme], name: names[0]! });
          else library.do('emptyTrash', {});
          const [said, counted] = bothWays(library);
          expect(said).toEqual(counted);
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('following a change reads the newest of the journal only', () => {
  const connection = migratedConnection();
  const asked: string[] = [];
  const all = connection.all.bind(connection);
  connection.all = (sql, values) => {
    asked.push(sql);
    return all(sql, values);
  };
  const library = testLibrary(connection);
  const asset = library.picture('a.png');
  bothWays(library);
  asked.length = 0;
  library.must('editAssets', { assets: [asset], changes: { rating: 3 } });
  const repairs = asked.filter((sql) => sql.includes('audit_log e'));
  expect(repairs).toHaveLength(1);
  const steps = all<{ detail: string }>(`EXPLAIN QUERY PLAN ${repairs[0]}`, [1]);
  expect(steps[0]?.detail).toContain('INTEGER PRIMARY KEY (rowid>?)');
});

test('a change of very many, and one that is rolled back, leave true counts', () => {
  const library = testLibrary();
  library.picture('first.png');
  bothWays(library);
  const files = Array.from({ length: 2600 }, (_, index) =>
    fileOf(`${index}.png`, { path: `a/${index}.png` }),
  );
  library.must('importFiles', { files, onDuplicate: 'skip', origin: 'import' });
  expect(library.connection.one('SELECT count(*) > 5000 AS many FROM audit_log')).toEqual({
    many: 1,
  });
  const [said, counted] = bothWays(library);
  expect(said).toEqual(counted);
  expect(said).toMatchObject([{ image: 2601 }, {}, {}, {}, {}, 2601, 0]);
  const id = library.picture('last.png');
  expect(
    library.do('editAssets', { assets: [id, 'nobody' as AssetId], changes: { theme: 'x' } }).result
      .ok,
  ).toBe(false);
  expect(bothWays(library)[0]).toEqual(bothWays(library)[1]);
});
