import { expect, test } from 'vitest';

import { previewFile } from '#workers/folders/preview.ts';
import { folderWords } from '../words/folders.ts';
import { tryRules } from './PreviewFacts.tsx';

test('5.1.1 a preview counts what is taken, and names the endings of what is not', () => {
  const files = ['a.png', 'b.csv', 'c.csv', 'd.exe', 'notes', 'x.tmp'].map((path) =>
    previewFile(path, 10, 0),
  );
  const facts = tryRules({ files, isCut: false, unreadable: 0 }, ['*.tmp']);
  expect(facts).toMatchObject({ media: 1, bytes: 10, other: 4, excluded: 1 });
  expect(folderWords.other(facts.other, facts.others)).toBe(
    '4 files of other kinds are not taken: 2 .csv, 1 .exe, 1 without an ending.',
  );
});
