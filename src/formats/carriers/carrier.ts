/**
 * How files carry words beside pixels and sound. A carrier reads heads only and answers with pieces
 * of the file, so a film of any length passes in no memory; pictures and sound stay bit for bit.
 */
import { ok, type Result } from '#domain/result.ts';

/** Name and text of a comment, for containers that have no place for XMP. */
export type Tag = readonly [name: string, text: string];

/** What is to go into a file. */
export interface Payload {
  /** The packet to write, given the one that is there; a failure where that cannot be kept. */
  readonly xmp: (existing: string | undefined) => Result<string>;
  /** For containers that take comments instead; they replace those of the same name. */
  readonly tags: readonly Tag[];
}

/** What was found in a file; a container has either. */
export interface Carried {
  readonly xmp?: string;
  readonly tags?: readonly Tag[];
}

export interface Carrier {
  readonly read: (file: Blob) => Promise<Carried>;
  /** The file with the payload in it; `unsupported` where this very file has no room for it. */
  readonly write: (file: Blob, payload: Payload) => Promise<Result<Blob>>;
  /**
   * The file without anything that it says beside pixels, colours and sound; null: it cannot be done,
   * or the file is not built so that anybody could tell.
   */
  readonly strip?: (file: Blob) => Promise<Blob | null>;
  /** The file without the place where it was taken, as far as that stands outside of XMP; null: it cannot be done. */
  readonly withoutPlace?: (file: Blob) => Promise<Blob | null>;
}

/** Most bytes of words that are read out of a file. */
export const wordsLimit = 8 * 1024 * 1024;

export const noRoom = (reason: string): Result<never> => ({
  ok: false,
  failure: { code: 'unsupported', what: 'a recipe in this file', reason },
});

/** A text in UTF-8; undefined where the bytes are none. */
export function textOf(bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The packet to write in the place of the one that is there.
 *
 * @param there undefined: there is none; null: it is too long or too damaged to be kept
 */
export function nextPacket(
  payload: Payload,
  there: Uint8Array | null | undefined,
): Result<Uint8Array<ArrayBuffer>> {
  const existing = textOf(there ?? undefined);
  if (there === null || (there !== undefined && existing === undefined))
    return noRoom('it has XMP that cannot be read');
  const packet = payload.xmp(existing);
  return packet.ok ? ok(utf8(packet.value)) : packet;
}

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
