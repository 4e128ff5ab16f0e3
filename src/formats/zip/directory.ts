/**
 * Reads the directory of a ZIP archive that a stranger may have made. Everything is checked before
 * one byte of content is believed. Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 to 4.5.
 */
import { fail, ok, type Result } from '#domain/result.ts';
import type { Failure } from '#domain/failure.ts';
import { nameTrouble } from './names.ts';

/** Bytes that can be read from anywhere, such as a Blob. */
export interface ByteSource {
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** What an archive may be at most. */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all files together, unpacked. */
  readonly bytes: number;
  /** Unpacked to packed, for each file. */
  readonly ratio: number;
}

/** A file of an archive, as its directory describes it. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly packedSize: number;
  /** 0: stored; 8: deflated. */
  readonly method: 0 | 8;
  readonly crc: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const centralSignature = 0x02014b50;
const endSize = 22;
const centralSize = 46;
const most16 = 0xffff;
const most32 = 0xffff_ffff;

/** What is thrown inside and comes out as a failed result. */
export const broken = (reason: string, what = 'The archive'): Failure => ({
  code: 'corrupt',
  what,
  reason,
});

/** Reads `length` bytes; a source that ends before that is a truncated archive. */
export async function readBytes(source: ByteSource, at: number, length: number): Promise<DataView> {
  if (at < 0 || at + length > source.size) throw broken('it is cut off');
  const bytes = await source.slice(at, at + length).arrayBuffer();
  if (bytes.byteLength !== length) throw broken('it is cut off');
  return new DataView(bytes);
}

interface Directory {
  readonly entries: number;
  readonly start: number;
  readonly size: number;
  /** Where what follows the directory begins: no file may reach beyond it. */
  readonly end: number;
}

async function findDirectory(source: ByteSource): Promise<Directory> {
  if (source.size < endSize) throw broken('it is too short for an archive');
  const length = Math.min(source.size, endSize + most16);
  const base = source.size - length;
  const tail = await readBytes(source, base, length);
  for (let at = length - endSize; at >= 0; at -= 1) {
    if (tail.getUint32(at, true) !== endSignature) continue;
    if (at + endSize + tail.getUint16(at + 20, true) !== length) continue;
    const disk = tail.getUint16(at + 4, true);
    const entries = tail.getUint16(at + 10, true);
    const size = tail.getUint32(at + 12, true);
    const start = tail.getUint32(at + 16, true);
    const is64 = entries === most16 || size === most32 || start === most32;
    const found = is64
      ? await findDirectory64(source, base + at)
      : { entries, start, size, end: base + at };
    if (!is64 && (disk !== 0 || tail.getUint16(at + 8, true) !== entries)) {
      throw broken('it is one part of several');
    }
    if (found.start + found.size !== found.end) throw broken('its directory is not where it says');
    return found;
  }
  throw broken('its end is missing: the file is cut off, or no ZIP archive');
}

async function findDirectory64(source: ByteSource, endAt: number): Promise<Directory> {
  const locator = await readBytes(source, endAt - 20, 20);
  if (locator.getUint32(0, true) !== locator64Signature) throw broken('its ZIP64 end is missing');
  if (locator.getUint32(16, true) > 1) throw broken('it is one part of several');
  const at = wide(locator, 8);
  const record = await readBytes(source, at, 56);
  if (record.getUint32(0, true) !== end64Signature) throw broken('its ZIP64 end is damaged');
  if (record.getUint32(16, true) !== 0 || wide(record, 24) !== wide(record, 32)) {
    throw broken('it is one part of several');
  }
  return { entries: wide(record, 32), size: wide(record, 40), start: wide(record, 48), end: at };
}

/** A number of 64 bits; none beyond 2^53 can be true here. */
function wide(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw broken('a size in it cannot be true');
  return Number(value);
}

