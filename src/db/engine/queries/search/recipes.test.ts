import { expect, test } from 'vitest';

import { testLibrary } from '../../testing.ts';

test('B6 terms of prompts and LoRAs are facets by frequency, and each is a search', () => {
  const library = testLibrary();
  const make = (name: string, prompt: string, params: Record<string, unknown> = {}) => {
    const id = library.picture(name);
    const generation = JSON.stringify({ provider: 'sd', model: 'xl', prompt, params });
    library.connection.run('UPDATE assets SET generation = ? WHERE id = ?', [generation, id]);
    return id;
  };
  const fox = make('fox.png', 'Fox, golden hour, <lora:ink:0.7>');
  make('owl.png', 'owl, (Golden Hour:1.2)', { lora_hashes: 'ink: 1a, wash: 2b' });
  make('cat.png', 'a cat that waits for the golden hour to pass');
  library.picture('plain.png');
  const facet = (part: 'prompt' | 'lora', query?: string) =>
    library
      .ask('recipeFacets', { part, filter: query === undefined ? {} : { query } })
      .map(({ value, count }) => [value, count]);
  const found = (query: string): number =>
    library.ask('assetLayout', { filter: { query }, sort: 'newest' }).n.length;

  expect(facet('prompt')[0]).toEqual(['golden hour', 2]);
  expect(facet('lora')).toEqual([
    ['ink', 2],
    ['wash', 1],
  ]);
  expect(facet('lora', 'fox')).toEqual([['ink', 1]]);
  for (const [value, count] of facet('prompt')) {
    expect([value, found(`prompt="${String(value)}"`)]).toEqual([value, count]);
  }
  for (const [value, count] of facet('lora')) {
    expect([value, found(`lora="${String(value)}"`)]).toEqual([value, count]);
  }
  // Words of a prompt are more than its terms.
  expect(found('prompt:"golden hour"')).toBe(3);
  expect(found('lora:none')).toBe(2);
  expect(library.ask('suggestQuery', { text: 'lora:i', cursor: 6, filter: {} })[0]).toMatchObject({
    label: 'ink',
    count: 2,
  });

  // Another recipe, the trash for good: nothing stays behind.
  library.connection.run(`UPDATE assets SET generation = NULL WHERE id = ?`, [fox]);
  expect(facet('lora')).toContainEqual(['wash', 1]);
  expect(found('lora:ink')).toBe(1);
  const rows = library.ask('assetLayout', { filter: {}, sort: 'newest' }).n;
  library.must('trashAssets', { assets: library.ask('assetIds', { rows: [...rows] }) });
  library.must('emptyTrash', {});
  expect(library.connection.all('SELECT * FROM recipe_rows')).toEqual([]);
});
