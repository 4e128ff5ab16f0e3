/** Files on their way into an archive: dressed, hashed as they leave, with what lies beside them. */
import type { Sha256 } from '#domain/id.ts';
import type { OutgoingChoice } from '#domain/outgoing.ts';

import {
  dress,
  recipeEnding,
  type OutgoingContext,
  type OutgoingNote,
  type OutgoingRow,
} from './dress.ts';
import { hashOf } from './hash.ts';
import { credentialsEnding } from './sign.ts';

/** A file of an archive, as it leaves. */
export interface Leaving {
  readonly path: string;
  readonly file: Blob;
  readonly sha256: Sha256;
  /** The bytes are those that the library keeps. */
  readonly isStored: boolean;
  /** Its recipe as a file beside it, where it cannot carry it. */
  readonly beside: { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> } | null;
  /** Whether it carries content credentials of this device, in it or beside it. */
  readonly isSigned: boolean;
  /** Those, as a file beside it. */
  readonly credentials: { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> } | null;
  readonly notes: readonly OutgoingNote[];
}

/** Dresses a file and names what goes into the archive; `path` must be free, with a dot after it too. */
export async function leaving(
  stored: Blob,
  row: OutgoingRow & { readonly blob: Sha256 | null },
  path: string,
  choice: OutgoingChoice,
  context: OutgoingContext,
): Promise<Leaving> {
  context.signal.throwIfAborted();
  const { file, beside, isSigned, credentials, notes } = await dress(stored, row, choice, context);
  const isStored = file === stored && row.blob !== null;
  return {
    path,
    file,
    sha256: isStored && row.blob !== null ? row.blob : await hashOf(file, context),
    isStored,
    beside: beside === null ? null : { path: `${path}${recipeEnding}`, bytes: utf8(beside) },
    isSigned,
    credentials: credentials && {
      path: `${path}${credentialsEnding}`,
      bytes: new Uint8Array(await credentials.arrayBuffer()),
    },
    notes,
  };
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** What the report of an export says of notes: how many files each is about. */
export function countedNotes(all: Iterable<readonly OutgoingNote[]>): {
  readonly notes?: Readonly<Partial<Record<OutgoingNote, number>>>;
} {
  const counts: Partial<Record<OutgoingNote, number>> = {};
  for (const notes of all) for (const note of notes) counts[note] = (counts[note] ?? 0) + 1;
  return Object.keys(counts).length === 0 ? {} : { notes: counts };
}
