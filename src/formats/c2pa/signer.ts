/**
 * Who signs: a key that cannot be read, and the certificates that belong to it. A device makes its
 * own (X.509 version 3, RFC 5280, with what C2PA 2.2 section 14.5 asks of a signer); a person may
 * bring others. Such a certificate tells who keeps the key only as far as that one is believed.
 */
import { numberOf, ways, type SignAlgorithm } from './algorithms.ts';
import { bits, der, oid, sequence, tags } from './der.ts';

/** A key with its certificates; IndexedDB keeps it as it is, the key unreadable. */
export interface Identity {
  /** As COSE numbers ways to sign: −8 Ed25519, −7 ES256 … */
  readonly algorithm: number;
  readonly key: CryptoKey;
  /** DER, the signer's first. */
  readonly chain: readonly Uint8Array<ArrayBuffer>[];
}

/** Signs; the same bytes have the same signature only with Ed25519 (RFC 8032). */
export interface Signer {
  readonly algorithm: number;
  readonly chain: readonly Uint8Array[];
  /** Bytes of every signature of this key. */
  readonly length: number;
  sign(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
}

/** A signer of an identity. Throws where the key is of no use. */
export async function signerOf({ algorithm, key, chain }: Identity): Promise<Signer> {
  const way = ways.get(algorithm);
  if (!way) throw new TypeError('an unknown way to sign');
  const how: AlgorithmIdentifier | EcdsaParams | RsaPssParams =
    way.by === 'ECDSA'
      ? { name: 'ECDSA', hash: way.hash }
      : way.by === 'RSA-PSS'
        ? { name: 'RSA-PSS', saltLength: Number(way.hash.slice(4)) / 8 }
        : { name: 'Ed25519' };
  const sign: Signer['sign'] = async (bytes) =>
    new Uint8Array(await crypto.subtle.sign(how, key, bytes));
  const { length } = await sign(new Uint8Array(1));
  return { algorithm, chain, length, sign };
}

const keyKinds: Readonly<Record<SignAlgorithm, Algorithm | EcKeyGenParams>> = {
  Ed25519: { name: 'Ed25519' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
};

/** A pair of keys, of which the private one never leaves the browser's keeping. */
async function makeKeys(algorithm: SignAlgorithm): Promise<CryptoKeyPair> {
  const made = await crypto.subtle.generateKey(keyKinds[algorithm], false, ['sign', 'verify']);
  if (!('privateKey' in made)) throw new TypeError('no pair of keys');
  return made;
}

/** A new pair of the best kind that this browser knows; null where it knows none. */
async function bestKeys() {
  for (const algorithm of ['Ed25519', 'ES256'] as const) {
    try {
      return { algorithm, device: await makeKeys(algorithm), root: await makeKeys(algorithm) };
    } catch {
      // The next kind.
    }
  }
  return null;
}

const years = 10;

/**
 * Makes an identity: a key for this device, and a certificate for it from a root of its own, whose
 * key is thrown away. Null where this browser can make no key that C2PA knows.
 *
 * @param name what the certificate says, and with it every file that is signed
 * @param now in ms UTC
 */
export async function makeIdentity(name: string, now: number): Promise<Identity | null> {
  const keys = await bestKeys();
  if (!keys) return null;
  const { algorithm, device, root } = keys;
  const chain = await certificatesFor(algorithm, device, root, name, now);
  return { algorithm: numberOf[algorithm], key: device.privateKey, chain };
}

/** The certificate of a key, given by a root that is made for it, and that of the root. */
export async function certificatesFor(
  algorithm: SignAlgorithm,
  device: CryptoKeyPair,
  root: CryptoKeyPair,
  name: string,
  now: number,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const from = Math.floor(now / 1000) * 1000;
  const end = new Date(from);
  end.setUTCFullYear(end.getUTCFullYear() + years);
  const until = end.getTime();
  const issuer = nameOf(name, `${name} (root)`);
  const subject = nameOf(name, name);
  const [rootKey, deviceKey] = [await spkiOf(root), await spkiOf(device)];
  const [rootId, deviceId] = [await keyId(rootKey), await keyId(deviceKey)];
  const common = { algorithm, issuer, from, until, key: root.privateKey };
  const rootCertificate = await certificate({
    ...common,
    subject: issuer,
    spki: rootKey,
    extensions: [
      extension('2.5.29.19', true, sequence(der(tags.boolean, Uint8Array.of(0xff)))),
      // Bits 5 and 6: may sign certificates and lists of revoked ones.
      extension('2.5.29.15', true, bits(Uint8Array.of(0x06), 1)),
      extension('2.5.29.14', false, der(tags.octets, rootId)),
    ],
  });
  const own = await certificate({
    ...common,
    subject,
    spki: deviceKey,
    extensions: [
      extension('2.5.29.19', true, sequence()),
      // Bit 0: may sign.
      extension('2.5.29.15', true, bits(Uint8Array.of(0x80), 7)),
      // For documents (RFC 9336) and, for readers that do not know that yet, mail.
      extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.36'), oid('1.3.6.1.5.5.7.3.4'))),
      extension('2.5.29.14', false, der(tags.octets, deviceId)),
      extension('2.5.29.35', false, sequence(der(0x80, rootId))),
    ],
  });
  return [own, rootCertificate];
}

const spkiOf = async ({ publicKey }: CryptoKeyPair): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));

