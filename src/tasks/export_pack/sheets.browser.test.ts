import { expect, it } from 'vitest';

import type { AssetRow } from '#domain/asset.ts';
import type { PackMember } from '#domain/contract/queries.ts';
import type { Sha256 } from '#domain/id.ts';
import type { PackFile } from '#formats/pack/documents.ts';
import { decodeImage } from '#media/image/decode.ts';
import type { TaskContext } from '../context.ts';
import { drawSheets } from './sheets.ts';

const heading = {
  name: 'Laternen – 燈籠 with a very long name that will not fit into one line of the sheet at all',
  theme: null,
  description: null,
  license_type: 'personal',
} as const;

async function square(colour: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(90, 60);
  const drawing = canvas.getContext('2d');
  if (!drawing) throw new Error('no canvas');
  drawing.fillStyle = colour;
  drawing.fillRect(0, 0, 90, 60);
  return canvas.convertToBlob({ type: 'image/png' });
}

const file = (index: number, changes: Partial<AssetRow>): PackFile => ({
  path: `media/picture ${index} with a long name of its own.png`,
  member: {
    asset: { kind: 'image', format: 'png', blob: `${index}` as Sha256, ...changes } as AssetRow,
  } as PackMember,
});

async function sheetsOf(files: readonly PackFile[], blobs: Readonly<Record<string, Blob>>) {
  const asked: string[] = [];
  const context = {
    signal: new AbortController().signal,
    openBlob: async (sha256: Sha256) => {
      asked.push(sha256);
      return new File([blobs[sha256] ?? new Blob()], sha256);
    },
    query: async (_name: 'thumbnails', { blobs: wanted }: { blobs: readonly Sha256[] }) =>
      Promise.all(
        wanted
          .filter((sha256) => sha256 === '0')
          .map(async (sha256) => ({
            sha256,
            mime: 'image/png',
            width: 90,
            height: 60,
            bytes: new Uint8Array(await (await square('#0000ff')).arrayBuffer()),
          })),
      ),
  } as unknown as TaskContext;
  const pages = [];
  for await (const { name, bytes } of drawSheets(heading, files, context)) {
    const image = await decodeImage(new Blob([new Uint8Array(bytes)]), 'jpeg');
    if (!image.ok) throw new Error(JSON.stringify(image.failure));
    const { width, height } = image.value;
    const pixels = image.value.read(0, 0, width, height);
    const at = (x: number, y: number) => [...pixels.subarray((y * width + x) * 4).subarray(0, 3)];
    pages.push({ name, width, height, at, bytes });
  }
  return { pages, asked };
}

const isNear = (found: readonly number[], wanted: readonly number[]) =>
  found.every((value, index) => Math.abs(value - (wanted[index] ?? 0)) < 25);

it('shows thumbnails, decodes what has none, and frames what cannot be shown', async () => {
  const files = [file(0, {}), file(1, {}), file(2, { kind: 'audio', format: 'wav' }), file(3, {})];
  const { pages, asked } = await sheetsOf(files, {
    1: await square('#ff0000'),
    3: new Blob(['broken']),
  });
  expect(pages.map(({ name }) => name)).toEqual(['contact-sheet.jpg']);
  const [page] = pages;
  if (!page) throw new Error('a page expected');
  // Centres of the frames: margin 32, heading 72, cells of 240, frames of 208.
  const centre = (index: number): [number, number] => [32 + 240 * index + 120, 104 + 104];
  expect(isNear(page.at(...centre(0)), [0, 0, 255])).toBe(true);
  expect(isNear(page.at(...centre(1)), [255, 0, 0])).toBe(true);
  // Not stretched: above a picture that is wider than high the paper is white.
  expect(isNear(page.at(centre(1)[0], 110), [255, 255, 255])).toBe(true);
  expect(isNear(page.at(centre(2)[0], 110), [241, 238, 234])).toBe(true);
  expect(asked).toEqual(['1', '3']);

  const again = await sheetsOf(files, { 1: await square('#ff0000'), 3: new Blob(['broken']) });
  expect(again.pages[0]?.bytes).toEqual(page.bytes);
});

it('goes on to a second page after a hundred', async () => {
  const blobs = { 1: await square('#00ff00') };
  const files = Array.from({ length: 101 }, () => file(1, {}));
  const { pages } = await sheetsOf(files, blobs);
  expect(pages.map(({ name }) => name)).toEqual(['contact-sheet-1.jpg', 'contact-sheet-2.jpg']);
  for (const { at, width } of pages) {
    expect(isNear(at(152, 208), [0, 255, 0])).toBe(true);
    expect(width).toBeLessThan(2500);
  }
});
