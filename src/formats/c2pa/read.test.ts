import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mediaFixture } from '../../../tests/fixtures/read.ts';

import { bytesOf, bytesOfU32, concat } from '../bytes.ts';
import { readMade } from '../generation/read.ts';
import type { MediaFormat, PictureFormat } from '../media-formats.ts';
import { pngChunk, pngSignature } from '../png/chunks.ts';

import { readCbor } from './cbor.ts';
import { readCredentials } from './read.ts';
import { findStore } from './stores.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** CBOR of plain values, with the longest heads, so that every length of head is met somewhere. */
function cbor(value: unknown): Uint8Array {
  const head = (major: number, count: number): Uint8Array =>
    count < 24
      ? Uint8Array.of((major << 5) | count)
      : concat([Uint8Array.of((major << 5) | 26), bytesOfU32(count)]);
  if (typeof value === 'string') return concat([head(3, utf8(value).length), utf8(value)]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'boolean') return Uint8Array.of(value ? 0xf5 : 0xf4);
  if (value === null || value === undefined) return Uint8Array.of(0xf6);
  if (value instanceof Uint8Array) return concat([head(2, value.length), value]);
  if (Array.isArray(value)) return concat([head(4, value.length), ...value.map(cbor)]);
  const pairs = value instanceof Map ? [...value] : Object.entries(value);
  return concat([head(5, pairs.length), ...pairs.flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}
const box = (type: string, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = concat(parts);
  return concat([bytesOfU32(body.length + 8), bytesOf(type), body]);
};
const superbox = (kind: string, label: string, ...boxes: readonly Uint8Array[]): Uint8Array =>
  box(
    'jumb',
    box('jumd', bytesOf(kind), new Uint8Array(12), Uint8Array.of(3), utf8(`${label}\0`)),
    ...boxes,
  );
const holding = (label: string, value: unknown): Uint8Array =>
  superbox('cbor', label, box('cbor', cbor(value)));

const der = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = concat(parts);
  const length =
    body.length < 128
      ? Uint8Array.of(body.length)
      : Uint8Array.of(0x82, body.length >> 8, body.length & 255);
  return concat([Uint8Array.of(tag), length, body]);
};
const named = (oid: string, name: string): Uint8Array =>
  der(0x31, der(0x30, der(0x06, bytesOf(oid)), der(0x0c, utf8(name))));
const empty = der(0x30);
const certificate = der(
  0x30,
  der(
    0x30,
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, Uint8Array.of(7)),
    empty,
    der(0x30, named('\x55\x04\x0a', 'An Authority')),
    empty,
    der(0x30, named('\x55\x04\x03', 'signer'), named('\x55\x04\x0a', 'Example Studio GmbH')),
    new Uint8Array(200),
  ),
);
const iptc = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

interface Told {
  readonly claim?: unknown;
  readonly actions?: readonly unknown[];
  readonly certificate?: Uint8Array;
}
const manifest = (told: Told): Uint8Array =>
  superbox(
    'c2ma',
    'urn:c2pa:1',
    superbox(
      'c2as',
      'c2pa.assertions',
      superbox('json', 'stds.schema-org.CreativeWork', box('json', utf8('{}'))),
      holding('c2pa.actions.v2', { actions: told.actions ?? [] }),
    ),
    superbox('c2cl', 'c2pa.claim.v2', box('cbor', cbor(told.claim ?? {}))),
    superbox(
      'c2cs',
      'c2pa.signature',
      box(
        'cbor',
        // Tag 18: COSE_Sign1.
        Uint8Array.of(0xd2),
        cbor([
          cbor(new Map([[33, [told.certificate ?? certificate]] as [number, unknown]])),
          {},
          null,
          new Uint8Array(64),
        ]),
      ),
    ),
  );
const storeOf = (...manifests: readonly Told[]): Uint8Array =>
  superbox('c2pa', 'c2pa', ...manifests.map(manifest));

const generated: Told = {
  claim: { claim_generator_info: { name: 'Example Images', version: '2.1' } },
  actions: [
    {
      action: 'c2pa.created',
      digitalSourceType: `${iptc}trainedAlgorithmicMedia`,
      softwareAgent: { name: 'Painter-4' },
    },
  ],
};
const said = {
  made_by: 'Example Images 2.1',
  signed_by: 'Example Studio GmbH',
  tool: 'Painter-4',
  actions: ['created'],
  source_type: 'trainedAlgorithmicMedia',
  ai: true,
  statements: 1,
};

describe('what content credentials say', () => {
  it('is read: program, signer, tool, actions, source', () => {
    expect(readCredentials(storeOf(generated))).toEqual(said);
  });

  it('comes from the last statement, but a model anywhere in its past is told', () => {
    const edited: Told = {
      claim: { claim_generator: 'Example_Editor/9.0 c2pa-rs/0.30' },
      actions: [{ action: 'c2pa.opened' }, { action: 'c2pa.cropped' }],
    };
    expect(readCredentials(storeOf(generated, edited))).toEqual({
      ...said,
      made_by: 'Example Editor 9.0',
      actions: ['opened', 'cropped'],
      statements: 2,
    });
  });

  it('names no model for what a camera took', () => {
    const taken: Told = {
      claim: { claim_generator_info: [{ name: 'Camera' }] },
      actions: [{ action: 'c2pa.created', digitalSourceType: `${iptc}digitalCapture` }],
      certificate: Uint8Array.of(1, 2, 3),
    };
    expect(readCredentials(storeOf(taken))).toEqual({
      made_by: 'Camera',
      actions: ['created'],
      source_type: 'digitalCapture',
      ai: false,
      statements: 1,
    });
  });

  it('is nothing where there is no statement', () => {
    expect(readCredentials(storeOf())).toBeUndefined();
    expect(readCredentials(box('jumb', bytesOf('nonsense')))).toBeUndefined();
    expect(readCredentials(new Uint8Array(100).fill(255))).toBeUndefined();
  });

  it('fills model and origin of a picture, behind what other programs wrote', async () => {
    const credentials = readCredentials(storeOf(generated));
    expect(await readMade(pngSignature, 'png', { credentials })).toEqual({
      ai: true,
      generation: { provider: 'Example Studio GmbH', model: 'Painter-4', params: {} },
    });
    const infotext = pngChunk('tEXt', utf8('parameters\0an owl\nSteps: 20, Seed: 5, Model: other'));
    const both = await readMade(concat([pngSignature, infotext]), 'png', { credentials });
    expect(both.generation).toMatchObject({ model: 'other', seed: 5 });
  });
});

