import { expect, test } from 'vitest';

import { mediaFixture } from '../../../tests/fixtures/read.ts';

import type { AssetId } from '#domain/id.ts';
import { defaultOutgoing } from '#domain/outgoing.ts';
import type { RecipeGround } from '#domain/recipe.ts';
import { exifOfOrientation } from '#formats/metadata/exif.ts';
import { readMetadata, writeMetadata } from '#formats/metadata/files.ts';
import { readRecipe } from '#formats/recipe/read.ts';

import { dress, type OutgoingContext, type OutgoingRow } from './dress.ts';

const fixtureFile = (name: string): Blob => new Blob([mediaFixture(name)]);

const ground: RecipeGround = {
  id: 'a',
  provenance: 'ai_generated',
  generation: {
    provider: 'invokeai',
    model: 'm-1',
    prompt: 'a fox at dawn',
    seed: 7,
    params: { steps: 20, prompt_words: 'a fox' },
  },
  model: { name: 'm-1', sha256: 'c'.repeat(64), licence: 'MIT' },
  made_at: '2026-11-22T00:00:00.000Z',
  tool: { kind: 'upscale', settings: { scale: 2, prompt: 'a fox' } },
  sources: [
    {
      as: 'source',
      name: 'fox.png',
      kind: 'image',
      sha256: 'b'.repeat(64),
      id: '01900000-0000-7000-8000-000000000001',
    },
  ],
  ancestors: [],
};
const context = {
  signal: new AbortController().signal,
  query: async () => [ground],
} as unknown as OutgoingContext;
const row = (format: string, origin: OutgoingRow['origin'] = 'derivative'): OutgoingRow => ({
  id: 'a' as AssetId,
  name: `fox.${format}`,
  origin,
  format,
});
const bytesOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer());

test('D1 what was made here carries its recipe; what came from elsewhere leaves byte for byte', async () => {
  const png = fixtureFile('picture.png');
  const made = await dress(png, row('png'), defaultOutgoing, context);
  const { recipe, sourceType } = await readRecipe(made.file, 'png');
  expect(recipe).toEqual(made.recipe);
  expect(recipe).toMatchObject({
    generation: { prompt: 'a fox at dawn', seed: 7 },
    tool: { kind: 'upscale' },
  });
  expect(sourceType).toBe('trainedAlgorithmicMedia');
  expect(made).toMatchObject({ beside: null, notes: [] });
  for (const origin of ['import', 'upload'] as const) {
    expect((await dress(png, row('png', origin), defaultOutgoing, context)).file).toBe(png);
  }
});

test('D1 without prompts no word that was given to a model leaves, in no place', async () => {
  const out = await dress(
    fixtureFile('picture.png'),
    row('png'),
    { ...defaultOutgoing, prompts: false },
    context,
  );
  expect((await bytesOf(out.file)).includes('a fox')).toBe(false);
  expect((await readRecipe(out.file, 'png')).recipe).toMatchObject({
    tool: { settings: { scale: 2 } },
  });
});

test('D1 the label stays when the recipe does not, and with neither the bytes are the stored ones', async () => {
  const png = fixtureFile('picture.png');
  const label = await dress(png, row('png'), { ...defaultOutgoing, recipe: false }, context);
  expect(await readRecipe(label.file, 'png')).toEqual({ sourceType: 'trainedAlgorithmicMedia' });
  const none = { ...defaultOutgoing, recipe: false, label: false };
  expect((await dress(png, row('png'), none, context)).file).toBe(png);
});

test('D1 a foreign signature is never broken: the recipe lies beside it', async () => {
  const signed = fixtureFile('credentials.png');
  const choice = { ...defaultOutgoing, brought: 'strip' as const };
  const out = await dress(signed, row('png'), choice, context);
  expect(out.file).toBe(signed);
  expect(out.notes).toEqual(['signed']);
  expect(JSON.parse(out.beside ?? '')).toMatchObject({ format: 'inkreel-recipe' });
});

test('D1 what has no room for a recipe says so and gets it beside it', async () => {
  const bmp = fixtureFile('picture.bmp');
  const out = await dress(bmp, row('bmp'), defaultOutgoing, context);
  expect(out.file).toBe(bmp);
  expect(out.notes).toEqual(['no_room']);
  expect(JSON.parse(out.beside ?? '').tool.kind).toBe('upscale');
  const strip = { ...defaultOutgoing, brought: 'strip' as const };
  expect(
    (await dress(fixtureFile('picture.tif'), row('tiff', 'import'), strip, context)).notes,
  ).toEqual(['not_stripped']);
});

test('D1 what a file brought along is taken out where that was chosen, of originals too', async () => {
  const plain = new Uint8Array(await fixtureFile('picture.jpg').arrayBuffer());
  const xmp = new TextEncoder().encode(
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="47,22.5N" exif:ISO="100"/></rdf:RDF></x:xmpmeta>',
  );
  const written = await writeMetadata(plain, 'jpeg', { exif: exifOfOrientation(6), xmp });
  if (!written.ok) throw new Error('not written');
  const file = new Blob([written.value.bytes]);
  const leave = async (brought: 'no_place' | 'strip') =>
    bytesOf(
      (await dress(file, row('jpeg', 'import'), { ...defaultOutgoing, brought }, context)).file,
    );
  const noPlace = await leave('no_place');
  expect(noPlace.includes('47,22')).toBe(false);
  expect(noPlace.includes('exif:ISO="100"')).toBe(true);
  const bare = await leave('strip');
  expect(bare.includes('exif:ISO')).toBe(false);
  expect(await readMetadata(bare, 'jpeg')).toMatchObject({ orientation: 6 });
});

test('D1 the same asset with the same choice gives the same bytes', async () => {
  for (const [name, format] of [
    ['picture.jpg', 'jpeg'],
    ['clip.mp4', 'mp4'],
    ['tone.opus', 'ogg'],
  ] as const) {
    const twice = [1, 2].map(() => dress(fixtureFile(name), row(format), defaultOutgoing, context));
    const [one, other] = await Promise.all(twice);
    expect(await bytesOf(one!.file)).toEqual(await bytesOf(other!.file));
  }
});
