/**
 * The signer of this device: made on first use, looked at, renewed, deleted or brought by a person.
 * Any thread may ask; they all find the same one.
 */
import { keepFirst, keepSigning, keptSigning, type KeptIdentity } from '#db/signing.ts';
import { ways } from '#formats/c2pa/algorithms.ts';
import { readCertificate } from '#formats/c2pa/certificate.ts';
import { identityInPem, type PemProblem } from '#formats/c2pa/pem.ts';
import { printOf } from '#formats/c2pa/signature.ts';
import { makeIdentity, signerOf, type Signer } from '#formats/c2pa/signer.ts';

/** What certificates of this app say where nobody chose otherwise: nothing of the person. */
export const usualName = 'Inkreel';

/** How signing stands on this device. */
export type SigningState =
  | { readonly state: 'ready'; readonly certificate: SigningCertificate }
  /** No key yet: it is made with the first file that leaves. */
  | { readonly state: 'unused' }
  /** A person deleted the key. */
  | { readonly state: 'off' }
  /** This browser knows no key that can be used, or keeps none. */
  | { readonly state: 'impossible'; readonly why: 'no_keys' | 'not_kept' };

export interface SigningCertificate {
  readonly holder: string;
  readonly issuer: string;
  /** "Ed25519". */
  readonly algorithm: string;
  readonly from: number | null;
  readonly until: number | null;
  readonly brought: boolean;
  /** SHA-256 of it: files that were signed with it name the same. */
  readonly print: string;
}

const isKey = (kept: unknown): kept is KeptIdentity =>
  typeof kept === 'object' && kept !== null && 'key' in kept;

async function make(name: string, now: number): Promise<KeptIdentity | null> {
  const made = await makeIdentity(name, now);
  return made && { ...made, name, made_at: now, brought: false };
}

let known: { readonly kept: KeptIdentity; readonly signer: Signer } | null = null;

/** The signer, made now if there never was one; null where there is none and can be none. */
export async function deviceSigner(now: number): Promise<Signer | null> {
  try {
    let kept = await keptSigning();
    if (kept === undefined) {
      const fresh = await make(usualName, now);
      kept = fresh === null ? undefined : await keepFirst(fresh);
    }
    if (!isKey(kept)) return null;
    const { chain } = kept;
    if (known?.kept.chain[0]?.join() !== chain[0]?.join()) known = null;
    known ??= { kept, signer: await signerOf(kept) };
    return known.signer;
  } catch {
    // No IndexedDB, or a key that this browser does not take back: nothing is signed.
    return null;
  }
}

export async function signingState(): Promise<SigningState> {
  try {
    const kept = await keptSigning();
    if (isKey(kept)) return { state: 'ready', certificate: await certificateOf(kept) };
    if (kept !== undefined) return { state: 'off' };
  } catch {
    return { state: 'impossible', why: 'not_kept' };
  }
  return (await makeIdentity(usualName, 0)) === null
    ? { state: 'impossible', why: 'no_keys' }
    : { state: 'unused' };
}

async function certificateOf(kept: KeptIdentity): Promise<SigningCertificate> {
  const [leaf = new Uint8Array()] = kept.chain;
  const said = readCertificate(leaf);
  return {
    holder: said?.holder ?? kept.name,
    issuer: said?.issuer ?? kept.name,
    algorithm: ways.get(kept.algorithm)?.name ?? '',
    from: said?.from ?? null,
    until: said?.until ?? null,
    brought: kept.brought,
    print: await printOf(leaf),
  };
}

/** Makes a new key under a name; the old one is gone. False where this browser can make none. */
export async function renewSigning(name: string, now: number): Promise<boolean> {
  const made = await make(name.trim() || usualName, now);
  if (made) await keepSigning(made);
  return made !== null;
}

/** Deletes the key; nothing is signed until a person makes or brings another. */
export const deleteSigning = (): Promise<void> => keepSigning({ off: true });

/** Takes a key and its certificate that a person brings, as PEM; null: taken. */
export async function bringSigning(pem: string, now: number): Promise<PemProblem | null> {
  const read = await identityInPem(pem);
  if (!read.ok) return read.problem;
  await keepSigning({ ...read.identity, name: read.name, made_at: now, brought: true });
  return null;
}