describe('where credentials lie', () => {
  const store = storeOf(generated);
  const inJpeg = (): Uint8Array => {
    const jpeg = mediaFixture('picture.jpg');
    const parts: Uint8Array[] = [];
    for (let at = 0, packet = 1; at < store.length; packet += 1) {
      const end = Math.min(store.length, at + 100);
      const repeated = at === 0 ? new Uint8Array() : store.subarray(0, 8);
      const body = concat([
        bytesOf('JP\0\x01'),
        bytesOfU32(packet),
        repeated,
        store.subarray(at, end),
      ]);
      parts.push(Uint8Array.of(0xff, 0xeb, (body.length + 2) >> 8, (body.length + 2) & 255), body);
      at = end;
    }
    return concat([jpeg.subarray(0, 2), ...parts, jpeg.subarray(2)]);
  };
  const inPng = (): Uint8Array => {
    const png = mediaFixture('picture.png');
    return concat([png.subarray(0, 33), pngChunk('caBX', store), png.subarray(33)]);
  };
  const inWebp = (): Uint8Array => {
    const length = bytesOfU32(store.length, true);
    const pad = new Uint8Array(store.length & 1);
    return concat([mediaFixture('picture.webp'), bytesOf('C2PA'), length, store, pad]);
  };
  const pictures: readonly [PictureFormat, Uint8Array][] = [
    ['jpeg', inJpeg()],
    ['png', inPng()],
    ['webp', inWebp()],
  ];
  const found = async (bytes: Uint8Array, format: MediaFormat) =>
    (await findStore(new Blob([new Uint8Array(bytes)]), format))?.store;
  it.each(pictures)('in %s', async (format, bytes) => {
    expect(await found(bytes, format)).toEqual(store);
  });

  const uuid = bytesOf('\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81');
  const inIso = (name: string): Uint8Array => {
    const file = mediaFixture(name);
    const end = new DataView(file.buffer, file.byteOffset).getUint32(0);
    const found = box('uuid', uuid, bytesOf('\0\0\0\0manifest\0'), new Uint8Array(8), store);
    return concat([file.subarray(0, end), found, file.subarray(end)]);
  };
  it.each([
    ['picture.avif', 'avif'],
    ['clip.mp4', 'mp4'],
    ['clip.mov', 'mov'],
  ] as const)('in %s', async (name, format) => {
    expect(await found(inIso(name), format)).toEqual(store);
    expect(await found(mediaFixture(name), format)).toBeUndefined();
  });

  it('and nowhere in files without them', async () => {
    for (const [format, name] of [
      ['png', 'picture.png'],
      ['jpeg', 'picture.jpg'],
      ['webp', 'picture.webp'],
      ['tiff', 'picture.tif'],
    ] as const) {
      expect(await found(mediaFixture(name), format)).toBeUndefined();
    }
  });
});

describe('hostile credentials', () => {
  it('cut off or changed anywhere give an answer or none, and never throw', () => {
    const store = storeOf(generated, generated);
    fc.assert(
      fc.property(
        fc.nat(store.length),
        fc.array(fc.tuple(fc.nat(store.length - 1), fc.nat(255)), { maxLength: 20 }),
        (end, changes) => {
          const bytes = store.slice(0, end);
          for (const [at, value] of changes) if (at < end) bytes[at] = value;
          const read = readCredentials(bytes);
          expect(read === undefined || typeof read.ai === 'boolean').toBe(true);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('cannot nest without end, nor promise more than there is', () => {
    expect(readCbor(new Uint8Array(100_000).fill(0x81))).toBeUndefined();
    expect(readCbor(Uint8Array.of(0x9b, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0))).toBeUndefined();
    expect(readCbor(Uint8Array.of(0x9f, ...new Uint8Array(30_000)))).toBeUndefined();
    let deep = superbox('c2ma', 'x');
    for (let depth = 0; depth < 500; depth += 1) deep = superbox('c2pa', 'c2pa', deep);
    expect(readCredentials(deep)).toBeUndefined();
  });

  it('reads what has no told length, and what map keys are called', () => {
    const text = Uint8Array.of(0x7f, 0x62, 0x61, 0x62, 0x61, 0x63, 0xff);
    expect(readCbor(text)).toBe('abc');
    expect(readCbor(Uint8Array.of(0xbf, 0x01, 0xf9, 0, 0, 0x20, 0xf5, 0xff))).toEqual(
      Object.assign(Object.create(null), { 1: null, '-1': true }),
    );
  });
});
