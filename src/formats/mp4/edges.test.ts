import { describe, expect, it } from 'vitest';

import { bytesOf, bytesOfU32, concat } from '../bytes.ts';

import { mp4Edges } from './edges.ts';

const box = (type: string, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = concat(parts);
  return concat([bytesOfU32(body.length + 8), bytesOf(type), body]);
};
const numbers = (...values: readonly number[]): Uint8Array =>
  concat(values.map((value) => bytesOfU32(value >>> 0)));

const movie = (timescale: number) => box('mvhd', numbers(0, 0, 0, timescale, 9000));
const track = (number: number, edits: readonly (readonly [number, number])[]) =>
  box(
    'trak',
    box('tkhd', numbers(0, 0, 0, number)),
    ...(edits.length === 0
      ? []
      : [
          box(
            'edts',
            box(
              'elst',
              numbers(
                0,
                edits.length,
                ...edits.flatMap(([length, from]) => [length, from, 65_536]),
              ),
            ),
          ),
        ]),
  );
const itunes = (text: string) =>
  box(
    'udta',
    box(
      'meta',
      numbers(0),
      box(
        'ilst',
        box('©nam', numbers(1)),
        box(
          '----',
          box('mean', numbers(0), bytesOf('com.apple.iTunes')),
          box('name', numbers(0), bytesOf('iTunSMPB')),
          box('data', numbers(1, 0), bytesOf(text)),
        ),
      ),
    ),
  );

describe('where the sound of an MP4 begins and ends', () => {
  it('reads the edit list of the right track, an empty edit before it too', () => {
    const moov = concat([
      movie(1000),
      track(1, [[5000, 0]]),
      track(2, [
        [100, -1],
        [4000, 2112],
      ]),
      track(3, []),
    ]);
    expect(mp4Edges(moov, 1)).toMatchObject({ shown: 5, isEdited: false, step: 0.001 });
    expect(mp4Edges(moov, 2)).toMatchObject({ shown: 4, isEdited: true, itunes: null });
    expect(mp4Edges(moov, 3)).toMatchObject({ shown: null, isEdited: false });
    expect(mp4Edges(moov, 4)).toBeNull();
  });

  it('reads what iTunes says', () => {
    const said = ' 00000000 00000840 000001CA 00000000003F31F6 00000000 00000000';
    const moov = concat([movie(600), track(1, []), itunes(said)]);
    expect(mp4Edges(moov, 1)?.itunes).toEqual({ lead: 2112, frames: 4_141_558 });
    const odd = concat([movie(600), track(1, []), itunes('nothing of use')]);
    expect(mp4Edges(odd, 1)?.itunes).toBeNull();
  });

  it('survives every cut and what is no box', () => {
    const moov = concat([movie(1000), track(1, [[4000, 1024]]), itunes(' 0 840 1CA 3F31F6')]);
    for (let end = 0; end < moov.length; end += 1) {
      expect(() => mp4Edges(moov.subarray(0, end), 1)).not.toThrow();
    }
    expect(mp4Edges(new Uint8Array(1000).fill(0xff), 1)).toBeNull();
    const many = concat([movie(1000), track(1, [])]);
    expect(mp4Edges(many, 1)?.shown).toBeNull();
  });
});
