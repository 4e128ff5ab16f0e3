/** EXIF without the place where a picture was taken (CIPA DC-008, 4.6.3 and 4.6.6: the GPS directory). */
import { u16, u32 } from '../bytes.ts';
import { tiffDirectory } from '../tiff/directory.ts';

const gpsTag = 0x8825;
const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** Whether an EXIF block names a place. */
export const hasPlace = (exif: Uint8Array): boolean =>
  tiffDirectory(exif)?.entries.has(gpsTag) === true;

/**
 * A copy of the same length without its GPS directory: the entry that leads to it is taken out of
 * the first directory, and every byte of what it led to is 0.
 */
export function withoutPlace(exif: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(exif);
  const main = tiffDirectory(copy);
  const entry = main?.entries.get(gpsTag);
  // BigTIFF is no EXIF.
  if (!main || !entry || u16(copy, 2, main.little) !== 42) return copy;
  const { little } = main;
  const view = new DataView(copy.buffer);
  const blank = (from: number, length: number): void => {
    if (from >= 8 && length > 0) copy.fill(0, from, Math.min(copy.length, from + length));
  };
  const place = u32(copy, entry.at, little);
  const gps = tiffDirectory(copy, place);
  if (gps) {
    for (const { type, count, at } of gps.entries.values()) {
      blank(at, (bytesOfType[type] ?? 0) * count);
    }
    blank(place, 2 + u16(copy, place, little) * 12 + 4);
  }
  const first = u32(copy, 4, little);
  const count = u16(copy, first, little);
  const end = first + 2 + count * 12 + 4;
  if (end > copy.length) return copy;
  for (let index = 0; index < count; index += 1) {
    const at = first + 2 + index * 12;
    if (u16(copy, at, little) !== gpsTag) continue;
    copy.copyWithin(at, at + 12, end);
    copy.fill(0, end - 12, end);
    view.setUint16(first, count - 1, little);
    break;
  }
  return copy;
}
