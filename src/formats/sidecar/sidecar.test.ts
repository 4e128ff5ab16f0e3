import { describe, expect, test } from 'vitest';

import type { Said } from '#domain/said.ts';
import { jsonSidecar } from './json.ts';
import { pairSidecars } from './pair.ts';
import { largestSidecar, readSidecar, sidecarTooLarge } from './read.ts';
import { saidOf } from './said-of.ts';
import { xmpPacket } from '../xmp/write.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const pairs = (...paths: string[]) => {
  const { beside, doubtful, alone } = pairSidecars(paths);
  return { beside: Object.fromEntries(beside), doubtful, alone };
};

describe('A7: sidecars are found by their names', () => {
  test('under the full name, and without its ending', () => {
    expect(
      pairs('a.jpg', 'a.jpg.xmp', 'b.png', 'b.xmp', 'c.webp', 'c.webp.json', 'd.mp4', 'd.txt'),
    ).toEqual({
      beside: {
        'a.jpg': ['a.jpg.xmp'],
        'b.png': ['b.xmp'],
        'c.webp': ['c.webp.json'],
        'd.mp4': ['d.txt'],
      },
      doubtful: [],
      alone: [],
    });
  });

  test('in the same folder only, whatever the capitals; what says more comes first', () => {
    expect(pairs('x/A.JPG', 'x/a.xmp', 'x/a.jpg.TXT', 'x/a.jpg.json', 'y/a.xmp')).toEqual({
      beside: { 'x/A.JPG': ['x/a.jpg.json', 'x/a.xmp', 'x/a.jpg.TXT'] },
      doubtful: [],
      alone: ['y/a.xmp'],
    });
  });

  test('what could belong to two belongs to neither, unless one of them has its own', () => {
    expect(pairs('a.jpg', 'a.png', 'a.xmp').doubtful).toEqual([
      { path: 'a.xmp', of: ['a.jpg', 'a.png'] },
    ]);
    expect(pairs('a.jpg', 'a.png', 'a.jpg.xmp', 'a.xmp').beside).toEqual({
      'a.jpg': ['a.jpg.xmp'],
      'a.png': ['a.xmp'],
    });
  });

  test('a raw file that cannot come in claims nothing; notes beside nothing are no sidecars', () => {
    expect(pairs('a.cr2', 'a.jpg', 'a.xmp', 'readme.txt', 'package.json')).toEqual({
      beside: { 'a.jpg': ['a.xmp'] },
      doubtful: [],
      alone: [],
    });
  });
});

describe('A7: our own sidecar', () => {
  const asset = {
    name: 'Night market.png',
    theme: 'night',
    source: 'Midjourney',
    provenance: 'ai_generated',
    alt_text: 'Lanterns',
    rating: 5,
    approved: 1,
    review: null,
    metadata: JSON.stringify({
      description: 'for the cover',
      label: 'Red',
      creators: ['Mina'],
      rights: '© Mina',
      taken_at: '2024-05-31T18:04:05',
      source_type: 'compositeWithTrainedAlgorithmicMedia',
    }),
    generation: null,
    created_at: 1_700_000_000_123,
    tags: ['lantern', 'market'],
    tag_paths: [['places', 'market']],
  } as const;
  const generation = {
    provider: 'local',
    model: 'sdxl',
    prompt: 'lanterns',
    negative: 'day',
    seed: 12,
    params: { steps: 20, sampler: 'euler' },
    model_license: 'openrail',
    commercial_use: true,
  };
  const said = saidOf(asset, 'trainedAlgorithmicMedia', generation);

  test('reads back everything that it wrote', () => {
    const text = jsonSidecar({ id: 'x', sha256: 'ab', size: 3 }, said);
    const { title: _, ...rest } = said;
    expect(readSidecar('n.png.json', bytes(text), 'n.png')).toEqual({ ok: true, value: rest });
  });

  test('as XMP it says the same, but for the order of tags', () => {
    const read = readSidecar('n.png.xmp', bytes(xmpPacket(said)), 'n.png');
    const { title: _, ...rest } = said;
    expect(read).toEqual({ ok: true, value: rest });
  });

  test('the one of the first release is known by what stands in it', () => {
    const old = {
      id: 'x',
      name: 'a.png',
      sha256: 'ab',
      size: 3,
      created_at: '2026-01-02T03:04:05.000Z',
      theme: null,
      source: null,
      provenance: 'unknown',
      alt_text: null,
      tags: ['one'],
      generation: null,
    };
    expect(readSidecar('a.json', bytes(JSON.stringify(old)), 'a.png')).toEqual({
      ok: true,
      value: { name: 'a.png', tags: ['one'], created_at: Date.parse(old.created_at) },
    });
  });

  test('a person’s word since makes an earlier term of the file silent', () => {
    const mine = { ...asset, provenance: 'user_provided' } as const;
    expect(saidOf(mine, undefined, undefined).source_type).toBeUndefined();
  });
});

