/** Our way to the screen against the browser's own colour management. */
import { expect, it } from 'vitest';

import { writeMetadata } from '#formats/metadata/files.ts';
import { adobeRgb, displayP3, profileOf, swapped } from '#formats/metadata/testing-icc.ts';
import { openPngEncoder } from '#formats/png/encoder.ts';
import { readPictureHeader } from '#formats/pictures/header.ts';

import { decodeImage, openSmallPicture } from './decode.ts';
import { toScreen } from './screen-colours.ts';

const side = 16;
/** Colours of a cube, none of them so strong that it has no place in sRGB. */
const colours = Uint8Array.from({ length: side * side * 4 }, (_, at) => {
  const place = at >> 2;
  return [90 + (place % side) * 5, 90 + Math.floor(place / side) * 5, 120, 255][at & 3] ?? 0;
});

async function png(icc: Uint8Array): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const about = { width: side, height: side, hasAlpha: false, metadata: { icc } };
  const encoder = openPngEncoder(about, (bytes) => void parts.push(bytes));
  await encoder.write(colours);
  await encoder.close();
  return new Blob(parts);
}

const most = (one: ArrayLike<number>, other: ArrayLike<number>): number =>
  Math.max(...Array.from(one, (value, at) => Math.abs(value - (other[at] ?? 0))));

it.each([
  ['Display P3', displayP3],
  ['Adobe RGB', adobeRgb],
  ['changed primaries', swapped],
])('%s: the editor shows the colours that the browser shows', async (_name, primaries) => {
  const icc = profileOf(primaries);
  const blob = await png(icc);
  const read = async (toSrgb: boolean) => {
    const image = await decodeImage(blob, 'png', { toSrgb });
    if (!image.ok) throw new Error(JSON.stringify(image.failure));
    const pixels = image.value.read(0, 0, side, side);
    image.value.close();
    return pixels;
  };
  const ours = await read(false);
  expect(most(ours, colours), 'what is worked on is what is stored').toBe(0);
  toScreen(icc)?.(ours);
  const theirs = await read(true);
  expect(most(theirs, colours), 'there is something to convert').toBeGreaterThan(3);
  expect(most(ours, theirs)).toBeLessThanOrEqual(2);
});

it('a small picture has the colours of the screen too, shrunk by the JPEG decoder or not', async () => {
  const canvas = new OffscreenCanvas(320, 320);
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'rgb(200 110 90)';
  context.fillRect(0, 0, 320, 320);
  const plain = new Uint8Array(
    await (await canvas.convertToBlob({ type: 'image/jpeg', quality: 1 })).arrayBuffer(),
  );
  const written = await writeMetadata(plain, 'jpeg', { icc: profileOf(displayP3) });
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  const { bytes } = written.value;
  const header = readPictureHeader(bytes, 'jpeg');
  if (!header.ok) throw new Error('no header');
  for (const fit of [40, 320]) {
    const known = { bytes, header: header.value, orientation: 1 };
    const small = await openSmallPicture(known, 'jpeg', { fit });
    if (!small.ok) throw new Error(JSON.stringify(small.failure));
    const shown = new OffscreenCanvas(4, 4).getContext('2d')!;
    shown.drawImage(small.value.source, 0, 0, 4, 4);
    small.value.source.close();
    const [red, green, blue] = shown.getImageData(1, 1, 1, 1).data;
    const expected = Uint8ClampedArray.from([200, 110, 90, 255]);
    toScreen(profileOf(displayP3))?.(expected);
    expect(most([red!, green!, blue!], expected.subarray(0, 3)), `${fit}`).toBeLessThanOrEqual(4);
  }
});