/** Reads and checks the whole directory. Fails with what is wrong, in a sentence. */
export async function readDirectory(
  source: ByteSource,
  limits: ZipLimits,
): Promise<Result<readonly ZipEntry[]>> {
  try {
    const directory = await findDirectory(source);
    if (directory.entries > limits.entries) {
      throw tooLarge(`${limits.entries} files`);
    }
    if (directory.size < directory.entries * centralSize) throw broken('its directory is cut off');
    const view = await readBytes(source, directory.start, directory.size);
    const entries: ZipEntry[] = [];
    const names = new Set<string>();
    let total = 0;
    let at = 0;
    for (let index = 0; index < directory.entries; index += 1) {
      const { entry, next } = readEntry(view, at, limits);
      at = next;
      const folded = entry.name.normalize('NFC').toLowerCase();
      if (names.has(folded)) throw broken(`it holds “${entry.name}” twice`);
      names.add(folded);
      total += entry.size;
      if (total > limits.bytes) throw tooLarge(`${limits.bytes} bytes unpacked`);
      if (!entry.name.endsWith('/')) entries.push(entry);
    }
    if (at !== directory.size) throw broken('its directory holds more than it says');
    checkPlaces(entries, directory.start);
    return ok(entries);
  } catch (thrown) {
    if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) {
      // The border: only failures of this file are thrown as objects with a code.
      return fail(thrown as Failure);
    }
    throw thrown;
  }
}

const tooLarge = (limit: string): Failure => ({ code: 'too_large', what: 'The archive', limit });

function readEntry(
  view: DataView,
  at: number,
  limits: ZipLimits,
): { readonly entry: ZipEntry; readonly next: number } {
  if (at + centralSize > view.byteLength) throw broken('its directory is cut off');
  if (view.getUint32(at, true) !== centralSignature) throw broken('its directory is damaged');
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const next = at + centralSize + nameLength + extraLength + view.getUint16(at + 32, true);
  if (next > view.byteLength) throw broken('its directory is cut off');
  const name = decodeName(view, at + centralSize, nameLength);
  const trouble = nameTrouble(name);
  if (trouble !== null) throw broken(`the name “${name.slice(0, 200)}” ${trouble}`);
  if ((flags & 0x2041) !== 0) {
    throw {
      code: 'unsupported',
      what: 'This archive',
      reason: `“${name}” is encrypted`,
    } satisfies Failure;
  }
  if (((view.getUint32(at + 38, true) >>> 16) & 0o170000) === 0o120000) {
    throw broken(`“${name}” is a link to another file`);
  }
  if (method !== 0 && method !== 8) {
    throw {
      code: 'unsupported',
      what: 'This archive',
      reason: `“${name}” is packed in a way (${method}) that is not known here`,
    } satisfies Failure;
  }
  const sizes = sizesOf(view, at, at + centralSize + nameLength, extraLength);
  if (method === 0 && sizes.size !== sizes.packedSize)
    throw broken(`the size of “${name}” is wrong`);
  if (sizes.size > Math.max(1024, sizes.packedSize) * limits.ratio) {
    throw {
      code: 'too_large',
      what: `“${name}”`,
      limit: `${limits.ratio} times its packed size`,
    } satisfies Failure;
  }
  return { entry: { name, method, crc: view.getUint32(at + 16, true), ...sizes }, next };
}

function decodeName(view: DataView, at: number, length: number): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw broken('a name in it is not readable');
  }
}

/** The sizes and the place of an entry, from the ZIP64 field (1) where the short ones are full. */
function sizesOf(
  view: DataView,
  at: number,
  extraAt: number,
  extraLength: number,
): { size: number; packedSize: number; offset: number } {
  let packedSize = view.getUint32(at + 20, true);
  let size = view.getUint32(at + 24, true);
  let offset = view.getUint32(at + 42, true);
  const missing = [size, packedSize, offset].filter((value) => value === most32).length;
  if (missing === 0) return { size, packedSize, offset };
  for (let field = extraAt; field + 4 <= extraAt + extraLength;) {
    const length = view.getUint16(field + 2, true);
    if (field + 4 + length > extraAt + extraLength) break;
    if (view.getUint16(field, true) === 1) {
      if (length < missing * 8) break;
      let from = field + 4;
      const take = (value: number): number => {
        if (value !== most32) return value;
        from += 8;
        return wide(view, from - 8);
      };
      size = take(size);
      packedSize = take(packedSize);
      offset = take(offset);
      return { size, packedSize, offset };
    }
    field += 4 + length;
  }
  throw broken('a size in it is missing');
}

/** No file may share bytes with another or with the directory: that is how the worst bombs are built. */
function checkPlaces(entries: readonly ZipEntry[], directoryAt: number): void {
  let end = 0;
  for (const entry of entries.toSorted((a, b) => a.offset - b.offset)) {
    if (entry.offset < end) throw broken(`“${entry.name}” lies over another file`);
    end = entry.offset + 30 + entry.packedSize;
    if (end > directoryAt) throw broken(`“${entry.name}” is cut off`);
  }
}
