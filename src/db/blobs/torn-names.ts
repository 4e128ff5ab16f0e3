/**
 * Keeps the names of new files safe from the way in which the browser before this one ended.
 *
 * Chromium keeps the names of the private file system in a LevelDB of the profile (`File System/…/
 * Paths`). Killed in the middle of a record, it leaves a torn one at the end of its log. The next
 * browser reads up to there and writes on behind it; the one after that meets the torn record and
 * drops the rest of its block of 32 kB: every name that was made in between, although the bytes
 * were flushed and the rows acknowledged (seen as imports without bytes; tests/e2e/kills.spec.ts
 * puts such an end into a profile).
 *
 * So before the first name is made, more than a block is filled with directories of no use, which
 * are removed again: then only they can be dropped. It takes 15 to 30 ms and 40 kB of that log,
 * and is done once for as long as any thread of the app lives, because only the end of the whole
 * browser tears a record, and no thread outlives that.
 */

/** Where the directories of no use are made. */
const place = 'inkreel-names';
/** Each costs about 1000 bytes of the log, made and removed (measured), so these cost 40,000. */
const count = 40;
const nameLength = 250;

const atWork = 'inkreel:names-at-work';
/** Held, shared, by every thread that has seen to it, for life. */
const safe = 'inkreel:names-safe';

let passed: Promise<void> | null = null;

/**
 * Resolves when names may be made. It never rejects: where there is no space for it, or no private
 * file system, the caller will learn so from its own writing, and the next caller tries again.
 */
export function passTornNames(): Promise<void> {
  passed ??= pass().catch(() => {
    passed = null;
  });
  return passed;
}

const pass = (): Promise<void> =>
  navigator.locks.request(atWork, async () => {
    const { held = [] } = await navigator.locks.query();
    if (!held.some(({ name }) => name === safe)) await fillBlock();
    await holdForLife();
  });

async function fillBlock(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const clear = (): Promise<void> => root.removeEntry(place, { recursive: true });
  // A thread that was ended in the middle of this left them.
  await clear().catch(() => undefined);
  const folder = await root.getDirectoryHandle(place, { create: true });
  const make = (index: number): Promise<unknown> =>
    folder.getDirectoryHandle(`${index}`.padEnd(nameLength, '-'), { create: true });
  await Promise.all(Array.from({ length: count }, (_, index) => make(index)));
  await clear();
}

const holdForLife = (): Promise<void> =>
  new Promise((held, failed) => {
    navigator.locks
      .request(safe, { mode: 'shared' }, () => {
        held();
        return new Promise(() => undefined);
      })
      .catch(failed);
  });
