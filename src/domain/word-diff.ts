/** What changed between two texts, word by word: the longest common subsequence (Hunt and Szymanski's problem), by its table. */

export interface WordChange {
  readonly is: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Words of each text that are compared; a longer text is compared as a whole. */
const mostWords = 1500;

/** Words with the blanks behind them, so that joined they are the text again. */
const wordsOf = (text: string): readonly string[] => text.match(/\S+\s*|^\s+/g) ?? [];

/** Runs of words that stayed, went, or came; joined without what came they are `before`. */
export function wordDiff(before: string, after: string): readonly WordChange[] {
  if (before === after) return before === '' ? [] : [{ is: 'same', text: before }];
  const [old, fresh] = [wordsOf(before), wordsOf(after)];
  if (old.length > mostWords || fresh.length > mostWords) {
    return [
      { is: 'removed', text: before },
      { is: 'added', text: after },
    ];
  }
  const width = fresh.length + 1;
  // lengths[i * width + j]: of the longest common part of what follows word i and word j.
  const lengths = new Uint16Array((old.length + 1) * width);
  const same = (i: number, j: number): boolean => old[i]?.trim() === fresh[j]?.trim();
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = same(i, j)
        ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  const changes: { is: WordChange['is']; text: string }[] = [];
  const add = (is: WordChange['is'], text: string): void => {
    const last = changes.at(-1);
    if (last?.is === is) last.text += text;
    else changes.push({ is, text });
  };
  for (let [i, j] = [0, 0]; i < old.length || j < fresh.length;) {
    if (i < old.length && j < fresh.length && same(i, j)) {
      add('same', fresh[j] ?? '');
      i += 1;
      j += 1;
    } else if (
      i < old.length &&
      (j >= fresh.length ||
        (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      add('removed', old[i] ?? '');
      i += 1;
    } else {
      add('added', fresh[j] ?? '');
      j += 1;
    }
  }
  return changes;
}
