import { beforeAll, describe, expect, it } from 'vitest';

import { bytesIn, fixture } from '../../../tests/fixtures/read.ts';

import { concat, find, u32 } from '../bytes.ts';
import { factsOfFormat, type MediaFormat } from '../media-formats.ts';

import { carriedFrom } from './carried.ts';
import { readCertificate } from './certificate.ts';
import { identityInPem } from './pem.ts';
import { certificatesFor, makeIdentity, signerOf, type Identity, type Signer } from './signer.ts';
import { signFile } from './sign.ts';
import type { Statement } from './statement.ts';
import { findStore } from './stores.ts';
import { verifyCredentials } from './verify.ts';

const now = Date.UTC(2027, 0, 1);
const media = (name: string): Blob => new Blob([fixture(`media/${name}`)]);
const made: Statement = {
  title: 'fox.png',
  mime: 'image/png',
  program: { name: 'Inkreel', version: '1.0' },
  seed: 'ab'.repeat(32),
  actions: [
    {
      action: 'c2pa.created',
      tool: { name: 'Painter', version: '4' },
      source_type: 'trainedAlgorithmicMedia',
    },
    { action: 'c2pa.resized.proportional', tool: { name: 'Inkreel', version: '1.0' } },
  ],
  ingredients: [],
};
async function check(file: Blob, format: MediaFormat) {
  const found = await findStore(file, format);
  return found && verifyCredentials(file, found, { now });
}

let identity: Identity;
let signer: Signer;
beforeAll(async () => {
  const mine = await makeIdentity('Inkreel, this device', now - 1000);
  if (!mine) throw new Error('no keys');
  identity = mine;
  signer = await signerOf(mine);
});

const files: readonly [string, MediaFormat][] = [
  ['picture.png', 'png'],
  ['picture.jpg', 'jpeg'],
  ['picture.webp', 'webp'],
  ['frames.webp', 'webp'],
  ['picture.avif', 'avif'],
  ['frames.gif', 'gif'],
  ['tone.wav', 'wav'],
  ['tone.mp3', 'mp3'],
  ['tone.m4a', 'm4a'],
  ['clip.mp4', 'mp4'],
  ['clip.mov', 'mov'],
];

describe('D4 a file that is signed here', () => {
  it.each(files)('%s is valid, and the same twice', async (name, format) => {
    const statement = { ...made, mime: factsOfFormat[format].mime };
    const { file, beside } = await signFile(media(name), format, statement, signer);
    expect(beside).toBeUndefined();
    expect(await check(file, format)).toMatchObject({
      made_by: 'Inkreel 1.0',
      signed_by: 'Inkreel, this device',
      tool: 'Painter 4',
      ai: true,
      actions: ['created', 'resized.proportional'],
      checked: { state: 'valid', algorithm: 'Ed25519', certificate: { in_dates: true } },
    });
    const again = await signFile(media(name), format, statement, signer);
    expect(await bytesIn(again.file)).toEqual(await bytesIn(file));
  });

  it.each(files)('%s is tampered with when its last bytes change', async (name, format) => {
    const { file } = await signFile(media(name), format, made, signer);
    const bytes = await bytesIn(file);
    const [range] = (await findStore(file, format))?.ranges ?? [];
    const isLast = range && range.start + range.length + 20 > bytes.length;
    const at = isLast ? 100 : bytes.length - 12;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const said = await check(new Blob([bytes]), format);
    expect(said?.checked).toMatchObject({ state: 'tampered', why: 'file' });
  });

  it('has its statement beside it where its format has no place for one', async () => {
    for (const name of ['picture.tif', 'tone.flac', 'clip.webm']) {
      const { file, beside } = await signFile(media(name), undefined, made, signer);
      expect(await bytesIn(file)).toEqual(fixture(`media/${name}`));
      const store = await bytesIn(beside ?? new Blob());
      const said = await verifyCredentials(file, { store, ranges: [] }, { now });
      expect(said?.checked?.state).toBe('valid');
      const other = await verifyCredentials(media('clip.mkv'), { store, ranges: [] }, { now });
      expect(other?.checked).toMatchObject({ state: 'tampered', why: 'file' });
    }
  });

  it('carries the statements of what it was made from', async () => {
    const options = { now };
    const painted = new Blob([fixture('credentials/child.jpg')]);
    const carried = await carriedFrom(painted, 'jpeg', options);
    expect(carried?.failure.map(({ code }) => code)).toEqual(['signingCredential.untrusted']);
    expect(carried?.success.map(({ code }) => code)).toContain('assertion.dataHash.match');
    const source = { title: 'painted.jpg', mime: 'image/jpeg', relation: 'parentOf' } as const;
    const plain = { title: 'plain.png', mime: 'image/png', relation: 'componentOf' } as const;
    const statement: Statement = {
      ...made,
      actions: [
        { action: 'c2pa.opened', ingredients: [0] },
        { action: 'c2pa.placed', ingredients: [1] },
      ],
      ingredients: [{ ...source, ...(carried && { carried }) }, plain],
    };
    const { file } = await signFile(media('picture.webp'), 'webp', statement, signer);
    const said = await check(file, 'webp');
    expect(said).toMatchObject({ ai: true, statements: 3, checked: { state: 'valid' } });
    expect(said?.chain).toMatchObject([
      {
        ingredients: [
          { title: 'painted.jpg', relation: 'parent', statement: 1 },
          { title: 'plain.png', relation: 'component' },
        ],
      },
      { state: 'valid', signed_by: 'Judge Studio' },
      { state: 'valid', tools: ['Painter 4'] },
    ]);
  });

  it('tells that a source was tampered with', async () => {
    const bytes = fixture('credentials/es256.png');
    bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
    const carried = await carriedFrom(new Blob([bytes]), 'png', { now });
    expect(carried?.failure.map(({ code }) => code)).toContain('assertion.dataHash.mismatch');
  });
});

