/**
 * Checks content credentials (C2PA 2.2, section 15): the signature of each statement, the hash of
 * each part that it names, and for the last one that the file is the one it was made for. Nobody is
 * trusted here: whether a signer is who the certificate says cannot be told offline.
 */
import type {
  ContentCredentials,
  CredentialCheck,
  CredentialIngredient,
  CredentialReason,
  CredentialStatement,
} from '#domain/credentials.ts';

import { boxOrder, dataExclusions, outside, without, type BoxOrder } from './binding.ts';
import {
  actionsOf,
  makerOf,
  namesOfActions,
  said,
  signerOf,
  sourceTypeOf,
  toolOf,
} from './describe.ts';
import { digestOf, hashOfBytes, isSame, type Following } from './digest.ts';
import { readCredentials } from './read.ts';
import { checkSignature, printOf, signatureOf } from './signature.ts';
import {
  assertionsOf,
  boxAt,
  hashedUri,
  listOf,
  partsOf,
  readStore,
  valueOf,
  wholeAddress,
  type HashedUri,
  type Manifest,
} from './store.ts';
import type { FoundStore } from './stores.ts';

/** What the check stands on besides the bytes. */
export interface VerifyOptions extends Following {
  /** Now, in ms UTC: the certificate's dates are held against it where no time of signing is told. */
  readonly now: number;
}

