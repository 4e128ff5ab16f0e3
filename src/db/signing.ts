/**
 * The key that this device signs with, and its certificates: kept in IndexedDB as the browser keeps
 * keys, so that nobody can read it, not even this app. It belongs to the browser profile and to no
 * library: no backup and no export holds it.
 */
import { createStore, get, set, update } from 'idb-keyval';

/** A kept key. */
export interface KeptIdentity {
  /** As COSE numbers ways to sign. */
  readonly algorithm: number;
  /** Signs, and cannot be read. */
  readonly key: CryptoKey;
  /** Certificates in DER, the key's own first. */
  readonly chain: readonly Uint8Array<ArrayBuffer>[];
  /** What the certificate was asked to say. */
  readonly name: string;
  /** ms UTC. */
  readonly made_at: number;
  /** A person brought it; else it was made here. */
  readonly brought: boolean;
}

/** `off`: a person deleted the key, and none is made until asked for. */
export type KeptSigning = KeptIdentity | { readonly off: true };

const store = createStore('inkreel-signing', 'values');
const place = 'identity';

/** What is kept; undefined before the first use. Throws where the browser keeps nothing. */
export const keptSigning = (): Promise<KeptSigning | undefined> => get(place, store);

/** Keeps a key where none is kept yet, and tells which one is kept then: two threads may come at once. */
export async function keepFirst(fresh: KeptIdentity): Promise<KeptSigning> {
  await update<KeptSigning>(place, (known) => known ?? fresh, store);
  return (await keptSigning()) ?? fresh;
}

/** Keeps another key, or none, instead. The old one is gone: what it signed stays as it is. */
export const keepSigning = (signing: KeptSigning): Promise<void> => set(place, signing, store);
