import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { archiveName, timeName, timeOfName } from './names.ts';

const now = Date.UTC(2026, 10, 21, 13, 30);

describe('names', () => {
  it('tell their time again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (time) => {
        expect(timeOfName(`${timeName(time)}.sqlite`)).toBe(time);
      }),
    );
    expect(timeOfName('holiday.sqlite')).toBe(null);
    expect(timeOfName('2026-13-41T99-00-00-000Z.sqlite')).toBe(null);
  });

  it('are taken by every file system', () => {
    expect(archiveName('A/B: "C"?', now)).toBe('A B   C 2026-11-21.inkreel.zip');
    expect(archiveName('///', now)).toBe('Inkreel 2026-11-21.inkreel.zip');
  });
});
