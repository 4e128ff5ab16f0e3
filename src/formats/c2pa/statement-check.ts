/** Whether one statement of a store holds: its signature, and every part that it names. */
import type { CredentialCheck, CredentialReason } from '#domain/credentials.ts';

import { said } from './describe.ts';
import { hashOfBytes, isSame } from './digest.ts';
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

/** Parts of statements that a later one says were taken out on purpose, by their addresses. */
export const redacted = (manifests: readonly Manifest[]): ReadonlySet<string> =>
  new Set(
    manifests.flatMap((manifest) =>
      listOf(manifest.claim['redacted_assertions']).flatMap((url) =>
        typeof url === 'string' ? [wholeAddress(url, manifest)] : [],
      ),
    ),
  );

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
  /** Each box is hashed once, however often it is named. */
  const hashes = new Map<string, Uint8Array | undefined>();
  for (const part of parts) {
    if (!part) return 'unreadable';
    if (gone.has(wholeAddress(part.url, manifest))) continue;
    const box = boxAt(part.url, manifest, manifests);
    if (!box) return 'statement';
    const name = algorithmOf(part, manifest);
    const key = `${name} ${wholeAddress(part.url, manifest)}`;
    if (!hashes.has(key)) hashes.set(key, await hashOfBytes(name, box.body));
    const hash = hashes.get(key);
    if (!hash) return 'algorithm';
    if (!isSame(hash, part.hash)) return 'statement';
  }
  // A part that the claim does not name was slipped in.
  const named = new Set(parts.map((part) => part && boxAt(part.url, manifest, manifests)));
  return assertionsOf(manifest, '').every((box) => named.has(box)) ? undefined : 'statement';
}