describe('A7: what is none, broken or too large', () => {
  const reading = (name: string, text: string): unknown => readSidecar(name, bytes(text), 'a.jpg');

  test('the JSON of another program is left alone', () => {
    expect(reading('a.json', '{"tags": ["x"]}')).toEqual({ ok: true, value: null });
    expect(reading('a.json', '[1]')).toEqual({ ok: true, value: null });
  });
  test('SwarmUI’s is read, and a recipe of ours that a file could not carry', () => {
    const swarm = { sui_image_params: { prompt: 'a cat', model: 'sdxl', seed: 3 } };
    expect(reading('a.swarm.json', JSON.stringify(swarm))).toMatchObject({
      ok: true,
      value: { provenance: 'ai_generated', generation: { prompt: 'a cat', seed: 3 } },
    });
    const recipe = {
      format: 'inkreel-recipe',
      version: 1,
      provenance: 'enhanced',
      generation: { provider: 'local', model: 'x2', params: {} },
      sources: [],
    };
    expect(reading('a.jpg.recipe.json', JSON.stringify(recipe))).toEqual({
      ok: true,
      value: { provenance: 'enhanced', generation: recipe.generation },
    });
    expect(pairs('a.jpg', 'a.jpg.recipe.json', 'b.png', 'b.swarm.json').beside).toEqual({
      'a.jpg': ['a.jpg.recipe.json'],
      'b.png': ['b.swarm.json'],
    });
  });
  test('broken ones say so', () => {
    for (const name of ['a.json', 'a.xmp']) {
      expect(reading(name, '<x:xmpmeta')).toMatchObject({
        ok: false,
        failure: { code: 'corrupt', what: `The sidecar “${name}”` },
      });
    }
  });
  test('one of 50 MB is not read', () => {
    expect(sidecarTooLarge('a.xmp', 50_000_000)).toMatchObject({ code: 'too_large' });
    expect(sidecarTooLarge('a.xmp', largestSidecar)).toBeNull();
  });
});

describe('A7: texts beside a picture', () => {
  const said = (text: string): Said | null => {
    const read = readSidecar('a.txt', bytes(text), 'a.jpg');
    return read.ok ? read.value : null;
  };

  test('a tag a line, as Hydrus writes them', () => {
    expect(said('character:mina\r\n rain \n\nrain\n')).toEqual({
      tags: ['character:mina', 'rain'],
    });
  });
  test('a row of tags, as training sets have them', () => {
    expect(said('1girl, solo, looking at viewer\n')).toEqual({
      tags: ['1girl', 'solo', 'looking at viewer'],
    });
  });
  test('the settings of a web UI are how it was made, and no tags', () => {
    const text = 'a cat\nNegative prompt: dog\nSteps: 20, Sampler: Euler, Seed: 5, Model: sdxl';
    expect(said(text)).toMatchObject({
      provenance: 'ai_generated',
      generation: { model: 'sdxl', prompt: 'a cat', seed: 5 },
    });
    expect(said(text)).not.toHaveProperty('tags');
  });
  test('prose is left alone', () => {
    expect(said(`${'This is a long story of a cat. '.repeat(10)}\n`)).toBeNull();
  });
});
