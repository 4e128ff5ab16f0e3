/**
 * Blobs in flight: published, but perhaps not yet named by a row. Whoever publishes a blob holds a
 * shared lock on its hash for two minutes (or until its thread ends), and takes it *before* it
 * looks whether the blob is there; whoever removes one needs the same lock alone. So a blob that
 * was found there cannot vanish before its row is written.
 */
import type { Sha256 } from '#domain/id.ts';

const nameOf = (library: string, sha256: Sha256): string => `inkreel:${library}:use:${sha256}`;

/** How long a published blob is safe without a row, in ms. */
const useLasts = 120_000;

/** Takes the shared lock of a blob; resolves once it is held. */
export function holdUse(library: string, sha256: Sha256): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(nameOf(library, sha256), { mode: 'shared' }, async () => {
        resolve();
        await new Promise((letGo) => setTimeout(letGo, useLasts));
      })
      .catch(reject);
  });
}

/** Does something to a blob that nobody has in flight; false (and nothing done) when somebody has. */
export async function whileUnused(
  library: string,
  sha256: Sha256,
  act: () => Promise<void>,
): Promise<boolean> {
  return navigator.locks.request(nameOf(library, sha256), { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    await act();
    return true;
  });
}
