import { describe, expect, it, test } from 'vitest';

import { bytesIn, mediaFixture } from '../../../tests/fixtures/read.ts';

import type { Recipe } from '#domain/recipe.ts';

import { exifFacts, exifOfOrientation } from '../metadata/exif.ts';
import { readMetadata, writeMetadata } from '../metadata/files.ts';
import { parseRecipe, readRecipe } from '../recipe/read.ts';
import { payloadOf } from '../recipe/write.ts';
import { sniff } from '../sniff.ts';

import { carrierOf } from './carriers.ts';

const recipe: Recipe = {
  format: 'inkreel-recipe',
  version: 1,
  tool: { kind: 'upscale', settings: { scale: 2, method: 'crisp', note: 'ü < & "x"' } },
  generation: { provider: 'inkreel', model: 'crisp 1', params: { scale: 2 } },
  provenance: 'enhanced',
  made_at: '2026-11-22T01:02:03.000Z',
  sources: [{ as: 'source', name: 'Fox.png', kind: 'image', sha256: 'a'.repeat(64) }],
};
const made = { provenance: 'enhanced', ancestors: [] } as const;

const files: readonly [name: string, format: string][] = [
  ['picture.png', 'png'],
  ['picture.jpg', 'jpeg'],
  ['picture.webp', 'webp'],
  ['frames.webp', 'webp'],
  ['picture.avif', 'avif'],
  ['frames.gif', 'gif'],
  ['clip.mp4', 'mp4'],
  ['clip.mov', 'mov'],
  ['clip.mkv', 'mkv'],
  ['clip.webm', 'webm'],
  ['tone.m4a', 'm4a'],
  ['tone.wav', 'wav'],
  ['tone.mp3', 'mp3'],
  ['tone.flac', 'flac'],
  ['tone.ogg', 'ogg'],
  ['tone.opus', 'ogg'],
];

async function dressed(bytes: Uint8Array<ArrayBuffer>, format: string, of: Recipe | null = recipe) {
  const written = await carrierOf(format)!.write(
    new Blob([bytes]),
    payloadOf({ recipe: of, made }),
  );
  if (!written.ok) throw new Error(JSON.stringify(written.failure));
  return written.value;
}

describe('D1 a recipe goes into the file and comes back', () => {
  it.each(files)('%s', async (name, format) => {
    const bytes = mediaFixture(name);
    const out = await dressed(bytes, format);
    expect(await readRecipe(out, format)).toEqual({
      recipe,
      sourceType: 'algorithmicallyEnhanced',
    });
    const whole = await bytesIn(out);
    expect(sniff(whole.subarray(0, 65_536), name)).toMatchObject({ ok: true, format });
    // Once more: replaced, not added; the same twice gives the same bytes.
    expect(await bytesIn(await dressed(bytes, format))).toEqual(whole);
    const other = await dressed(whole, format, { ...recipe, provenance: 'ai_generated' });
    expect((await readRecipe(other, format)).recipe?.provenance).toBe('ai_generated');
    // The words are taken out again.
    const bare = await dressed(whole, format, null);
    expect((await readRecipe(bare, format)).recipe).toBeUndefined();
  });

  it.each(files)(
    'stripped of its words, %s says nothing of itself any more',
    async (name, format) => {
      const out = await dressed(mediaFixture(name), format);
      const stripped = (await carrierOf(format)!.strip!(out))!;
      expect(await readRecipe(stripped, format)).toEqual({});
      expect(Buffer.from(await bytesIn(stripped)).includes('Fox.png')).toBe(false);
    },
  );

  it('a JPEG that has too much to say keeps its bytes and says so', async () => {
    const long = { ...recipe, tool: { kind: 'upscale', settings: { note: 'x'.repeat(70_000) } } };
    const written = await carrierOf('jpeg')!.write(
      new Blob([mediaFixture('picture.jpg')]),
      payloadOf({ recipe: long, made }),
    );
    expect(written).toMatchObject({ ok: false, failure: { code: 'unsupported' } });
  });

  it.each(['png', 'jpeg', 'webp'] as const)(
    '%s: other blocks stay, and stripping leaves which side is up',
    async (format) => {
      const plain = mediaFixture(format === 'jpeg' ? 'picture.jpg' : `picture.${format}`);
      const given = { exif: exifOfOrientation(6), icc: new Uint8Array(200).fill(7) };
      const with6 = await writeMetadata(plain, format, given);
      if (!with6.ok) throw new Error('not written');
      const out = await bytesIn(await dressed(with6.value.bytes, format));
      const blocks = await readMetadata(out, format);
      expect(blocks.orientation).toBe(6);
      expect(blocks.icc).toEqual(given.icc);
      const stripped = await bytesIn((await carrierOf(format)!.strip!(new Blob([out])))!);
      const left = await readMetadata(stripped, format);
      expect(left).toMatchObject({ orientation: 6, icc: given.icc });
      expect(left.xmp).toBeUndefined();
      expect(exifFacts(left.exif ?? new Uint8Array())).toEqual({ orientation: 6 });
    },
  );
});

