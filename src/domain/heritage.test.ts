import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { provenances } from './asset.ts';
import { creditsOf, creditsTogether, heritageOf, provenanceOf, withCredits } from './heritage.ts';
import { termsOf } from './rights-terms.ts';

const source = (metadata: object, from: string | null = null) => ({
  source: from,
  metadata: JSON.stringify(metadata),
});

describe('heritageOf', () => {
  it('takes over from one source what it says, letter for letter', () => {
    expect(
      heritageOf([source({ creators: ['Mina'], rights: 'a; b; a', description: 'x' }, 'A + A')]),
    ).toEqual({ creators: ['Mina'], rights: 'a; b; a', source: 'A + A' });
    expect(heritageOf([source({})])).toEqual({ creators: [], rights: null, source: null });
  });

  it('names everyone of several, and keeps every condition', () => {
    const both = heritageOf([
      source({ creators: ['Mina', 'Jun'], rights: '© Mina' }, 'Midjourney'),
      source({ creators: ['Jun', 'Ann'], rights: 'CC BY-NC 4.0' }, 'own camera'),
      source({}),
    ]);
    expect(both).toEqual({
      creators: ['Mina', 'Jun', 'Ann'],
      rights: '© Mina; CC BY-NC 4.0',
      source: 'Midjourney + own camera',
    });
    // Joined once more with one of them, nothing is said twice.
    const again = heritageOf([
      source({ creators: both.creators, rights: both.rights }, both.source),
      source({ creators: ['Mina'], rights: '© Mina' }, 'Midjourney'),
    ]);
    expect(again).toEqual(both);
  });

  it('takes only texts out of what an older program wrote', () => {
    expect(creditsOf({ creators: 'Mina' as never, rights: ['© Mina', 4] as never })).toEqual({
      creators: ['Mina'],
      rights: '© Mina',
    });
    expect(creditsOf({ creators: [1, null] as never, rights: { a: 1 } as never })).toEqual({
      creators: [],
      rights: null,
    });
  });

  it('keeps to what a sidecar may hold, and cuts no text in the middle', () => {
    const long = (letter: string): string => letter.repeat(4000);
    const { rights, creators } = creditsTogether(
      ['a', 'b', 'c'].map((letter) => ({
        rights: long(letter),
        creators: Array.from({ length: 9 }, (_, index) => `${letter}${index}`),
      })),
    );
    expect(rights).toBe(`${long('a')}; ${long('b')}`);
    expect(creators).toHaveLength(20);
  });

  it('forbids what any source forbids, in whatever order they come', () => {
    const text = fc.constantFrom('© Ann', 'CC BY-NC 4.0', 'CC BY-ND', 'CC BY-SA', 'CC0', 'mine');
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
        const { rights } = heritageOf(texts.map((rights_) => source({ rights: rights_ })));
        const read = termsOf(rights ?? '');
        for (const term of ['forbidsSale', 'forbidsChanges', 'asksSameLicence'] as const) {
          expect(read[term]).toBe(texts.some((one) => termsOf(one)[term]));
        }
      }),
    );
  });
});

it('credits are written beside what metadata says, and nothing where nobody says any', () => {
  const metadata = { bit_depth: 8, creators: ['old'] };
  expect(withCredits(metadata, { creators: [], rights: null })).toEqual(metadata);
  expect(withCredits(metadata, { creators: ['new'], rights: 'r' })).toEqual({
    bit_depth: 8,
    creators: ['new'],
    rights: 'r',
  });
});

it('what a model made stays said, whatever it is joined with', () => {
  for (const other of provenances) {
    expect(provenanceOf(['user_provided', other])).toBe(other);
    expect(provenanceOf([other, 'ai_generated'])).toBe('ai_generated');
  }
  expect(provenanceOf(['enhanced', 'unknown'])).toBe('unknown');
});
