/** Whether one statement of a store holds: its signature, and every part that it names. */
import type { CredentialCheck, CredentialReason } from '#domain/credentials.ts';

import { said } from './describe.ts';
import { hashOfBytes, isSame } from './digest.ts';
import { ingredientsOf, reachable } from './ingredients.ts';
import type { Superbox } from './jumbf.ts';
import { checkSignature, printOf, signatureOf } from './signature.ts';
import {
  assertionsOf,
  boxAt,
  listOf,
  partsOf,
  wholeAddress,
  type HashedUri,
  type Manifest,
} from './store.ts';

/** Most parts that one statement may name. */
const mostParts = 1_000;

/** What a fault means. */
export const judged = (why: CredentialReason): Pick<CredentialCheck, 'state' | 'why'> => {
  if (why === 'file' || why === 'statement') return { state: 'tampered', why };
  return { state: why === 'signature' ? 'signature' : 'unverified', why };
};

/** What a file was tied to and what was done may never be taken out of a statement (section 6.8). */
const lasting = /^c2pa\.(hash|actions)\b/;

/**
 * Parts that were taken out on purpose, by their addresses: as a statement says of its own sources
 * that leads to the file's own, and whose signature fits. Nobody else is heard: a store can be
 * written into by anybody.
 */
export async function redacted(
  own: Manifest,
  manifests: readonly Manifest[],
): Promise<ReadonlySet<string>> {
  const gone = new Set<string>();
  for (const manifest of reachable(own, manifests)) {
    const urls = listOf(manifest.claim['redacted_assertions']);
    const signature = urls.length > 0 && signatureOf(manifest);
    if (!signature || (await checkSignature(signature, manifest)).result !== 'fits') continue;
    const sources = new Set(
      ingredientsOf(manifest, manifests).flatMap((one) => one.manifest?.label ?? []),
    );
    for (const url of urls) {
      if (typeof url !== 'string') continue;
      const address = wholeAddress(url, manifest);
      const [, , label = '', , part = ''] = address.split('/');
      if (label !== own.label && sources.has(label) && !lasting.test(part)) gone.add(address);
    }
  }
  return gone;
}

/** Whether nothing is left of a part but zeros. */
const isEmptied = (box: Superbox): boolean =>
  box.boxes.length === 0 && box.content.every(({ bytes }) => bytes.every((byte) => byte === 0));

/** The hash that a part is told with. */
export const algorithmOf = ({ algorithm }: HashedUri, { claim }: Manifest): string =>
  algorithm ?? (typeof claim['alg'] === 'string' ? claim['alg'] : 'sha256');

export interface StatementCheck {
  readonly why?: CredentialReason;
  readonly facts: Omit<CredentialCheck, 'state' | 'why'>;
}

/** Signature and parts of one statement. */
export async function checkStatement(
  manifest: Manifest,
  manifests: readonly Manifest[],
  gone: ReadonlySet<string>,
): Promise<StatementCheck> {
  const signature = signatureOf(manifest);
  if (!signature) return { why: 'unreadable', facts: {} };
  const { result, certificate, algorithm } = await checkSignature(signature, manifest);
  const [leaf] = signature.chain;
  const { issuer, from, until } = certificate ?? {};
  const facts: StatementCheck['facts'] = {
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(signature.time === undefined ? {} : { signed_at: signature.time }),
    ...(leaf && {
      certificate: {
        ...(said(issuer) === undefined ? {} : { issuer: said(issuer) ?? '' }),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
        print: await printOf(leaf),
      },
    }),
  };
  if (result === 'unknown') return { why: 'algorithm', facts };
  if (result === 'differs') return { why: 'signature', facts };
  const why = await checkParts(manifest, manifests, gone);
  return { ...(why && { why }), facts };
}

/** Every part that the claim names must be there as it was, but for those that were taken out. */
async function checkParts(
  manifest: Manifest,
  manifests: readonly Manifest[],
  gone: ReadonlySet<string>,
): Promise<CredentialReason | undefined> {
  const parts = partsOf(manifest);
  if (parts.length === 0 || parts.length > mostParts) return 'unreadable';
  const hashOf = hashesOnce();
  const named = new Set<Superbox>();
  for (const part of parts) {
    if (!part) return 'unreadable';
    const box = boxAt(part.url, manifest, manifests);
    if (box) named.add(box);
    if (gone.has(wholeAddress(part.url, manifest)) && (!box || isEmptied(box))) continue;
    if (!box) return 'statement';
    const hash = await hashOf(algorithmOf(part, manifest), box);
    if (!hash) return 'algorithm';
    if (!isSame(hash, part.hash)) return 'statement';
  }
  // A part that the claim does not name was slipped in.
  if (!assertionsOf(manifest, '').every((box) => named.has(box))) return 'statement';
  return checkSources(manifest, manifests, gone, hashOf);
}

/**
 * The statement of each source must be the one that was meant; where parts of it were taken out
 * since, its signature must be (section 15.11).
 */
async function checkSources(
  manifest: Manifest,
  manifests: readonly Manifest[],
  gone: ReadonlySet<string>,
  hashOf: ReturnType<typeof hashesOnce>,
): Promise<CredentialReason | undefined> {
  for (const { manifest: source, told } of ingredientsOf(manifest, manifests)) {
    if (!told) continue;
    const isCut = [...gone].some((address) => address.startsWith(`/c2pa/${source?.label}/`));
    const part = (isCut && told.signature) || told.statement;
    const box = part === told.statement ? source?.box : boxAt(part.url, manifest, manifests);
    if (!box) return 'statement';
    const hash = await hashOf(algorithmOf(part, manifest), box);
    if (!hash) return 'algorithm';
    if (!isSame(hash, part.hash)) return 'statement';
  }
  return undefined;
}

/** Hashes of boxes, of which each is reckoned once a way, however often it is named. */
function hashesOnce() {
  const known = new Map<string, Map<Superbox, Uint8Array | undefined>>();
  return async (algorithm: string, box: Superbox): Promise<Uint8Array | undefined> => {
    const hashes = known.get(algorithm) ?? new Map<Superbox, Uint8Array | undefined>();
    known.set(algorithm, hashes);
    if (!hashes.has(box)) hashes.set(box, await hashOfBytes(algorithm, box.body));
    return hashes.get(box);
  };
}