test('D1 damaged and cut files are refused or passed over, never thrown at', async () => {
  for (const [name, format] of files) {
    const bytes = mediaFixture(name);
    const carrier = carrierOf(format)!;
    for (const share of [0, 0.01, 0.2, 0.7, 0.97]) {
      const cut = new Blob([bytes.slice(0, bytes.length * share)]);
      await carrier.read(cut);
      await carrier.write(cut, payloadOf({ recipe, made }));
      await carrier.strip?.(cut);
    }
    let state = 7;
    const broken = bytes.map((byte) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state >>> 26 === 0 ? state >>> 16 : byte;
    });
    await carrier.read(new Blob([broken]));
    await carrier.write(new Blob([broken]), payloadOf({ recipe, made }));
    await carrier.strip?.(new Blob([broken]));
  }
});

test('D1 a recipe is bounded and trusted in nothing', () => {
  const text = JSON.stringify(recipe);
  expect(parseRecipe(text)).toEqual(recipe);
  expect(parseRecipe(text.replace('"version":1', '"version":9'))).toBeUndefined();
  expect(parseRecipe('{}')).toBeUndefined();
  expect(parseRecipe(`${text.slice(0, -1)},"pad":"${'x'.repeat(600_000)}"}`)).toBeUndefined();
  const odd = parseRecipe(
    JSON.stringify({
      ...recipe,
      provenance: 'divine',
      tool: { kind: '../evil', settings: {} },
      made_at: 'yesterday',
      sources: [{ as: 'source', name: 'x', kind: 'image', sha256: 'zz', id: "'; DROP" }, 7, null],
    }),
  );
  expect(odd).toEqual({
    format: 'inkreel-recipe',
    version: 1,
    generation: recipe.generation,
    provenance: 'unknown',
    sources: [{ as: 'source', name: 'x', kind: 'image' }],
  });
});

test('D1 what hangs behind a picture goes with its words', async () => {
  const film = Buffer.from('ftypmp42 +47.37+008.54/');
  for (const [name, format] of [
    ['picture.jpg', 'jpeg'],
    ['picture.png', 'png'],
  ] as const) {
    const plain = mediaFixture(name);
    const carrier = carrierOf(format)!;
    const bare = await bytesIn((await carrier.strip!(new Blob([plain, film])))!);
    expect(Buffer.from(bare).includes('+47.37')).toBe(false);
    expect(bare).toEqual(await bytesIn((await carrier.strip!(new Blob([plain])))!));
  }
});

test('D1 a film with a track of places cannot be stripped, and says so', async () => {
  const bytes = Buffer.from(mediaFixture('clip.mp4'));
  const at = bytes.indexOf('soun', bytes.indexOf('hdlr', bytes.indexOf('soun') - 40));
  bytes.write('meta', at, 'latin1');
  expect(await carrierOf('mp4')!.strip!(new Blob([bytes]))).toBeNull();
  expect(await carrierOf('mp4')!.withoutPlace!(new Blob([bytes]))).toBeNull();
});
