import { describe, expect, it } from 'vitest';

import { fixture } from '../../../tests/fixtures/read.ts';

import { bytesOfU32, concat, find } from '../bytes.ts';
import type { MediaFormat } from '../media-formats.ts';
import { pngChunk } from '../png/chunks.ts';

import { writeCbor, type CborValue } from './cbor-write.ts';
import { box, superbox } from './jumbf-write.ts';
import { coseTag, signatureOf } from './signature.ts';
import { readStore } from './store.ts';
import { findStore } from './stores.ts';
import { verifyCredentials } from './verify.ts';

const now = Date.UTC(2027, 0, 1);
const signed = (name: string): Uint8Array<ArrayBuffer> => fixture(`credentials/${name}`);

async function check(bytes: Uint8Array<ArrayBuffer>, format: MediaFormat, moment = now) {
  const file = new Blob([bytes]);
  const found = await findStore(file, format);
  return found && verifyCredentials(file, found, { now: moment });
}
/** The same bytes, one bit of one of them changed. */
const flipped = (bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> => {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};

const files: readonly [string, MediaFormat, string][] = [
  ['es256.png', 'png', 'ES256'],
  ['es384.png', 'png', 'ES384'],
  ['es512.png', 'png', 'ES512'],
  ['ps256.png', 'png', 'PS256'],
  ['ed25519.webp', 'webp', 'Ed25519'],
  ['child.jpg', 'jpeg', 'ES256'],
  ['clip.mp4', 'mp4', 'ES256'],
  ['pieces.mp4', 'mp4', 'ES256'],
  ['picture.avif', 'avif', 'ES256'],
  ['tone.wav', 'wav', 'ES256'],
  ['tone.mp3', 'mp3', 'ES256'],
  ['tone.flac', 'flac', 'ES256'],
  ['frames.gif', 'gif', 'ES256'],
  ['picture.tif', 'tiff', 'ES256'],
];

describe('D4 files that the library of the standard’s authors signed', () => {
  it.each(files)('%s is valid', async (name, format, algorithm) => {
    const said = await check(signed(name), format);
    expect(said).toMatchObject({
      signed_by: 'Judge Studio',
      checked: {
        state: 'valid',
        algorithm,
        certificate: { issuer: 'Judge CA', in_dates: true },
      },
    });
    expect(said?.checked).not.toHaveProperty('left_out');
  });

  it.each(files)('%s is tampered with when a byte of the work changes', async (name, format) => {
    const bytes = signed(name);
    const file = new Blob([bytes]);
    const [range] = (await findStore(file, format))?.ranges ?? [];
    if (!range) throw new Error('no credentials');
    // Behind the statements where something is, else before them.
    const at = range.start + range.length + 20 < bytes.length ? bytes.length - 12 : 100;
    const said = await check(flipped(bytes, at), format);
    expect(said?.checked).toMatchObject({ state: 'tampered', why: 'file' });
  });

  it('are tampered with in whichever piece of a film', async () => {
    const bytes = signed('pieces.mp4');
    const start = find(bytes, 'mdat', 4_431) - 4;
    for (let at = start + 10; at < start + 7_400; at += 700) {
      const said = await check(flipped(bytes, at), 'mp4');
      expect(said?.checked).toMatchObject({ state: 'tampered', why: 'file' });
    }
  });

  it('tell what they were made from, each statement checked', async () => {
    const said = await check(signed('child.jpg'), 'jpeg');
    expect(said?.chain).toMatchObject([
      {
        state: 'valid',
        actions: ['opened'],
        ingredients: [{ title: 'source', relation: 'parent', statement: 1 }],
      },
      { state: 'valid', tools: ['Painter 4'], source_type: 'trainedAlgorithmicMedia' },
    ]);
  });

  it('show a changed source, whose statement their own one has named by its hash', async () => {
    const bytes = signed('child.jpg');
    // The last "Painter" is that of the source's action; the child names no tool.
    const said = await check(flipped(bytes, find(bytes, 'Painter')), 'jpeg');
    expect(said?.chain?.map(({ state, why }) => why ?? state)).toEqual(['statement', 'statement']);
  });

  it('were signed with a certificate that has its time', async () => {
    const late = await check(signed('es256.png'), 'png', Date.UTC(2050, 0, 1));
    expect(late?.checked).toMatchObject({ state: 'valid', certificate: { in_dates: false } });
  });
});

describe('D4 when a file was signed', () => {
  it('is what the token of a time-stamp authority says, and is not known without one', async () => {
    const manifestWith = (open: CborValue) => {
      const cose = writeCbor([Uint8Array.of(0xa0), open, null, new Uint8Array(64)]);
      const boxes = [
        superbox('c2cl', 'c2pa.claim.v2', box('cbor', writeCbor({ alg: 'sha256' }))),
        superbox('c2cs', 'c2pa.signature', box('cbor', coseTag, cose)),
      ];
      const [manifest] = readStore(superbox('c2pa', 'c2pa', superbox('c2ma', 'x', ...boxes)));
      if (!manifest) throw new Error('no statement');
      return signatureOf(manifest);
    };
    const token = signed('time-stamp.der');
    const stamped = manifestWith({ sigTst2: { tstTokens: [{ val: token }] } });
    expect(stamped?.time).toBe(Date.UTC(2026, 10, 22, 3, 56, 45));
    expect(manifestWith({})?.time).toBeUndefined();
    for (let end = 0; end < token.length; end += 5) {
      const cut = manifestWith({ sigTst: { tstTokens: [{ val: token.slice(0, end) }] } });
      expect(cut?.time === undefined || cut.time === stamped?.time).toBe(true);
    }
  });
});

describe('D4 what does not fit', () => {
  const bytes = signed('es256.png');
  const at = (text: string): number => find(bytes, text);

  it('is the signature, when the claim or the signature was changed', async () => {
    const claim = await check(flipped(bytes, at('xmp.iid:') + 12), 'png');
    expect(claim?.checked).toMatchObject({ state: 'signature', why: 'signature' });
    const self = await check(fixture('media/credentials.png'), 'png');
    expect(self?.checked?.state).toBe('signature');
  });

  it('is a part of the statement, when it was changed, is gone or was slipped in', async () => {
    const changed = await check(flipped(bytes, at('Painter')), 'png');
    expect(changed?.checked).toMatchObject({ state: 'tampered', why: 'statement' });
    const renamed = await check(flipped(bytes, at('c2pa.actions.v2\0') + 10), 'png');
    expect(renamed?.checked).toMatchObject({ state: 'tampered', why: 'statement' });
    const found = await findStore(new Blob([bytes]), 'png');
    const [manifest] = readStore(found?.store ?? new Uint8Array());
    const [parts, ...others] = manifest?.box.boxes ?? [];
    if (!found || !manifest || !parts) throw new Error('no statement');
    const slipped = superbox('cbor', 'c2pa.metadata', box('cbor', Uint8Array.of(0xa0)));
    const assertions = superbox('c2as', 'c2pa.assertions', ...parts.boxes.map(whole), slipped);
    const own = superbox('c2ma', manifest.label, assertions, ...others.map(whole));
    const png = concat([
      bytes.subarray(0, 33),
      pngChunk('caBX', superbox('c2pa', 'c2pa', own)),
      bytes.subarray((found.ranges[0]?.start ?? 0) + (found.ranges[0]?.length ?? 0)),
    ]);
    const more = await check(png, 'png');
    expect(more?.checked).toMatchObject({ state: 'tampered', why: 'statement' });
  });
  const whole = (one: { readonly whole: Uint8Array }): Uint8Array => one.whole;

  it('is a second statement of the same name, whose parts are others', async () => {
    const found = await findStore(new Blob([bytes]), 'png');
    const [manifest] = readStore(found?.store ?? new Uint8Array());
    const [parts, ...others] = manifest?.box.boxes ?? [];
    if (!found || !manifest || !parts) throw new Error('no statement');
    // The claim and its signature are real; what they are about is not.
    const changed = parts.boxes.map(({ whole: one, label }) =>
      label === 'c2pa.hash.data' ? flipped(one.slice(), one.length - 20) : one,
    );
    const fake = superbox(
      'c2ma',
      manifest.label,
      superbox('c2as', 'c2pa.assertions', ...changed),
      ...others.map(whole),
    );
    const [range] = found.ranges;
    const png = concat([
      bytes.subarray(0, 33),
      pngChunk('caBX', superbox('c2pa', 'c2pa', manifest.box.whole, fake)),
      bytes.subarray((range?.start ?? 0) + (range?.length ?? 0)),
    ]);
    const said = await check(png, 'png');
    expect(said?.checked).toMatchObject({ state: 'tampered', why: 'statement' });
  });

  it('is the file, when the statements are those of another one', async () => {
    const found = await findStore(new Blob([bytes]), 'png');
    const other = fixture('media/picture.png');
    const png = concat([
      other.subarray(0, 33),
      pngChunk('tEXt', new TextEncoder().encode('Comment\0hello')),
      pngChunk('caBX', found?.store ?? new Uint8Array()),
      other.subarray(33),
    ]);
    expect((await check(png, 'png'))?.checked).toMatchObject({ state: 'tampered', why: 'file' });
  });

  it('is never called valid, whichever byte of claim, parts or work is changed', async () => {
    const whatCounts = async (png: Uint8Array<ArrayBuffer>) => {
      const found = await findStore(new Blob([png]), 'png');
      const [manifest] = readStore(found?.store ?? new Uint8Array());
      const [range] = found?.ranges ?? [];
      if (!manifest || !range) throw new Error('no credentials');
      const parts = manifest.box.boxes[0]?.boxes.map(({ body }) => body) ?? [];
      const { start, length } = range;
      return [manifest.claimBytes, ...parts, png.slice(0, start), png.slice(start + length)];
    };
    const before = await whatCounts(bytes);
    let seen = 0;
    for (let place = 8; place < bytes.length; place += 37) {
      const changed = flipped(bytes, place);
      const said = await check(changed, 'png');
      // Padding, and the kinds of boxes, may be others without saying anything else.
      if (said?.checked?.state === 'valid') expect(await whatCounts(changed)).toEqual(before);
      else seen += 1;
    }
    expect(seen).toBeGreaterThan(50);
  });
});

describe('D4 hostile stores', () => {
  it('of 50 MB of boxes in boxes are left alone, quickly', async () => {
    let deep: Uint8Array = new Uint8Array();
    for (let depth = 0; depth < 2_000; depth += 1) deep = superbox('c2ma', 'x', deep);
    const many = concat(Array.from({ length: 730 }, () => deep));
    const store = superbox('c2pa', 'c2pa', many);
    expect(store.length).toBeGreaterThan(50_000_000);
    const png = concat([fixture('media/picture.png').subarray(0, 33), pngChunk('caBX', store)]);
    const before = performance.now();
    expect(await check(png, 'png')).toBeUndefined();
    expect(readStore(store.subarray(0, 15_000_000))).toEqual([]);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('cut off anywhere give an answer or none', async () => {
    const bytes = signed('clip.mp4');
    for (let end = 0; end < bytes.length; end += 97) {
      const said = await check(bytes.slice(0, end), 'mp4');
      expect(said?.checked?.state ?? 'none').not.toBe('valid');
    }
    const riff = signed('ed25519.webp');
    for (let end = 0; end < riff.length; end += 41) {
      const said = await check(riff.slice(0, end), 'webp');
      expect(said?.checked?.state ?? 'none').not.toBe('valid');
    }
  });

  it('cannot promise lengths that are not there', async () => {
    const png = concat([fixture('media/picture.png').subarray(0, 33), bytesOfU32(0x7fffffff)]);
    expect(await check(concat([png, new TextEncoder().encode('caBX')]), 'png')).toBeUndefined();
  });
});