/** The first 20 bytes of SHA-256 of a key (RFC 7093). */
const keyId = async (spki: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', spki)).subarray(0, 20);

const text = (value: string): Uint8Array => der(tags.utf8, new TextEncoder().encode(value));

/** Organisation and name. */
const nameOf = (organisation: string, name: string): Uint8Array =>
  sequence(
    der(tags.set, sequence(oid('2.5.4.10'), text(organisation))),
    der(tags.set, sequence(oid('2.5.4.3'), text(name))),
  );

const extension = (id: string, isCritical: boolean, value: Uint8Array): Uint8Array =>
  sequence(
    oid(id),
    ...(isCritical ? [der(tags.boolean, Uint8Array.of(0xff))] : []),
    der(tags.octets, value),
  );

/** UTCTime up to 2049, GeneralizedTime from then on. */
function time(moment: number): Uint8Array {
  const digits = new Date(moment).toISOString().replaceAll(/[-:T]|\.\d+/g, '');
  const isShort = digits < '2050';
  return der(
    isShort ? tags.utcTime : tags.generalTime,
    new TextEncoder().encode(isShort ? digits.slice(2) : digits),
  );
}

interface Certified {
  readonly algorithm: SignAlgorithm;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly from: number;
  readonly until: number;
  readonly spki: Uint8Array;
  readonly extensions: readonly Uint8Array[];
  /** The issuer's. */
  readonly key: CryptoKey;
}

async function certificate(given: Certified): Promise<Uint8Array<ArrayBuffer>> {
  const isEd = given.algorithm === 'Ed25519';
  const kind = sequence(oid(isEd ? '1.3.101.112' : '1.2.840.10045.4.3.2'));
  const serial = crypto.getRandomValues(new Uint8Array(16));
  // Positive, and as long as it says.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const body = sequence(
    der(0xa0, der(tags.integer, Uint8Array.of(2))),
    der(tags.integer, serial),
    kind,
    given.issuer,
    sequence(time(given.from), time(given.until)),
    given.subject,
    given.spki,
    der(0xa3, sequence(...given.extensions)),
  );
  const how = isEd ? { name: 'Ed25519' } : { name: 'ECDSA', hash: 'SHA-256' };
  const raw = new Uint8Array(await crypto.subtle.sign(how, given.key, body));
  const signature = isEd ? raw : sequence(whole(raw.subarray(0, 32)), whole(raw.subarray(32)));
  return sequence(body, kind, bits(signature));
}

/** A positive whole number as DER writes it. */
function whole(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = first === -1 ? Uint8Array.of(0) : bytes.subarray(first);
  const isHigh = ((short[0] ?? 0) & 0x80) !== 0;
  return der(tags.integer, ...(isHigh ? [Uint8Array.of(0)] : []), short);
}