describe('D4 what signing leaves alone', () => {
  it('is every sample of a film: places of samples move with them', async () => {
    const before = fixture('media/clip.mp4');
    const { file } = await signFile(media('clip.mp4'), 'mp4', made, signer);
    const after = await bytesIn(file);
    const firstSample = (bytes: Uint8Array): Uint8Array => {
      const table = find(bytes, 'stco');
      const place = u32(bytes, table + 12);
      return bytes.slice(place, place + 64);
    };
    expect(after.length).toBeGreaterThan(before.length);
    expect(firstSample(after)).toEqual(firstSample(before));
  });

  it('is a film in fragments, whose places nobody moves: the statement goes to its end', async () => {
    const fragment = Uint8Array.of(0, 0, 0, 8, 0x6d, 0x6f, 0x6f, 0x66);
    const file = new Blob([concat([fixture('media/clip.mp4'), fragment])]);
    const signed = await signFile(file, 'mp4', made, signer);
    expect((await bytesIn(signed.file)).slice(0, file.size)).toEqual(await bytesIn(file));
    expect((await check(signed.file, 'mp4'))?.checked?.state).toBe('valid');
  });

  it('is a sound whose length is not told: it has its statement beside it', async () => {
    const bytes = fixture('media/tone.wav');
    bytes.fill(0xff, 4, 8);
    const { beside } = await signFile(new Blob([bytes]), 'wav', made, signer);
    expect(beside?.type).toBe('application/c2pa');
  });
});

describe('D4 the certificate of a device', () => {
  it('says its name and nothing else of the device, for ten years', () => {
    const [own, root] = identity.chain.map(readCertificate);
    expect(own).toMatchObject({
      holder: 'Inkreel, this device',
      issuer: 'Inkreel, this device',
      from: now - 1000,
    });
    expect(new Date(own?.until ?? 0).getUTCFullYear()).toBe(2036);
    expect(root?.holder).toBe('Inkreel, this device');
    expect(identity.key.extractable).toBe(false);
  });
});

describe('D4 a certificate that a person brings', () => {
  const pem = (kind: string, bytes: Uint8Array): string =>
    `-----BEGIN ${kind}-----\n${Buffer.from(bytes).toString('base64')}\n-----END ${kind}-----\n`;

  it('is taken with its key, which cannot be read again', async () => {
    const { key, certificates } = await openPair();
    const read = await identityInPem([pem('PRIVATE KEY', key), ...certificates.map(one)].join(''));
    if (!read.ok) throw new Error(read.problem);
    expect(read.name).toBe('Test Studio');
    expect(read.identity.key.extractable).toBe(false);
    const { file } = await signFile(
      media('picture.png'),
      'png',
      made,
      await signerOf(read.identity),
    );
    const said = await check(file, 'png');
    expect(said?.checked).toMatchObject({ state: 'valid', algorithm: 'ES256' });
  });
  const one = (bytes: Uint8Array): string => pem('CERTIFICATE', bytes);

  it('is refused in words where something is missing or does not belong together', async () => {
    const { key, certificates } = await openPair();
    const secret = pem('PRIVATE KEY', key);
    const problem = async (text: string) => {
      const read = await identityInPem(text);
      return read.ok ? null : read.problem;
    };
    expect(await problem('hello')).toBe('no_key');
    expect(await problem(pem('ENCRYPTED PRIVATE KEY', key))).toBe('locked_key');
    expect(await problem(secret)).toBe('no_certificate');
    expect(await problem(secret + one(new Uint8Array(40)))).toBe('no_certificate');
    expect(await problem(secret + identity.chain.map(one).join(''))).toBe('other_key');
    expect(
      await problem(pem('PRIVATE KEY', new Uint8Array(90)) + certificates.map(one).join('')),
    ).toBe('unknown_key');
  });

  /** A key that may be read, with a certificate for it. */
  async function openPair() {
    const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const key = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
    const certificates = await certificatesFor('ES256', pair, pair, 'Test Studio', now - 1000);
    return { key, certificates };
  }
});
