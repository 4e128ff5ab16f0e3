/** A key and certificates that a person brings, as PEM (RFC 7468): PKCS #8 and X.509. */
import { bytesOf } from '../bytes.ts';

import { fits } from './algorithms.ts';
import { readCertificate } from './certificate.ts';
import { signerOf, type Identity } from './signer.ts';

const longest = 200_000;

/** The parts of a PEM text by what they say they are. */
function partsOf(text: string, name: RegExp): readonly Uint8Array<ArrayBuffer>[] {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const all = /-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g;
  for (const [, kind = '', base64 = ''] of text.slice(0, longest).matchAll(all)) {
    if (!name.test(kind)) continue;
    try {
      parts.push(bytesOf(atob(base64.replaceAll(/\s/g, ''))));
    } catch {
      // Not base64: no part.
    }
  }
  return parts;
}

/** Why a text gives no identity. */
export type PemProblem = 'no_key' | 'locked_key' | 'no_certificate' | 'unknown_key' | 'other_key';

const kinds = [
  [-8, { name: 'Ed25519' }],
  [-7, { name: 'ECDSA', namedCurve: 'P-256' }],
  [-35, { name: 'ECDSA', namedCurve: 'P-384' }],
  [-36, { name: 'ECDSA', namedCurve: 'P-521' }],
  [-37, { name: 'RSA-PSS', hash: 'SHA-256' }],
] as const;

/**
 * The identity in a PEM text: a private key that is not locked, and its certificate with those that
 * follow from it. The key is taken in such a way that it cannot be read again.
 */
export async function identityInPem(
  text: string,
): Promise<
  | { readonly ok: true; readonly identity: Identity; readonly name: string }
  | { readonly ok: false; readonly problem: PemProblem }
> {
  const chain = partsOf(text, /^(X509 )?CERTIFICATE$/);
  const [secret] = partsOf(text, /^PRIVATE KEY$/);
  const fail = (problem: PemProblem) => ({ ok: false, problem }) as const;
  if (!secret) return fail(/BEGIN (ENCRYPTED|EC|RSA) /.test(text) ? 'locked_key' : 'no_key');
  const [leaf] = chain;
  const certificate = leaf && readCertificate(leaf);
  if (!certificate?.key) return fail('no_certificate');
  for (const [algorithm, kind] of kinds) {
    let key: CryptoKey;
    try {
      key = await crypto.subtle.importKey('pkcs8', secret, kind, false, ['sign']);
    } catch {
      continue;
    }
    const identity: Identity = { algorithm, key, chain };
    const tried = bytesOf('inkreel');
    const signature = await (await signerOf(identity)).sign(tried);
    if ((await fits(algorithm, certificate.key, signature, tried)) !== true)
      return fail('other_key');
    return { ok: true, identity, name: certificate.holder ?? '' };
  }
  return fail('unknown_key');
}
