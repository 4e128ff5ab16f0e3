import { describe, expect, test } from 'vitest';
import { nameReader, type NameReading } from './name-tags.ts';

const read = (pattern: string, name: string): NameReading | null => {
  const reader = nameReader(pattern);
  if (!reader.ok) throw new Error(JSON.stringify(reader.failure));
  return reader.value(name);
};

describe('A1: tags out of file names', () => {
  test.each([
    ['{tag}', 'cat', { tags: ['cat'] }],
    ['{theme}_{tag}_{*}', 'sea_boat_0012', { tags: ['boat'], theme: 'sea' }],
    [
      '{source} - {tags}',
      'Midjourney - night, market',
      { tags: ['night', 'market'], source: 'Midjourney' },
    ],
    ['IMG_{tag}', 'img_cat', { tags: ['cat'] }],
    ['{tag} final', 'cat final final', { tags: ['cat final'] }],
    ['{tags}', 'cat_dog  bird', { tags: ['cat', 'dog', 'bird'] }],
  ])('%s reads %s', (pattern, name, reading) => {
    expect(read(pattern, name)).toEqual(reading);
  });

  test.each([
    ['{theme}_{tag}', 'sea'],
    ['{theme}_{tag}', '_boat'],
    ['{theme}_{tag}', 'sea_'],
    ['IMG_{tag}', 'DSC_cat'],
    ['{tag}_x', 'cat_y'],
  ])('%s does not fit %s', (pattern, name) => expect(read(pattern, name)).toBeNull());

  test.each(['', 'plain', '{tag}{theme}', '{colour}', '{tag'])('%s is no pattern', (pattern) => {
    expect(nameReader(pattern)).toMatchObject({ ok: false, failure: { field: 'pattern' } });
  });

  test('a long name of nothing but signs is answered at once', () => {
    const pattern = Array.from({ length: 30 }, () => '{*}').join('_');
    expect(read(`${pattern}!{tag}`, '_'.repeat(255))).toBeNull();
  });
});
