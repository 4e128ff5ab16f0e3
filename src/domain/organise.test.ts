import { expect, test } from 'vitest';
import { folderParts } from './folder-tags.ts';
import { nameChanger, type NameChange } from './name-pattern.ts';
import { tagMatch } from './tags.ts';

const asset = {
  name: 'night castle.v1.PNG',
  theme: 'Castles',
  source: null,
  kind: 'image',
  width: 1664,
  height: 1088,
  day: '2024-05-06',
};
function renamed(change: NameChange, name = asset.name, place = 0): string {
  const changer = nameChanger(change);
  if (!changer.ok) throw new Error(JSON.stringify(changer.failure));
  return changer.value({ ...asset, name }, place);
}

test('a pattern counts, keeps the extension, and fills in what is known', () => {
  expect(renamed({ pattern: '{theme} {n:3}' })).toBe('Castles 001.PNG');
  expect(renamed({ pattern: '{n}-{name}', start: 98 }, 'moss.jpg', 3)).toBe('101-moss.jpg');
  expect(renamed({ pattern: '{name}.{ext}' })).toBe('night castle.v1.PNG');
  expect(renamed({ pattern: '{kind} {width}×{height} {date}' }, 'a')).toBe(
    'image 1664×1088 2024-05-06',
  );
  expect(renamed({ pattern: '{{{n}}}' }, 'a')).toBe('{1}');
});

test('a name never becomes empty', () => {
  expect(renamed({ pattern: '{source}' })).toBe(asset.name);
  expect(renamed({ find: 'a', replace: '' }, 'a')).toBe('a');
});

test('find and replace takes the text as it is, and works on what the pattern made', () => {
  expect(renamed({ find: '.v1', replace: '' })).toBe('night castle.PNG');
  expect(renamed({ find: 'CASTLE', replace: '$&' })).toBe('night $&.v1.PNG');
  expect(renamed({ find: 'CASTLE', replace: 'x', match_case: true })).toBe(asset.name);
  expect(renamed({ pattern: '{theme}', find: 'cast', replace: 'Ang' })).toBe('Angles.PNG');
});

test('what a pattern does not know is said with what it knows', () => {
  for (const pattern of ['{thing}', '{name', 'a}', '{theme:3}', '{}']) {
    const made = nameChanger({ pattern });
    expect(made, pattern).toMatchObject({ ok: false, failure: { field: 'pattern' } });
  }
});

test('folders are parted, stripped and counted from either end', () => {
  const path = 'Pictures/AI/2024/Night_Castle/a.png';
  expect(folderParts(path, {})).toEqual(['Pictures', 'AI', '2024', 'Night_Castle']);
  expect(folderParts(path, { strip: 'Pictures/AI/' })).toEqual(['2024', 'Night_Castle']);
  expect(folderParts(path, { strip: 'Elsewhere' })).toHaveLength(4);
  expect(folderParts(path, { levels: [1, -1] })).toEqual(['Pictures', 'Night_Castle']);
  expect(folderParts(path, { levels: [-1], separators: '_', lower_case: true })).toEqual([
    'night',
    'castle',
  ]);
  expect(folderParts('a.png', {})).toEqual([]);
});

test('a tag answers by its name, its words, then inside a word', () => {
  expect(tagMatch('castle', 'castle')).toBe(0);
  expect(tagMatch('castle', 'cas')).toBe(1);
  expect(tagMatch('sandcastle castle', 'cas')).toBe(2);
  expect(tagMatch('sandcastle', 'cas')).toBe(3);
  expect(tagMatch('moss', 'cas')).toBeNull();
});
