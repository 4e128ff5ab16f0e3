/** The signature of a statement: COSE_Sign1 (RFC 9052) with the signer's certificates (RFC 9360). */
import { bytesOf, find } from '../bytes.ts';

import { fits, ways } from './algorithms.ts';
import { isMap, readCbor, type Cbor } from './cbor.ts';
import { writeCbor } from './cbor-write.ts';
import { readCertificate, type Certificate } from './certificate.ts';
import { elementAt, elements, momentOf, oidBytes, tags } from './der.ts';
import { contentOf, labelled } from './jumbf.ts';
import { isSame } from './digest.ts';
import { listOf, type Manifest } from './store.ts';

export interface Signature {
  /** How it was made, as COSE numbers it. */
  readonly algorithm: number | undefined;
  readonly bytes: Uint8Array;
  readonly protectedBytes: Uint8Array;
  /** What was signed, where it stands in the signature itself. */
  readonly payload: Uint8Array | null;
  /** The signer's first. */
  readonly chain: readonly Uint8Array[];
  /** What a time-stamp authority says of when (ms UTC); not checked. */
  readonly time: number | undefined;
}

/** The signature of a statement; undefined when it is none. */
export function signatureOf({ box }: Manifest): Signature | undefined {
  const bytes = contentOf(labelled(box.boxes, 'c2pa.signature'), 'cbor');
  const [guarded, open, payload, signature] = listOf(bytes && readCbor(bytes));
  if (!(guarded instanceof Uint8Array) || !(signature instanceof Uint8Array)) return undefined;
  const head = guarded.length === 0 ? {} : readCbor(guarded);
  if (!isMap(head)) return undefined;
  const rest = isMap(open) ? open : {};
  const chain = head['33'] ?? head['x5chain'] ?? rest['33'] ?? rest['x5chain'];
  const algorithm = head['1'];
  return {
    algorithm: typeof algorithm === 'number' ? algorithm : undefined,
    bytes: signature,
    protectedBytes: guarded,
    payload: payload instanceof Uint8Array ? payload : null,
    chain: (chain instanceof Uint8Array ? [chain] : listOf(chain)).filter(
      (one): one is Uint8Array => one instanceof Uint8Array,
    ),
    time: timeIn(rest['sigTst2'] ?? rest['sigTst']),
  };
}

/** What a signer signs: the claim, with what the signature says of itself (RFC 9052, section 4.4). */
export const signedBytes = (
  protectedBytes: Uint8Array,
  claim: Uint8Array,
): Uint8Array<ArrayBuffer> => writeCbor(['Signature1', protectedBytes, new Uint8Array(), claim]);

export interface SignatureCheck {
  readonly result: 'fits' | 'differs' | 'unknown';
  readonly certificate?: Certificate;
  /** "ES256". */
  readonly algorithm?: string;
}

/** Whether a signature belongs to its claim, by the key of the certificate in it. */
export async function checkSignature(
  signature: Signature,
  { claimBytes }: Manifest,
): Promise<SignatureCheck> {
  const [leaf] = signature.chain;
  const certificate = leaf && readCertificate(leaf);
  const number = signature.algorithm;
  const way = number === undefined ? undefined : ways.get(number);
  const told = { ...(certificate && { certificate }), ...(way && { algorithm: way.name }) };
  if (number === undefined || !certificate?.key) return { result: 'unknown', ...told };
  const isOther = signature.payload !== null && !isSame(signature.payload, claimBytes);
  const bytes = signedBytes(signature.protectedBytes, claimBytes);
  const fit = await fits(number, certificate.key, new Uint8Array(signature.bytes), bytes);
  if (fit === undefined) return { result: 'unknown', ...told };
  return { result: fit && !isOther ? 'fits' : 'differs', ...told };
}

/** Content of the kind TSTInfo (RFC 3161), as a time-stamp token holds it. */
const timeStampInfo = String.fromCharCode(...oidBytes('1.2.840.113549.1.9.16.1.4'));
const longestToken = 100_000;

/** The moment in the first token of a "sigTst" header. */
function timeIn(header: Cbor | undefined): number | undefined {
  const [first] = isMap(header) ? listOf(header['tstTokens']) : [];
  const token = isMap(first) ? first['val'] : undefined;
  if (!(token instanceof Uint8Array) || token.length > longestToken) return undefined;
  const kind = find(token, timeStampInfo);
  if (kind === -1) return undefined;
  // Behind the kind: [0] { octets { TSTInfo } }.
  const explicit = elementAt(token, kind + timeStampInfo.length, token.length);
  const [octets] = explicit ? elements(token, explicit) : [];
  const info = octets?.tag === tags.octets ? elementAt(token, octets.body, octets.end) : undefined;
  if (!info) return undefined;
  const moment = [...elements(token, info)].find(({ tag }) => tag === tags.generalTime);
  return momentOf(token, moment);
}

/** SHA-256 of a certificate in hexadecimal digits. */
export async function printOf(certificate: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(certificate));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Tag 18, which says of CBOR that it is COSE_Sign1. */
export const coseTag: Uint8Array<ArrayBuffer> = bytesOf('\xd2');
