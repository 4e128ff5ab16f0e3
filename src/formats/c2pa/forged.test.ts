import { describe, expect, it } from 'vitest';

import { fixture } from '../../../tests/fixtures/read.ts';

import { concat, find, latin1, u32 } from '../bytes.ts';
import { pngChunk } from '../png/chunks.ts';

import { placeBytes } from './binding.ts';
import { carriedFrom } from './carried.ts';
import { writeCbor, type CborValue } from './cbor-write.ts';
import { box, superbox } from './jumbf-write.ts';
import { labelled, type Superbox } from './jumbf.ts';
import { coseTag, signatureOf, signedBytes } from './signature.ts';
import { makeIdentity, signerOf, type Signer } from './signer.ts';
import { signFile } from './sign.ts';
import type { Statement } from './statement.ts';
import { readStore, type Manifest } from './store.ts';
import { findStore } from './stores.ts';
import { verifyCredentials } from './verify.ts';

const now = Date.UTC(2027, 0, 1);
const signed = fixture('credentials/es256.png');
const sha256 = async (bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
const whole = (one: Superbox): Uint8Array => one.whole;

async function check(png: Uint8Array<ArrayBuffer>) {
  const file = new Blob([png]);
  const found = await findStore(file, 'png');
  return found && verifyCredentials(file, found, { now });
}

async function opened(png: Uint8Array<ArrayBuffer>) {
  const found = await findStore(new Blob([png]), 'png');
  const [range] = found?.ranges ?? [];
  if (!found || !range) throw new Error('no credentials');
  return { range, manifests: readStore(found.store) };
}

/** The file with other statements, in a chunk of the same length: nothing else of it moves. */
async function withStore(
  png: Uint8Array<ArrayBuffer>,
  ...manifests: readonly Uint8Array[]
): Promise<Uint8Array<ArrayBuffer>> {
  const { range } = await opened(png);
  const room = range.length - 12;
  const bare = superbox('c2pa', 'c2pa', ...manifests).length;
  if (bare > room) throw new Error('no room');
  const rest = room - bare < 8 ? [] : [box('free', new Uint8Array(room - bare - 8))];
  const store = superbox('c2pa', 'c2pa', ...manifests, ...rest);
  const chunk = pngChunk('caBX', store);
  return concat([png.subarray(0, range.start), chunk, png.subarray(range.start + range.length)]);
}

const partsOf = ({ box: its }: Manifest): readonly Superbox[] =>
  labelled(its.boxes, 'c2pa.assertions')?.boxes ?? [];

/** A statement with other parts, its claim and its signature as they were. */
const withParts = (
  manifest: Manifest,
  parts: readonly Uint8Array[],
  kind: 'c2ma' | 'c2um' = 'c2ma',
): Uint8Array =>
  superbox(
    kind,
    manifest.label,
    superbox('c2as', 'c2pa.assertions', ...parts),
    ...manifest.box.boxes.filter(({ label }) => label.startsWith('c2pa.claim')).map(whole),
    withoutPad(manifest),
  );

/** Its signature without the bytes that signers leave free: they are guarded by nothing. */
function withoutPad(manifest: Manifest): Uint8Array {
  const signature = signatureOf(manifest);
  if (!signature) throw new Error('no signature');
  const { protectedBytes, bytes } = signature;
  return superbox(
    'c2cs',
    'c2pa.signature',
    box('cbor', coseTag, writeCbor([protectedBytes, {}, null, bytes])),
  );
}

/** A statement that nobody signed. */
const unsigned = (label: string, claim: { readonly [key: string]: CborValue }): Uint8Array =>
  superbox(
    'c2ma',
    label,
    superbox('c2as', 'c2pa.assertions'),
    superbox('c2cl', 'c2pa.claim.v2', box('cbor', writeCbor(claim))),
    superbox('c2cs', 'c2pa.signature', box('cbor', Uint8Array.of(0xa0))),
  );

async function statementOf(made: Partial<Statement>) {
  const identity = await makeIdentity('Somebody', now - 1000);
  if (!identity) throw new Error('no keys');
  const statement: Statement = {
    title: 'fox.png',
    mime: 'image/png',
    program: { name: 'Inkreel', version: '1.0' },
    seed: 'ab'.repeat(32),
    actions: [{ action: 'c2pa.created' }],
    ingredients: [],
    ...made,
  };
  return { statement, signer: await signerOf(identity) };
}

/** A picture that was made from the painted one and carries its statement. */
async function child(): Promise<Uint8Array<ArrayBuffer>> {
  const carried = await carriedFrom(new Blob([signed]), 'png', { now });
  const source = { title: 'painted.png', mime: 'image/png', relation: 'parentOf' } as const;
  const { statement, signer } = await statementOf({
    actions: [{ action: 'c2pa.opened', ingredients: [0] }],
    ingredients: [{ ...source, ...(carried && { carried }) }],
  });
  const plain = new Blob([fixture('media/picture.png')]);
  const { file } = await signFile(plain, 'png', statement, signer);
  return new Uint8Array(await file.arrayBuffer());
}

describe('D4 statements that were forged around a real signature', () => {
  it('cannot have the tie to the file called redacted by one that nobody signed', async () => {
    const { manifests } = await opened(signed);
    const [own] = manifests;
    if (!own) throw new Error('no statement');
    const changed = signed.slice();
    changed[changed.length - 12] = (changed[changed.length - 12] ?? 0) ^ 1;
    const tie = partsOf(own).find(({ label }) => label === 'c2pa.hash.data');
    if (!tie) throw new Error('no tie');
    const forged = async (png: Uint8Array<ArrayBuffer>, hash: Uint8Array) => {
      const other = tie.whole.slice();
      const at = find(other, 'hash', 40) + 6;
      other.set(hash, at);
      return withStore(
        png,
        unsigned('urn:x', {
          redacted_assertions: [`self#jumbf=/c2pa/${own.label}/c2pa.assertions/c2pa.hash.data`],
        }),
        withParts(
          own,
          partsOf(own).map((part) => (part === tie ? other : part.whole)),
        ),
      );
    };
    // What is hashed is all but the chunk, which has its place and length either way.
    const { range } = await opened(changed);
    const bytes = [changed.subarray(0, range.start), changed.subarray(range.start + range.length)];
    const png = await forged(changed, await sha256(concat(bytes)));
    expect((await check(png))?.checked).toMatchObject({ state: 'tampered', why: 'statement' });
  });

  it('cannot have a source’s statement exchanged for another of the same name', async () => {
    const png = await child();
    expect(await check(png)).toMatchObject({ ai: true, checked: { state: 'valid' } });
    const [source, own] = (await opened(png)).manifests;
    if (!source || !own) throw new Error('no statements');
    const { statement, signer } = await statementOf({});
    const other = await signFile(
      new Blob([fixture('media/picture.png')]),
      'png',
      statement,
      signer,
    );
    const [honest] = (await opened(new Uint8Array(await other.file.arrayBuffer()))).manifests;
    if (!honest) throw new Error('no statement');
    const renamed = superbox('c2ma', source.label, ...honest.box.boxes.map(whole));
    const said = await check(await withStore(png, renamed, own.box.whole));
    expect(said?.checked).toMatchObject({ state: 'tampered', why: 'statement' });
  });

  it('cannot lose a source’s statement', async () => {
    const png = await child();
    const [, own] = (await opened(png)).manifests;
    if (!own) throw new Error('no statements');
    const said = await check(await withStore(png, own.box.whole));
    expect(said?.checked).toMatchObject({ state: 'tampered', why: 'statement' });
  });

  it('cannot be tied to a source’s file by being called an update of it', async () => {
    const png = await child();
    const [source, own] = (await opened(png)).manifests;
    if (!source || !own) throw new Error('no statements');
    // The source’s bytes under the child’s words; its tie leaves out whatever stands in the chunk.
    const update = withParts(own, partsOf(own).map(whole), 'c2um');
    const { range } = await opened(signed);
    const store = superbox('c2pa', 'c2pa', source.box.whole, update);
    const forged = concat([
      signed.subarray(0, range.start),
      pngChunk('caBX', store),
      signed.subarray(range.start + range.length),
    ]);
    expect((await check(forged))?.checked?.state).not.toBe('valid');
  });

  it('cannot name a hash that every object of JavaScript knows', async () => {
    for (const name of ['constructor', 'valueOf', '__proto__', 'toString']) {
      const { signer } = await statementOf({});
      const file = new Blob([fixture('media/picture.png')]);
      const tie = { alg: name, hash: new Uint8Array(32) };
      const store = await tiedBy('c2pa.hash.data', tie, signer);
      const said = await verifyCredentials(file, { store, ranges: [] }, { now });
      expect(said?.checked).toMatchObject({ state: 'unverified', why: 'algorithm' });
    }
  });
});

describe('D4 ties that hold little', () => {
  const film = fixture('media/clip.mp4');
  const tied = async (value: CborValue) => {
    const { signer } = await statementOf({});
    const store = await tiedBy('c2pa.hash.bmff.v2', value, signer);
    return verifyCredentials(new Blob([film]), { store, ranges: [] }, { now });
  };
  const mdat = find(film, 'mdat') - 4;

  it('tell how many bytes of a film they leave out', async () => {
    const top: { type: string; start: number; end: number }[] = [];
    for (let at = 0; at < film.length;) {
      const end = at + u32(film, at);
      top.push({ type: latin1(film, at + 4, 4), start: at, end });
      at = end;
    }
    const hash = await sha256(
      concat(
        top
          .filter(({ type }) => type !== 'ftyp' && type !== 'mdat')
          .flatMap(({ start, end }) => [placeBytes(start), film.subarray(start, end)]),
      ),
    );
    const said = await tied({
      alg: 'sha256',
      hash,
      exclusions: [{ xpath: '/ftyp' }, { xpath: '/mdat' }],
    });
    expect(said?.checked).toMatchObject({ state: 'valid', left_out: u32(film, mdat) });
  });

  it('are not believed whose blocks are no whole number of bytes long', async () => {
    const exclusions = [
      { xpath: '/ftyp' },
      { xpath: '/mdat' },
      { xpath: '/moov' },
      { xpath: '/free' },
    ];
    const first = await sha256(film.subarray(mdat + 16, mdat + 16 + 256));
    const said = await tied({
      alg: 'sha256',
      hash: await sha256(new Uint8Array()),
      exclusions,
      merkle: [{ uniqueId: 0, localId: 0, count: 1, hashes: [first], fixedBlockSize: 256.5 }],
    });
    expect(said?.checked?.state).not.toBe('valid');
  });

  it('are not searched for without end', async () => {
    const boxes = concat(Array.from({ length: 30_000 }, () => box('abcd')));
    const file = new Blob([film, box('moov', boxes)]);
    const exclusions = Array.from({ length: 190 }, () => ({ xpath: '/moov/efgh' }));
    const { signer } = await statementOf({});
    const tie = { alg: 'sha256', hash: new Uint8Array(32), exclusions };
    const store = await tiedBy('c2pa.hash.bmff.v2', tie, signer);
    const before = performance.now();
    const said = await verifyCredentials(file, { store, ranges: [] }, { now });
    expect(said?.checked).toMatchObject({ state: 'tampered', why: 'file' });
    expect(performance.now() - before).toBeLessThan(4_000);
  });
});

/** A store whose statement is well signed and ties itself to a file like this. */
async function tiedBy(
  label: string,
  value: CborValue,
  signer: Signer,
): Promise<Uint8Array<ArrayBuffer>> {
  const tie = superbox('cbor', label, box('cbor', writeCbor(value)));
  const claim = writeCbor({
    alg: 'sha256',
    created_assertions: [
      { url: `self#jumbf=c2pa.assertions/${label}`, hash: await sha256(tie.subarray(8)) },
    ],
  });
  const guarded = writeCbor(
    new Map<number, CborValue>([
      [1, signer.algorithm],
      [33, [...signer.chain]],
    ]),
  );
  const signature = await signer.sign(signedBytes(guarded, claim));
  return superbox(
    'c2pa',
    'c2pa',
    superbox(
      'c2ma',
      'urn:y',
      superbox('c2as', 'c2pa.assertions', tie),
      superbox('c2cl', 'c2pa.claim.v2', box('cbor', claim)),
      superbox(
        'c2cs',
        'c2pa.signature',
        box('cbor', coseTag, writeCbor([guarded, {}, null, signature])),
      ),
    ),
  );
}
