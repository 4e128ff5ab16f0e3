import fc from 'fast-check';
import { expect, test } from 'vitest';

import { wordDiff } from './word-diff.ts';

test('D2 a prompt’s changes are told word by word', () => {
  expect(wordDiff('a red fox at dawn', 'a grey fox at dawn, misty')).toEqual([
    { is: 'same', text: 'a ' },
    { is: 'removed', text: 'red ' },
    { is: 'added', text: 'grey ' },
    { is: 'same', text: 'fox at ' },
    { is: 'removed', text: 'dawn' },
    { is: 'added', text: 'dawn, misty' },
  ]);
  expect(wordDiff('same', 'same')).toEqual([{ is: 'same', text: 'same' }]);
  expect(wordDiff('', '')).toEqual([]);
});

test('D2 what stayed and came is the new text, what stayed and went has the words of the old', () => {
  const text = fc
    .array(fc.constantFrom('a', 'fox', 'red', 'at', 'dawn'), { maxLength: 12 })
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = wordDiff(before, after);
      const join = (left: string) =>
        changes
          .filter(({ is }) => is !== left)
          .map(({ text: part }) => part)
          .join('');
      expect(join('removed')).toBe(after);
      const words = (of: string) => of.split(/\s+/).filter(Boolean);
      const kept = changes
        .filter(({ is }) => is !== 'added')
        .flatMap(({ text: part }) => words(part));
      expect(kept).toEqual(words(before));
    }),
  );
});
