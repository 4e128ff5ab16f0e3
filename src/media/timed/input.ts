/**
 * Opens a file for mediabunny, guarded: its reader of Matroska looks for the next element behind a
 * damaged one, finds the same one again when only its size is damaged, and looks for ever (1.61.0,
 * `resync` in `matroska-demuxer.js`). No timer of the same thread could stop that, so the reads
 * themselves are watched: who reads one place again and again gets no further.
 */
import { ALL_FORMATS, BlobSource, Input } from 'mediabunny';

/** Reads of one place in a row from which on it is no reading any more. */
const most = 10_000;

/** What mediabunny asks a source for each piece by; it is not in its types. */
interface Reads {
  _read: (start: number, ...others: readonly unknown[]) => unknown;
}

/** The input of a file, in any format; dispose it. What goes round in circles throws `corrupt`. */
export function openInput(file: Blob): Input {
  const source = new BlobSource(file);
  // The border: a test holds that the guard still holds.
  const reads = source as unknown as Reads;
  const read = reads._read.bind(source);
  let [last, times] = [-1, 0];
  reads._read = (start, ...others) => {
    times = start === last ? times + 1 : 0;
    last = start;
    if (times > most) {
      throw { code: 'corrupt', what: 'This file', reason: 'its parts do not follow each other' };
    }
    return read(start, ...others);
  };
  return new Input({ source, formats: ALL_FORMATS });
}
