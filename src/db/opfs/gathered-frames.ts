/**
 * Writes the frames of a write-ahead log together, as one piece for each transaction.
 *
 * SQLite writes every changed page as two pieces, a frame header of 24 bytes and the page
 * (https://www.sqlite.org/fileformat2.html#walformat), and Chromium tells its main process of each:
 * entering one picture and its facts took ninety. A frame before the one that commits means nothing
 * by itself, so it waits here for that one. Whatever else is asked of the file comes after what
 * waits, and nothing waits longer than its transaction: what a kill leaves is what it left before.
 */
import type { SyncFile } from '../blobs/opfs.ts';

const headerBytes = 24;
/** In the header of a frame: pages of the database after the commit, 0 where it does not commit. */
const commitAt = 4;
/** So many bytes are gathered at most. */
const room = 512 * 1024;

/** A file that behaves as the given one and gathers frames that are appended one after the other. */
export function gatherFrames(file: SyncFile): SyncFile {
  let buffer: Uint8Array | null = null;
  /** Where what waits begins, and how many bytes it has. */
  let [start, held] = [0, 0];
  /** The newest frame that waits ends its transaction. */
  let commits = false;
  /** Where the last write ended, if nothing was asked since: only there a frame is appended. */
  let end = -1;

  const writeOut = (): void => {
    if (held === 0 || !buffer) return;
    const bytes = buffer.subarray(0, held);
    // What fails is forgotten: SQLite hears of it and takes the transaction back.
    held = 0;
    if (file.write(bytes, { at: start }) !== bytes.length) {
      throw new DOMException('the log was written short', 'QuotaExceededError');
    }
  };

  const before = <Value>(act: () => Value): Value => {
    end = -1;
    writeOut();
    return act();
  };

  const keep = (bytes: Uint8Array, at: number): void => {
    buffer ??= new Uint8Array(room);
    if (held === 0) start = at;
    buffer.set(bytes, held);
    held += bytes.length;
  };

  const write: SyncFile['write'] = (bytes, { at }) => {
    const { length } = bytes;
    const follows = at === end;
    end = -1;
    if (!follows || held + length > room) writeOut();
    if (follows && length === headerBytes) {
      keep(bytes, at);
      commits = bytes.subarray(commitAt, commitAt + 4).some((byte) => byte !== 0);
    } else if (held > 0) {
      keep(bytes, at);
      if (commits) writeOut();
    } else {
      const written = file.write(bytes, { at });
      if (written !== length) return written;
    }
    end = at + length;
    return length;
  };

  return {
    write,
    read: (bytes, options) => before(() => file.read(bytes, options)),
    flush: () => before(() => file.flush()),
    close: () => before(() => file.close()),
    getSize: () => before(() => file.getSize()),
    truncate: (size) => before(() => file.truncate(size)),
  };
}