const mostShown = 20;
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
  const gone = redacted(manifests);
  const statement = await checkStatement(own, manifests, gone);
  const checked: Mutable<CredentialCheck> = { state: 'valid', ...statement.facts };
  if (statement.why) Object.assign(checked, judged(statement.why));
  // A statement that does not hold itself cannot speak for the file.
  else {
    const bound = await checkBinding(file, found, own, manifests, options);
    if (bound.why) Object.assign(checked, judged(bound.why));
    if (bound.leftOut > 0) checked.left_out = bound.leftOut;
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

const judged = (why: CredentialReason): Pick<CredentialCheck, 'state' | 'why'> => {
  if (why === 'file' || why === 'statement') return { state: 'tampered', why };
  return { state: why === 'signature' ? 'signature' : 'unverified', why };
};

/** Parts of statements that a later one says were taken out on purpose, by their addresses. */
const redacted = (manifests: readonly Manifest[]): ReadonlySet<string> =>
  new Set(
    manifests.flatMap((manifest) =>
      listOf(manifest.claim['redacted_assertions']).flatMap((url) =>
        typeof url === 'string' ? [wholeAddress(url, manifest)] : [],
      ),
    ),
  );

const algorithmOf = ({ algorithm }: HashedUri, { claim }: Manifest): string =>
  algorithm ?? (typeof claim['alg'] === 'string' ? claim['alg'] : 'sha256');

interface StatementCheck {
  readonly why?: CredentialReason;
  readonly facts: Omit<CredentialCheck, 'state' | 'why'>;
}

/** Signature and parts of one statement. */
async function checkStatement(
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
  if (parts.length === 0) return 'unreadable';
  for (const part of parts) {
    if (!part) return 'unreadable';
    if (gone.has(wholeAddress(part.url, manifest))) continue;
    const box = boxAt(part.url, manifest, manifests);
    if (!box) return 'statement';
    const hash = await hashOfBytes(algorithmOf(part, manifest), box.body);
    if (!hash) return 'algorithm';
    if (!isSame(hash, part.hash)) return 'statement';
  }
  // A part that the claim does not name was slipped in.
  const named = new Set(parts.map((part) => part && boxAt(part.url, manifest, manifests)));
  return assertionsOf(manifest, '').every((box) => named.has(box)) ? undefined : 'statement';
}

interface BindingCheck {
  readonly why?: CredentialReason;
  /** Bytes that are not checked, besides the store. */
  readonly leftOut: number;
}

/** Whether the file is the one that a statement was made for. */
async function checkBinding(
  file: Blob,
  found: FoundStore,
  own: Manifest,
  manifests: readonly Manifest[],
  options: VerifyOptions,
): Promise<BindingCheck> {
  // A later statement about the same bytes leaves the tie to the one before it.
  const tied = own.isUpdate ? parentOf(own, manifests) : own;
  const boxes = tied
    ? assertionsOf(tied, hardBinding).filter(({ label }) => !label.includes('multi-asset'))
    : [];
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
  const leftOut = box.label.startsWith('c2pa.hash.data') ? outside(order.ranges, found.ranges) : 0;
  return { ...(isSame(hash, wanted) ? {} : { why: 'file' as const }), leftOut };
}

async function orderOf(
  file: Blob,
  { ranges: taken }: FoundStore,
  label: string,
  assertion: NonNullable<ReturnType<typeof valueOf>>,
  isUpdate: boolean,
): Promise<BoxOrder | undefined> {
  if (/^c2pa\.hash\.bmff(\.v\d)?$/.test(label)) {
    if (assertion['merkle'] !== undefined && assertion['merkle'] !== null) return undefined;
    return boxOrder(file, assertion, Number(label.slice(16)) || 1);
  }
  if (label !== 'c2pa.hash.data') return undefined;
  const given = dataExclusions(assertion);
  if (!given) return undefined;
  // The store grew with the later statement; it still is what is left out.
  const ranges = isUpdate && given.length === 1 ? taken : given;
  return { parts: without(file.size, ranges), ranges };
}

const relations = { parentOf: 'parent', componentOf: 'component', inputTo: 'input' } as const;

interface Ingredient {
  readonly title?: string;
  readonly relation: CredentialIngredient['relation'];
  readonly manifest?: Manifest;
}

/** What a statement says that it was made from. */
function ingredientsOf(own: Manifest, manifests: readonly Manifest[]): readonly Ingredient[] {
  return assertionsOf(own, 'c2pa.ingredient').flatMap((box) => {
    const value = valueOf(box);
    if (!value) return [];
    const relation = Object.entries(relations).find(([key]) => key === value['relationship'])?.[1];
    const uri = hashedUri(value['activeManifest'] ?? value['c2pa_manifest']);
    const label = uri && wholeAddress(uri.url, own).split('/')[2];
    const manifest = manifests.find((one) => one.label === label && one !== own);
    const title = said(value['dc:title']);
    return [
      {
        ...(title === undefined ? {} : { title }),
        relation: relation ?? 'component',
        ...(manifest && { manifest }),
      },
    ];
  });
}

/** The statement about the same bytes before an update, through further updates. */
function parentOf(own: Manifest, manifests: readonly Manifest[]): Manifest | undefined {
  let at: Manifest | undefined = own;
  for (let steps = 0; at?.isUpdate && steps < 20; steps += 1) {
    at = ingredientsOf(at, manifests).find(({ relation }) => relation === 'parent')?.manifest;
  }
  return at?.isUpdate ? undefined : at;
}

/** The statements that can be reached from the file's own, breadth first; a loop ends. */
async function chainOf(
  own: Manifest,
  manifests: readonly Manifest[],
  gone: ReadonlySet<string>,
  checked: CredentialCheck,
): Promise<readonly CredentialStatement[]> {
  const order: Manifest[] = [own];
  const chain: CredentialStatement[] = [];
  for (let index = 0; index < order.length; index += 1) {
    const manifest = order[index];
    if (!manifest) break;
    const ingredients = ingredientsOf(manifest, manifests).slice(0, mostShown);
    for (const { manifest: inner } of ingredients) {
      if (inner && !order.includes(inner) && order.length < mostShown) order.push(inner);
    }
    const why = index === 0 ? undefined : (await checkStatement(manifest, manifests, gone)).why;
    const verdict =
      index === 0
        ? { state: checked.state, ...(checked.why && { why: checked.why }) }
        : why
          ? judged(why)
          : { state: 'valid' as const };
    chain.push({ ...describe(manifest, ingredients, order), ...verdict });
  }
  return chain;
}

function describe(
  manifest: Manifest,
  ingredients: readonly Ingredient[],
  order: readonly Manifest[],
): Omit<CredentialStatement, 'state' | 'why'> {
  const [title, madeBy, signedBy] = [
    said(manifest.claim['dc:title']),
    makerOf(manifest),
    signerOf(manifest),
  ];
  const done = actionsOf(manifest);
  const actions = namesOfActions(done);
  const tools = [...new Set(done.flatMap((action) => toolOf(action) ?? []))].slice(0, mostShown);
  const type = done.map(sourceTypeOf).find((one) => one !== undefined);
  return {
    ...(title === undefined ? {} : { title }),
    ...(madeBy === undefined ? {} : { made_by: madeBy }),
    ...(signedBy === undefined ? {} : { signed_by: signedBy }),
    ...(actions.length === 0 ? {} : { actions }),
    ...(tools.length === 0 ? {} : { tools }),
    ...(type === undefined ? {} : { source_type: type }),
    ...(ingredients.length > 0 && {
      ingredients: ingredients.map(({ title: name, relation, manifest: inner }) => {
        const place = inner ? order.indexOf(inner) : -1;
        return {
          ...(name === undefined ? {} : { title: name }),
          relation,
          ...(place > 0 && { statement: place }),
        };
      }),
    }),
  };
}
