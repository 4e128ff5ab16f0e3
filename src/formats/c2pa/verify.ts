/**
 * Checks content credentials (C2PA 2.2, section 15): the signature of each statement, the hash of
 * each part that it names, and for the last one that the file is the one it was made for. Nobody is
 * trusted here: whether a signer is who the certificate says cannot be told offline.
 */
import type { ContentCredentials, CredentialCheck, CredentialReason } from '#domain/credentials.ts';

import { boxOrder, dataExclusions, outside, without, type BoxOrder } from './binding.ts';
import { chainOf } from './chain.ts';
import { digestOf, isSame, type Following } from './digest.ts';
import { parentOf } from './ingredients.ts';
import { piecesFit } from './pieces.ts';
import { readCredentials } from './read.ts';
import { algorithmOf, checkStatement, judged, redacted } from './statement-check.ts';
import { assertionsOf, listOf, readStore, valueOf, type Manifest } from './store.ts';
import type { FoundStore } from './stores.ts';

/** What the check stands on besides the bytes. */
export interface VerifyOptions extends Following {
  /** Now, in ms UTC: the certificate's dates are held against it where no time of signing is told. */
  readonly now: number;
}

const hardBinding = 'c2pa.hash.';

/** What a file's credentials say, checked; undefined when no statement in them can be read. */
export async function verifyCredentials(
  file: Blob,
  found: FoundStore,
  options: VerifyOptions,
): Promise<ContentCredentials | undefined> {
  const told = readCredentials(found.store);
  const manifests = readStore(found.store);
  const own = manifests.at(-1);
  if (!told || !own) return undefined;
  const gone = await redacted(own, manifests);
  const statement = await checkStatement(own, manifests, gone);
  const checked: Mutable<CredentialCheck> = { state: 'valid', ...statement.facts };
  if (statement.why) Object.assign(checked, judged(statement.why));
  // A statement that does not hold itself cannot speak for the file.
  else {
    const bound = await checkBinding(file, found, { own, manifests, gone }, options);
    if (bound.why) Object.assign(checked, judged(bound.why));
    // A few bytes are pointers to the statements.
    if (bound.leftOut > 16) checked.left_out = bound.leftOut;
  }
  const { certificate } = checked;
  if (certificate?.from !== undefined && certificate.until !== undefined) {
    const moment = checked.signed_at ?? options.now;
    const inDates = certificate.from <= moment && moment <= certificate.until;
    checked.certificate = { ...certificate, in_dates: inDates };
  }
  return { ...told, checked, chain: await chainOf(own, manifests, gone, checked) };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

interface BindingCheck {
  readonly why?: CredentialReason;
  /** Bytes that are not checked, besides the store. */
  readonly leftOut: number;
}

/** The statements of a file, and what was taken out of them on purpose. */
interface Known {
  readonly own: Manifest;
  readonly manifests: readonly Manifest[];
  readonly gone: ReadonlySet<string>;
}

/** Whether the file is the one that a statement was made for. */
async function checkBinding(
  file: Blob,
  found: FoundStore,
  { own, manifests, gone }: Known,
  options: VerifyOptions,
): Promise<BindingCheck> {
  // An update that ties itself to bytes is none: what a box is called is guarded by nothing.
  if (own.isUpdate && assertionsOf(own, hardBinding).length > 0) {
    return { why: 'statement', leftOut: 0 };
  }
  // A later statement about the same bytes leaves the tie to the one before it.
  const tied = own.isUpdate ? parentOf(own, manifests) : own;
  const boxes = tied
    ? assertionsOf(tied, hardBinding).filter(({ label }) => !label.includes('multi-asset'))
    : [];
  if (own.isUpdate && tied && (await checkStatement(tied, manifests, gone)).why) {
    return { why: 'statement', leftOut: 0 };
  }
  const [box] = boxes;
  const assertion = valueOf(box);
  if (!tied || !box) return { why: 'unbound', leftOut: 0 };
  const isOne = boxes.length === 1 && assertion !== undefined;
  const order = isOne ? await orderOf(file, found, box.label, assertion, own.isUpdate) : undefined;
  if (!order) return { why: isOne ? 'binding' : 'unreadable', leftOut: 0 };
  const { hash: wanted, alg } = assertion ?? {};
  if (!(wanted instanceof Uint8Array)) return { why: 'binding', leftOut: 0 };
  const name = typeof alg === 'string' ? alg : algorithmOf({ url: '', hash: wanted }, tied);
  const hash = await digestOf(name, file, order.parts, options);
  if (!hash) return { why: 'algorithm', leftOut: 0 };
  if (!isSame(hash, wanted)) return { why: 'file', leftOut: 0 };
  const trees = listOf(assertion?.['merkle']);
  if (trees.length > 0) {
    const fit = await piecesFit(file, trees, name, options);
    if (fit !== true) return { why: fit === false ? 'file' : 'binding', leftOut: 0 };
  }
  return { leftOut: outside(order.unchecked, found.ranges) };
}

async function orderOf(
  file: Blob,
  { ranges: taken }: FoundStore,
  label: string,
  assertion: NonNullable<ReturnType<typeof valueOf>>,
  isUpdate: boolean,
): Promise<BoxOrder | undefined> {
  if (/^c2pa\.hash\.bmff(\.v\d)?$/.test(label)) {
    return boxOrder(file, assertion, Number(label.slice(16)) || 1);
  }
  if (label !== 'c2pa.hash.data') return undefined;
  const given = dataExclusions(assertion);
  if (!given) return undefined;
  // The store grew with the later statement; it still is what is left out.
  const ranges = isUpdate && given.length === 1 ? taken : given;
  return { parts: without(file.size, ranges), ranges, unchecked: ranges };
}
