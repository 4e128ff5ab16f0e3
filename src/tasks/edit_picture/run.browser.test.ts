import { describe, expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import { concat } from '#formats/bytes.ts';
import { exifOfOrientation } from '#formats/metadata/exif.ts';
import { readMetadata } from '#formats/metadata/files.ts';
import { openPngEncoder } from '#formats/png/encoder.ts';
import { edited } from '#media/edit/apply.ts';
import { noEdits, readEdits } from '#media/edit/edits.ts';
import { decodeImage } from '#media/image/decode.ts';
import { pixelsInMemory, upright } from '#media/image/pixels.ts';

import type { TaskContext } from '../context.ts';

import { run } from './run.ts';
import { editPicture } from './task.ts';

const [width, height] = [180, 120];
const xmp = new TextEncoder().encode('<rdf:Description tiff:Orientation="6" note="é"/>');

const pixels = new Uint8ClampedArray(width * height * 4).map((_, i) =>
  i % 4 === 3 ? 255 - ((i >> 2) % 90) : (i * 7) % 256,
);

/** A picture that lies on its side and says so, with see-through parts. */
const onItsSide = async (): Promise<Blob> => {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const metadata = { exif: exifOfOrientation(6), xmp };
  const encoder = openPngEncoder(
    { width, height, hasAlpha: true, metadata },
    (bytes) => void parts.push(bytes),
  );
  await encoder.write(pixels);
  await encoder.close();
  return new Blob(parts);
};

const perform = async (blob: Blob, settings: object, signal = new AbortController().signal) => {
  const parsed = editPicture.parse(settings);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure));
  const written: Uint8Array[] = [];
  let isAborted = false;
  const context = {
    source: { name: 'a.png', blob: 'aa', format: 'png' } as unknown as AssetRow,
    signal,
    openBlob: async () => new File([blob], 'a.png'),
    createBlob: async () => ({
      write: async (bytes: Uint8Array) => void written.push(bytes.slice()),
      close: async () => ({ sha256: 'bb', size: 1 }),
      abort: async () => {
        isAborted = true;
      },
    }),
    progress: () => undefined,
    now: () => 1,
  } as unknown as TaskContext;
  const result = await run(parsed.value, context);
  return { result, bytes: concat(written), isAborted };
};

const edits = {
  turn: 1,
  straighten: 4,
  crop: { x: 0.1, y: 0.2, width: 0.6, height: 0.5 },
  exposure: 0.5,
  saturation: 30,
};

describe('edit_picture', () => {
  it('turns the EXIF orientation into pixels once, keeps the rest, and gives the edits’ pixels', async () => {
    const { result, bytes } = await perform(await onItsSide(), { edits });
    expect(result).toMatchObject({ ok: true });
    const kept = await readMetadata(bytes, 'png');
    expect(kept.orientation ?? 1).toBe(1);
    expect(new TextDecoder().decode(kept.xmp)).toContain('tiff:Orientation="1" note="é"');
    const turned = upright(pixels, width, height, 6);
    const wanted = edited(
      pixelsInMemory(turned.pixels, turned.width, turned.height),
      readEdits(edits) ?? noEdits,
      true,
    );
    const image = await decodeImage(new Blob([bytes]), 'png');
    if (!image.ok) throw new Error('not a picture');
    expect([image.value.width, image.value.height]).toEqual([wanted.width, wanted.height]);
    expect(image.value.read(0, 0, wanted.width, wanted.height)).toEqual(
      wanted.read(0, 0, wanted.width, wanted.height),
    );
    image.value.close();
  });

  it.each([
    ['picture.tif', 'tiff'],
    ['picture.jpg', 'jpeg'],
    ['picture.avif', 'avif'],
  ])('edits %s', async (name) => {
    const blob = await (
      await fetch(new URL(`../../../tests/fixtures/media/${name}`, import.meta.url))
    ).blob();
    const { result } = await perform(blob, { edits: { exposure: 1 }, format: 'png' });
    expect(result).toMatchObject({
      ok: true,
      value: { file: { facts: { width: 60, height: 40, format: 'png' } } },
    });
  });

  it('leaves nothing when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const { result, isAborted } = await perform(await onItsSide(), { edits }, stop.signal);
    expect(result).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
    expect(isAborted).toBe(true);
  });

  it('refuses edits that change nothing, and settings that are none', () => {
    const nothing = editPicture.parse({ edits: {} });
    const asset = { state: 'ready', blob: 'aa', format: 'png' } as unknown as AssetRow;
    if (!nothing.ok) throw new Error('it is well formed');
    expect(editPicture.refuses?.(asset, nothing.value)).toContain('nothing to do');
    expect(editPicture.parse({}).ok).toBe(false);
    expect(editPicture.parse({ edits: { exposure: 99 } }).ok).toBe(false);
  });
});
