/** Directories of TIFF 6.0 and BigTIFF, which EXIF blocks are made of too. Never loops. */
import { i32, isAt, latin1, u16, u32, u64, u8 } from '../bytes.ts';

export interface TiffEntry {
  readonly tag: number;
  /** 1 byte, 2 text, 3 short, 4 long, 5 rational, 7 undefined … */
  readonly type: number;
  readonly count: number;
  /** Where the values stand, which may lie beyond the end. */
  readonly at: number;
}

export interface TiffDirectory {
  readonly little: boolean;
  readonly entries: ReadonlyMap<number, TiffEntry>;
  /** Place of the next directory, 0 for none. */
  readonly next: number;
}

const bytesOfType = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];
/** More entries than any real file has. */
const entryLimit = 4096;
const directoryLimit = 10_000;

/** The directory at a place, or the first one; undefined when the bytes are no TIFF. */
export function tiffDirectory(bytes: Uint8Array, place?: number): TiffDirectory | undefined {
  const little = isAt(bytes, 0, 'II');
  if (!little && !isAt(bytes, 0, 'MM')) return undefined;
  const magic = u16(bytes, 2, little);
  if (magic !== 42 && magic !== 43) return undefined;
  const big = magic === 43;
  const offset = (at: number): number => (big ? u64(bytes, at, little) : u32(bytes, at, little));
  const start = place ?? offset(big ? 8 : 4);
  if (!(start >= 8 && start < bytes.length)) return undefined;
  const count = big ? u64(bytes, start, little) : u16(bytes, start, little);
  if (!(count <= entryLimit)) return undefined;
  const first = start + (big ? 8 : 2);
  const size = big ? 20 : 12;
  const entries = new Map<number, TiffEntry>();
  for (let index = 0; index < count; index += 1) {
    const at = first + index * size;
    if (at + size > bytes.length) break;
    const type = u16(bytes, at + 2, little);
    const values = big ? u64(bytes, at + 4, little) : u32(bytes, at + 4, little);
    const inline = at + (big ? 12 : 8);
    const fits = (bytesOfType[type] ?? 0) * values <= (big ? 8 : 4);
    const tag = u16(bytes, at, little);
    entries.set(tag, { tag, type, count: values, at: fits ? inline : offset(inline) });
  }
  const next = offset(first + count * size);
  return { little, entries, next: next > 0 ? next : 0 };
}

/** How many pictures a TIFF holds one after another, at most 10,000; loops are counted once. */
export function countTiffDirectories(bytes: Uint8Array): number {
  const seen = new Set<number>();
  let directory = tiffDirectory(bytes);
  let count = directory ? 1 : 0;
  while (directory && directory.next > 0 && !seen.has(directory.next) && count < directoryLimit) {
    seen.add(directory.next);
    directory = tiffDirectory(bytes, directory.next);
    if (directory) count += 1;
  }
  return count;
}

/** A whole number of an entry (byte, short, long, their signed kinds, BigTIFF's long8). */
export function tiffNumber(
  bytes: Uint8Array,
  directory: TiffDirectory,
  tag: number,
  index = 0,
): number | undefined {
  const entry = directory.entries.get(tag);
  if (!entry || !(index < entry.count)) return undefined;
  const { little } = directory;
  const at = entry.at + index * (bytesOfType[entry.type] ?? 0);
  let value = Number.NaN;
  if (entry.type === 1 || entry.type === 6 || entry.type === 7) value = u8(bytes, at);
  else if (entry.type === 3 || entry.type === 8) value = u16(bytes, at, little);
  else if (entry.type === 4 || entry.type === 13) value = u32(bytes, at, little);
  else if (entry.type === 9) value = i32(bytes, at, little);
  else if (entry.type >= 16) value = u64(bytes, at, little);
  return Number.isNaN(value) ? undefined : value;
}

/** The text of an ASCII entry without its end mark and blanks, at most 1,000 characters. */
export function tiffText(
  bytes: Uint8Array,
  directory: TiffDirectory,
  tag: number,
): string | undefined {
  const entry = directory.entries.get(tag);
  if (!entry || entry.type !== 2) return undefined;
  const text = latin1(bytes, entry.at, Math.min(entry.count, 1000))
    .replace(/\0[\s\S]*$/, '')
    .trim();
  return text === '' ? undefined : text;
}

/** The raw bytes of an entry (type byte or undefined), when they lie inside the file. */
export function tiffBytes(
  bytes: Uint8Array,
  directory: TiffDirectory,
  tag: number,
): Uint8Array | undefined {
  const entry = directory.entries.get(tag);
  if (!entry || bytesOfType[entry.type] !== 1 || !(entry.at + entry.count <= bytes.length)) {
    return undefined;
  }
  return bytes.subarray(entry.at, entry.at + entry.count);
}
