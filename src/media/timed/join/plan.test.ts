import { describe, expect, it } from 'vitest';

import type { PartFacts } from './part.ts';
import { planJoin } from './plan.ts';

const packet = 1024 / 48_000;
const picture = {
  codec: 'avc',
  setup: 'a',
  width: 1280,
  height: 720,
  isPlain: true,
  turn: '0',
  colour: '{}',
  isHdr: false,
  canDecode: true,
  begins: 0,
  ends: 4,
  frame: 0.04,
  bitrate: 1e6,
};
const sound = {
  codec: 'aac',
  setup: 'b',
  rate: 48_000,
  channels: 2,
  canDecode: true,
  begins: -packet,
  ends: 4,
  sounds: 4,
  packet,
  bitrate: 1e5,
};
const part = (name: string, more: object = {}, heard: object | null = {}): PartFacts => ({
  name,
  isThroughEngine: false,
  picture: { ...picture, ...more },
  sound: heard && { ...sound, ...heard, sounds: 'ends' in heard ? Number(heard.ends) : sound.ends },
  others: 0,
  tags: {},
});
const film = { format: 'mp4', isFilm: true, fade: 0 };
const reasonsOf = (...parts: PartFacts[]) => {
  const { picture: seen, sound: heard } = planJoin(parts, film);
  return [seen?.reasons, heard?.reasons];
};

describe('planning a join', () => {
  it('copies what agrees; parts begin where packets end, and seams do not add up', () => {
    const parts = Array.from({ length: 40 }, (_, at) => part(`${at}`));
    const plan = planJoin(parts, film);
    expect(plan).toMatchObject({ picture: { way: 'copied' }, sound: { way: 'copied' } });
    plan.starts.slice(0, -1).forEach((start, at) => {
      expect(Math.abs(start - 4 * at)).toBeLessThanOrEqual(packet / 2 + 1e-9);
      const packets = start / packet;
      expect(Math.abs(packets - Math.round(packets))).toBeLessThan(1e-6);
    });
  });

  it('names the one reason of each part that cannot be copied', () => {
    const first = part('a');
    expect(reasonsOf(first, part('b', { codec: 'vp9' }))).toEqual([
      ['“b” is VP9, the first is H.264'],
      [],
    ]);
    expect(reasonsOf(first, part('b', { width: 640, height: 480 }))[0]).toEqual([
      '“b” has 640 × 480 pixels, the first 1280 × 720',
    ]);
    expect(reasonsOf(first, part('b', { turn: '90' }))[0]).toEqual([
      '“b” is turned otherwise than the first',
    ]);
    expect(reasonsOf(first, part('b', { setup: 'c' }))[0]).toEqual([
      '“b” was encoded with other settings',
    ]);
    expect(reasonsOf(first, part('b', { begins: -0.2 }))[0]).toEqual([
      '“b” has frames before its beginning',
    ]);
    expect(reasonsOf(first, part('b', {}, null))).toEqual([[], ['“b” has no sound']]);
    expect(reasonsOf(first, part('b', {}, { rate: 44_100 }))[1]).toEqual([
      'the sound of “b” has 44100 Hz, that of the first 48000',
    ]);
    expect(reasonsOf(part('a', {}, { ends: 3.5 }), part('b'))[1]).toEqual([
      'the sound of “a” ends 0.50 s before its picture',
    ]);
    expect(reasonsOf(first, part('b', {}, { begins: 0.3 }))[1]).toEqual([
      'the sound of “b” begins after its picture',
    ]);
  });

  it('makes sides even and draws all frames alike where one is of another size', () => {
    const plan = planJoin([part('a', { width: 97, height: 65 }), part('b')], film);
    expect(plan.picture).toMatchObject({ way: 'made again', width: 98, height: 66, isDrawn: true });
    expect(plan.starts).not.toContain(Number.NaN);
  });

  it('makes sounds again where they shall meet to the sample, unless they lose nothing anyway', () => {
    const wish = { ...film, isSeamless: true };
    const told = planJoin([part('a'), part('b')], wish);
    expect(told).toMatchObject({
      picture: { way: 'copied' },
      sound: { way: 'made again', reasons: ['seams to the sample were asked for'] },
      starts: [0, 4, 8],
    });
    const plain = { codec: 'flac' };
    const kept = planJoin([part('a', {}, plain), part('b', {}, plain)], wish);
    expect(kept.sound).toMatchObject({ isLossless: true, reasons: [] });
  });

  it('never copies Opus, whose packets tell their loudness by the one before', () => {
    const parts = ['a', 'b'].map((name) => part(name, {}, { codec: 'opus' }));
    const { sound: heard } = planJoin(parts, { ...film, format: 'webm' });
    expect(heard).toMatchObject({
      way: 'made again',
      reasons: expect.arrayContaining(['packets of Opus cannot follow those of another file']),
    });
  });

  it('lets a sound take as long as it is, whatever its encoder put behind it', () => {
    const faded = { format: 'mp3', isFilm: false, fade: 1 };
    const parts = ['a', 'b'].map((name) => {
      const one = part(name, {}, { codec: 'mp3' });
      return { ...one, picture: null, sound: one.sound && { ...one.sound, sounds: 3.9 } };
    });
    expect(planJoin(parts, faded).starts).toEqual([0, 2.9, 6.8]);
  });

  it('holds the last frame where the sound goes on, and lays faded sounds over each other', () => {
    expect(
      planJoin([part('a', {}, { ends: 5 }), part('b', { codec: 'vp9' }, { rate: 8000 })], film)
        .starts,
    ).toEqual([0, 5, 9]);
    const sounds = [part('a'), part('b'), part('c')].map((one) => ({ ...one, picture: null }));
    const faded = planJoin(sounds, { format: 'm4a', isFilm: false, fade: 0.5 });
    expect(faded.starts).toEqual([0, 3.5, 7, 11]);
    expect(faded.sound).toMatchObject({ way: 'made again', reasons: ['one fades into the next'] });
  });

  it('takes two channels where they differ, and keeps more where all have them', () => {
    const channels = (...counts: number[]) =>
      planJoin(
        counts.map((count) => part('a', {}, { channels: count })),
        film,
      ).sound?.channels;
    expect([channels(1, 2), channels(6, 6), channels(6, 2), channels(1, 1)]).toEqual([2, 6, 2, 1]);
  });
});
