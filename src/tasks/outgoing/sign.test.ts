import { beforeAll, describe, expect, it } from 'vitest';

import { fixture } from '../../../tests/fixtures/read.ts';

import { defaultOutgoing } from '#domain/outgoing.ts';
import type { RecipeGround } from '#domain/recipe.ts';
import { makeIdentity, signerOf, type Signer } from '#formats/c2pa/signer.ts';
import { findStore } from '#formats/c2pa/stores.ts';
import { verifyCredentials } from '#formats/c2pa/verify.ts';
import type { MediaFormat } from '#formats/media-formats.ts';

import { dress, type OutgoingContext, type OutgoingRow } from './dress.ts';
import { sign, signDocument, type SigningContext } from './sign.ts';

const now = Date.UTC(2027, 0, 1);
const fixtureFile = (name: string): Blob => new Blob([fixture(name)]);

const ground = (id: string, more: Partial<RecipeGround>): RecipeGround => ({
  id,
  provenance: 'unknown',
  generation: null,
  made_at: '2026-11-22T00:00:00.000Z',
  tool: null,
  sources: [],
  ancestors: [],
  ...more,
});
const source = (id: string, as: 'source' | 'reference' = 'source') =>
  ({ as, name: `${id}.png`, kind: 'image', sha256: id, id }) as const;
const tool = (kind: string) => ({ kind, settings: {} });

/** A painted picture of somebody else → enlarged → a mask painted over → what leaves. */
const grounds: readonly RecipeGround[] = [
  ground('painted', { provenance: 'ai_generated' }),
  ground('large', { tool: tool('upscale'), sources: [source('painted')], ancestors: [] }),
  ground('filled', {
    tool: tool('inpaint'),
    sources: [source('large'), source('mask', 'reference')],
  }),
  ground('both', { tool: tool('join_media'), sources: [source('large'), source('mask')] }),
  ground('drawn', { tool: tool('generate'), provenance: 'ai_generated' }),
];
const blobs: Readonly<Record<string, Blob>> = {
  painted: fixtureFile('credentials/child.jpg'),
  mask: fixtureFile('media/picture.webp'),
  large: fixtureFile('media/picture.png'),
};
const of = (id: string): RecipeGround | null => grounds.find((one) => one.id === id) ?? null;

let signer: Signer;
beforeAll(async () => {
  const identity = await makeIdentity('A studio', now - 1000);
  if (!identity) throw new Error('no keys');
  signer = await signerOf(identity);
});
const contextWith = (given: () => Promise<Signer | null>): OutgoingContext =>
  ({
    signal: new AbortController().signal,
    now: () => now,
    query: async (_: string, { ids: [id = ''] }: { readonly ids: readonly string[] }) => {
      const found = of(id);
      return found ? [found] : [];
    },
    openBlob: async (sha256: string) => {
      const blob = blobs[sha256];
      if (!blob) throw new Error('away');
      return new File([blob], sha256);
    },
    signing: { signer: given, program: { name: 'Inkreel', version: '9' } },
  }) as unknown as OutgoingContext;
const context: SigningContext = contextWith(async () => signer);

async function leave(id: string, format: MediaFormat = 'png', choice = defaultOutgoing) {
  const file = fixtureFile(format === 'png' ? 'media/picture.png' : 'media/clip.mp4');
  return sign(file, { name: `${id}.${format}`, format }, of(id), choice, context);
}
async function check(file: Blob, format: MediaFormat = 'png') {
  const found = await findStore(file, format);
  return found && verifyCredentials(file, found, { now });
}

describe('D4 what leaves signed', () => {
  it('says what was done since a source that came from elsewhere, and carries its statements', async () => {
    const { file, signed } = await leave('filled');
    expect(signed).toBe(true);
    const said = await check(file);
    expect(said?.checked?.state).toBe('valid');
    expect(said).toMatchObject({ made_by: 'Inkreel 9', signed_by: 'A studio', ai: true });
    expect(said?.actions).toEqual(['opened', 'resized.proportional', 'placed', 'edited']);
    expect(said?.chain?.[0]?.ingredients).toEqual([
      { title: 'mask.png', relation: 'component' },
      { title: 'painted.png', relation: 'parent', statement: 1 },
    ]);
    expect(said?.chain?.map(({ signed_by }) => signed_by)).toEqual([
      'A studio',
      'Judge Studio',
      'Judge Studio',
    ]);
  });

  it('was created here where it has no source or several', async () => {
    const drawn = await check((await leave('drawn')).file);
    expect(drawn).toMatchObject({ actions: ['created'], source_type: 'trainedAlgorithmicMedia' });
    const both = await check((await leave('both', 'mp4')).file, 'mp4');
    expect(both?.actions).toEqual(['created', 'placed']);
    expect(both?.source_type).toBe('composite');
  });

  it('names no sources where its recipe stays at home', async () => {
    const { file } = await leave('filled', 'png', { ...defaultOutgoing, recipe: false });
    const said = await check(file);
    expect(said?.checked?.state).toBe('valid');
    const titles = said?.chain?.[0]?.ingredients?.map(({ title }) => title);
    expect(titles).toEqual(['Source', 'Source']);
    expect(new TextDecoder('latin1').decode(await file.arrayBuffer())).not.toContain('painted.png');
  });

  it('is the same twice', async () => {
    const [one, other] = [await leave('filled'), await leave('filled')];
    expect(await one.file.arrayBuffer()).toEqual(await other.file.arrayBuffer());
  });

  it('is not signed where nobody wants it, and says where it cannot be', async () => {
    const unwanted = await leave('filled', 'png', { ...defaultOutgoing, credentials: false });
    expect(unwanted.signed).toBe(false);
    const made: OutgoingRow = {
      id: 'filled',
      name: 'a.png',
      origin: 'derivative',
      format: 'png',
    } as never;
    const unable = contextWith(async () => null);
    const out = await dress(fixtureFile('media/picture.png'), made, defaultOutgoing, unable);
    expect(out).toMatchObject({ isSigned: false, notes: ['unsigned'] });
  });
});

describe('D4 what leaves unchanged', () => {
  const row = (origin: OutgoingRow['origin']): OutgoingRow =>
    ({ id: 'filled', name: 'painted.jpg', origin, format: 'jpeg' }) as never;
  it.each(['import', 'upload', 'derivative', 'generation'] as const)(
    'is a file with a signature of another (%s), byte for byte',
    async (origin) => {
      const stored = fixtureFile('credentials/child.jpg');
      for (const brought of ['keep', 'no_place', 'strip'] as const) {
        const choice = { ...defaultOutgoing, brought };
        const out = await dress(
          stored,
          row(origin),
          choice,
          contextWith(async () => signer),
        );
        expect(out.file).toBe(stored);
      }
    },
  );
});

describe('D4 a list of files', () => {
  it('is signed beside itself', async () => {
    const bytes = new TextEncoder().encode('{"files":[]}');
    const about = ['manifest.json', 'application/json'] as const;
    const store = await signDocument(bytes, ...about, defaultOutgoing, context);
    const found = { store: store ?? new Uint8Array(), ranges: [] };
    const said = await verifyCredentials(new Blob([bytes]), found, { now });
    expect(said?.checked?.state).toBe('valid');
    const other = await verifyCredentials(new Blob(['{"files":[1]}']), found, { now });
    expect(other?.checked).toMatchObject({ state: 'tampered', why: 'file' });
  });
});
