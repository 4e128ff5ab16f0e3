/** The formats that a watched folder of media may hold, by real files and every way of writing their endings. */
import { expect, test } from 'vitest';

import { mediaFixture } from '../../tests/fixtures/read.ts';
import { sniff } from './sniff.ts';

/** As written, in capitals and mixed: "a.jpg", "a.JPG", "a.Jpg". */
const ways = (ending: string): readonly string[] => [
  ending,
  ending.toUpperCase(),
  ending.slice(0, 1).toUpperCase() + ending.slice(1),
];

test.each([
  ['picture.png', 'image', ['png']],
  ['picture.jpg', 'image', ['jpg', 'jpeg']],
  ['frames.gif', 'image', ['gif']],
  ['picture.bmp', 'image', ['bmp']],
  ['picture.tif', 'image', ['tif', 'tiff']],
  ['picture.webp', 'image', ['webp']],
])('1.02 %s is a picture under each of its endings', (file, kind, endings) => {
  for (const name of endings.flatMap(ways)) {
    const found = sniff(mediaFixture(file), `a.${name}`);
    expect(found, name).toMatchObject({ ok: true, kind });
    expect(found, name).not.toHaveProperty('misnamed_as');
  }
});

test.each([
  ['tone.wav', 'audio'],
  ['tone.mp3', 'audio'],
  ['tone.flac', 'audio'],
  ['tone.ogg', 'audio'],
  ['tone.m4a', 'audio'],
  ['tone.aac', 'audio'],
  ['clip.mp4', 'video'],
  ['clip.mov', 'video'],
  ['clip.avi', 'video'],
  ['clip.mkv', 'video'],
  ['clip.webm', 'video'],
  ['clip.flv', 'video'],
])('1.03 1.04 %s is %s, whatever the case of its ending', (file, kind) => {
  for (const name of ways(file.replace(/^.*\./, ''))) {
    const found = sniff(mediaFixture(file), `a.${name}`);
    expect(found, name).toMatchObject({ ok: true, kind });
    expect(found, name).not.toHaveProperty('misnamed_as');
  }
});

test('1.05 bytes decide, a false ending is flagged, and what is no media is refused with its name', () => {
  expect(sniff(mediaFixture('picture.png'), 'a.jpg')).toMatchObject({
    format: 'png',
    misnamed_as: 'jpg',
  });
  expect(sniff(mediaFixture('tone.mp3'), 'a.mp4')).toMatchObject({
    kind: 'audio',
    misnamed_as: 'mp4',
  });
  const words = new TextEncoder().encode('just words');
  const refused = sniff(words, 'notes.png');
  expect(refused).toMatchObject({ ok: false, failure: { code: 'unsupported' } });
  expect(JSON.stringify(refused)).toContain('it holds text');
  // The last sign may be cut, and no text holds a zero.
  expect(sniff(new TextEncoder().encode('Wörter ü').subarray(0, -1), 'a.txt')).toEqual(refused);
  expect(JSON.stringify(sniff(Uint8Array.of(65, 0, 66), 'a.txt'))).toContain(
    'no picture, sound or video',
  );
});
