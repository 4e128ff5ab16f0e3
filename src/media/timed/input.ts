/**
 * Opens a file for mediabunny (1.61.0), guarded, for two of its readers go round in circles: that of
 * Matroska looks for the next element behind a damaged one, and finds the same one again when only
 * its size is damaged (`resync` in `matroska-demuxer.js`); that of FLAC asks for a first frame for
 * ever where there is none (`getPacket` in `flac-demuxer.js`). No timer of the same thread could stop
 * that, so what they ask for is watched: one place again and again, or sizes and never a byte.
 */
import { ALL_FORMATS, BlobSource, Input } from 'mediabunny';

/** Questions of the same kind in a row from which on it is no reading any more. */
const most = 10_000;

/** What mediabunny asks a source for each piece by; it is not in its types. */
interface Reads {
  _read: (start: number, ...others: readonly unknown[]) => unknown;
  _getFileSize: () => unknown;
}

/** The input of a file, in any format; dispose it. What goes round in circles throws `corrupt`. */
export function openInput(file: Blob): Input {
  const source = new BlobSource(file);
  // The border: a test holds that the guard still holds.
  const reads = source as unknown as Reads;
  const read = reads._read.bind(source);
  const size = reads._getFileSize.bind(source);
  let [last, times, sizes] = [-1, 0, 0];
  const check = (): void => {
    if (times <= most && sizes <= most) return;
    throw { code: 'corrupt', what: 'This file', reason: 'its parts do not follow each other' };
  };
  reads._read = (start, ...others) => {
    times = start === last ? times + 1 : 0;
    [last, sizes] = [start, 0];
    check();
    return read(start, ...others);
  };
  reads._getFileSize = () => {
    sizes += 1;
    check();
    return size();
  };
  return new Input({ source, formats: ALL_FORMATS });
}
