import { describe, expect, it } from 'vitest';

import { matchOf } from './match.ts';

const best = (typed: string, texts: readonly string[]): string | undefined =>
  texts
    .flatMap((text) => {
      const score = matchOf(text, typed);
      return score === null ? [] : [{ text, score }];
    })
    .toSorted((one, other) => other.score - one.score)[0]?.text;

const acts = ['Move to trash', 'Go to the trash', 'Mark as approved', 'Theme: dark', 'Queue'];

describe('what was typed in the palette', () => {
  it('finds an act by the beginnings of its words, in any order', () => {
    expect(matchOf('Move to trash', 'mo tr')).not.toBeNull();
    expect(matchOf('Move to trash', 'tr mo')).not.toBeNull();
    expect(matchOf('Move to trash', 'rash mo')).toBeNull();
  });

  it('finds it by its initials and by a part of a word', () => {
    expect(best('mtt', acts)).toBe('Move to trash');
    expect(best('approv', acts)).toBe('Mark as approved');
    expect(matchOf('screenshot.png', 'shot')).toBe(20);
  });

  it('puts the beginning of the whole before the beginning of a word', () => {
    expect(best('go', ['Let go', 'Go to the library'])).toBe('Go to the library');
    expect(best('queue', acts)).toBe('Queue');
  });

  it('does not mind accents and capitals', () => {
    expect(matchOf('Café au lait', 'cafe')).not.toBeNull();
    expect(matchOf('ŁÓDŹ', 'łódź')).toBe(100);
  });

  it('finds nothing where nothing is', () => {
    expect(acts.filter((act) => matchOf(act, 'zebra') !== null)).toEqual([]);
  });
});
