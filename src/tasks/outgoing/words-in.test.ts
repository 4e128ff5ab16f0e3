import { expect, test } from 'vitest';

import { mediaFixture } from '../../../tests/fixtures/read.ts';

import { bytesOf, concat } from '#formats/bytes.ts';
import { writeMetadata } from '#formats/metadata/files.ts';
import { pngChunk } from '#formats/png/chunks.ts';

import { wordsIn } from './words-in.ts';

/** A big-endian EXIF block with a maker, and a latitude of 47° 22′ 30″. */
function exif(): Uint8Array {
  const bytes = new Uint8Array(120);
  const view = new DataView(bytes.buffer);
  bytes.set(bytesOf('MM\0*\0\0\0\x08\0\x02'));
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    view.setUint16(at, tag);
    view.setUint16(at + 2, type);
    view.setUint32(at + 4, count);
    view.setUint32(at + 8, value);
  };
  entry(10, 0x010f, 2, 8, 40);
  entry(22, 0x8825, 4, 1, 50);
  bytes.set(bytesOf('Lens Co\0'), 40);
  view.setUint16(50, 1);
  entry(52, 2, 5, 3, 70);
  for (const [index, value] of [47, 1, 22, 1, 30, 1].entries())
    view.setUint32(70 + index * 4, value);
  return bytes;
}

test('D1 camera, place, texts of other programs and credentials are told as they stand in the file', async () => {
  const png = mediaFixture('picture.png');
  const text = pngChunk('tEXt', bytesOf('parameters\0a fox\nSteps: 20'));
  const plain = concat([png.subarray(0, 33), text, png.subarray(33)]);
  const written = await writeMetadata(plain, 'png', { exif: exif() });
  if (!written.ok) throw new Error('not written');
  const said = await wordsIn(new Blob([written.value.bytes]), 'png');
  expect(said.exif).toEqual([
    { of: 'picture', name: 'Make', value: 'Lens Co' },
    { of: 'place', name: 'GPSLatitude', value: '47, 22, 30' },
  ]);
  expect(said.texts).toEqual([['parameters', 'a fox\nSteps: 20']]);
  expect(said).toMatchObject({ recipe: null, credentials: null, xmp: null });
  const signed = await wordsIn(new Blob([mediaFixture('credentials.png')]), 'png');
  expect(signed.credentials).toMatchObject({ signed_by: 'Beispiel Atelier', ai: true });
  expect(signed.credentialBytes).toBeGreaterThan(100);
});

test('D1 any bytes under any name give an answer', async () => {
  for (const format of [
    'png',
    'jpeg',
    'webp',
    'avif',
    'gif',
    'mp4',
    'mkv',
    'mp3',
    'flac',
    'ogg',
    'tiff',
    'bmp',
    'svg',
    null,
  ]) {
    const said = await wordsIn(new Blob([mediaFixture('tone.aac').slice(0, 900)]), format);
    expect(said.recipe).toBeNull();
  }
});
