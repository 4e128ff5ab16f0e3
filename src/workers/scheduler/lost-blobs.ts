/**
 * Compares what the rows need with what is stored, by name alone, so that a loss is told at once
 * and not when somebody opens the picture. Bytes are read by `verify` only.
 */
import type { Library } from '#db/library.ts';
import type { RequestId, Sha256 } from '#domain/id.ts';
import { uuidv7 } from '#domain/id.ts';

/** Rows are read so many at a time, so that nobody waits for the database meanwhile. */
const pageSize = 500;

/** What tells which bytes are there. */
export interface StoredBlobs {
  /** Every name, as listed a moment ago. */
  readonly stored: ReadonlySet<Sha256>;
  /** Asks again about one: it may have come since the listing. */
  readonly isStored: (sha256: Sha256) => Promise<boolean>;
  readonly now: () => number;
}

/** Marks the assets whose bytes are neither stored nor in a linked folder. Returns how many blobs. */
export async function markLost(library: Library, { stored, isStored, now }: StoredBlobs) {
  const lost: Sha256[] = [];
  for (let after = ''; ;) {
    const page = library.query('blobs', { after, limit: pageSize });
    const rows = page.ok ? page.value.value : [];
    for (const { sha256, state } of rows) {
      if (stored.has(sha256) || state === 'missing') continue;
      const places = library.query('places', { blob: sha256 });
      // What could not be asked is not called lost.
      if (!places.ok || places.value.value.length > 0 || (await isStored(sha256))) continue;
      lost.push(sha256);
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) break;
    after = last.sha256;
    await new Promise((resolve) => setTimeout(resolve));
  }
  for (let from = 0; from < lost.length; from += pageSize) {
    // The border: a fresh UUIDv7 is a request id by definition.
    const request = uuidv7(now(), crypto.getRandomValues(new Uint8Array(10))) as RequestId;
    const blobs = lost.slice(from, from + pageSize);
    const marked = library.command('markMissing', { blobs }, { request, actor: 'scheduler' });
    if (!marked.ok) return from;
  }
  return lost.length;
}
