/** The ways to sign that C2PA allows (COSE numbers, RFC 9053 and 8230), as WebCrypto names them. */
import { elementAt, elements, isOid, oid, der, sequence, tags } from './der.ts';

export type SignAlgorithm = 'Ed25519' | 'ES256';
type Hash = 'SHA-256' | 'SHA-384' | 'SHA-512';

interface Way {
  readonly name: string;
  readonly by: 'Ed25519' | 'ECDSA' | 'RSA-PSS';
  readonly hash: Hash;
}

/** By COSE number. */
export const ways: ReadonlyMap<number, Way> = new Map([
  [-7, { name: 'ES256', by: 'ECDSA', hash: 'SHA-256' }],
  [-35, { name: 'ES384', by: 'ECDSA', hash: 'SHA-384' }],
  [-36, { name: 'ES512', by: 'ECDSA', hash: 'SHA-512' }],
  [-37, { name: 'PS256', by: 'RSA-PSS', hash: 'SHA-256' }],
  [-38, { name: 'PS384', by: 'RSA-PSS', hash: 'SHA-384' }],
  [-39, { name: 'PS512', by: 'RSA-PSS', hash: 'SHA-512' }],
  [-8, { name: 'Ed25519', by: 'Ed25519', hash: 'SHA-512' }],
]);
export const numberOf: Readonly<Record<SignAlgorithm, number>> = { ES256: -7, Ed25519: -8 };

const curves = [
  ['1.2.840.10045.3.1.7', 'P-256'],
  ['1.3.132.0.34', 'P-384'],
  ['1.3.132.0.35', 'P-521'],
] as const;
const rsa = '1.2.840.113549.1.1.1';
const rsaPss = '1.2.840.113549.1.1.10';

/**
 * Whether a signature fits; undefined when the way is not known, the key is of another kind, or this
 * browser does not know it.
 *
 * @param key SubjectPublicKeyInfo of the signer's certificate
 */
export async function fits(
  number: number,
  key: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean | undefined> {
  const way = ways.get(number);
  const spki = way && importable(key, way.by);
  if (!spki) return undefined;
  const { by, hash } = way;
  const kind: EcKeyImportParams | RsaHashedImportParams | Algorithm =
    by === 'ECDSA'
      ? { name: by, namedCurve: spki.curve }
      : by === 'RSA-PSS'
        ? { name: by, hash }
        : { name: by };
  const how: EcdsaParams | RsaPssParams | Algorithm =
    by === 'ECDSA'
      ? { name: by, hash }
      : by === 'RSA-PSS'
        ? { name: by, saltLength: Number(hash.slice(4)) / 8 }
        : { name: by };
  try {
    const known = await crypto.subtle.importKey('spki', spki.key, kind, false, ['verify']);
    return await crypto.subtle.verify(how, known, signature, bytes);
  } catch {
    return undefined;
  }
}

/** A key as WebCrypto takes it: RSA keys that are kept for PSS alone are told as plain RSA keys. */
function importable(
  key: Uint8Array<ArrayBuffer>,
  by: Way['by'],
): { readonly key: Uint8Array<ArrayBuffer>; readonly curve: string } | undefined {
  const whole = elementAt(key, 0, key.length);
  const [algorithm, bits] = whole ? elements(key, whole) : [];
  const [kind, detail] = algorithm ? elements(key, algorithm) : [];
  if (by === 'ECDSA') {
    const curve = curves.find(([dotted]) => isOid(key, detail, dotted))?.[1];
    return curve === undefined ? undefined : { key, curve };
  }
  if (by === 'Ed25519') return isOid(key, kind, '1.3.101.112') ? { key, curve: '' } : undefined;
  if (isOid(key, kind, rsa)) return { key, curve: '' };
  if (!isOid(key, kind, rsaPss) || !bits) return undefined;
  const plain = sequence(oid(rsa), Uint8Array.of(0x05, 0));
  return { key: der(tags.sequence, plain, key.slice(bits.start, bits.end)), curve: '' };
}
