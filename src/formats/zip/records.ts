/** The records of a ZIP file. Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3. */

/** One file of an archive, stored as it is. */
export interface ZipRecord {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

/** Largest numbers that fields of 32 and 16 bits can say; these themselves mean "see ZIP64". */
const most32 = 0xffff_ffff;
const most16 = 0xffff;

/** General purpose bit 11: the name is UTF-8. */
const namesAreUtf8 = 0x0800;
/** 1 January 1980, 00:00: the first moment that DOS knows. One time for all makes one content one file. */
const fixedDate = 0x0021;
const fixedTime = 0;
/** Made by rules of Unix (3), version 4.5; a plain file that its owner writes and all read. */
const madeBy = (3 << 8) | 45;
const attributes = 0o100644 * 0x10000;

/** Little-endian numbers of given widths, in order, followed by raw bytes. */
function packed(
  fields: readonly (readonly [width: 2 | 4 | 8, value: number])[],
  ...tail: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const fixed = fields.reduce((sum, [width]) => sum + width, 0);
  const bytes = new Uint8Array(tail.reduce((sum, part) => sum + part.length, fixed));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += width;
  }
  for (const part of tail) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** What stands before the bytes of a file. @param force64 writes ZIP64 even where it is not needed */
export function localHeader(record: ZipRecord, force64: boolean): Uint8Array<ArrayBuffer> {
  const is64 = force64 || record.size >= most32;
  const extra = is64
    ? packed([
        [2, 1],
        [2, 16],
        [8, record.size],
        [8, record.size],
      ])
    : new Uint8Array(0);
  return packed(
    [
      [4, 0x04034b50],
      [2, is64 ? 45 : 20],
      [2, namesAreUtf8],
      [2, 0],
      [2, fixedTime],
      [2, fixedDate],
      [4, record.crc],
      [4, is64 ? most32 : record.size],
      [4, is64 ? most32 : record.size],
      [2, record.name.length],
      [2, extra.length],
    ],
    record.name,
    extra,
  );
}

/** The file's entry in the directory at the end. */
export function centralHeader(record: ZipRecord, force64: boolean): Uint8Array<ArrayBuffer> {
  const bigSize = force64 || record.size >= most32;
  const bigOffset = force64 || record.offset >= most32;
  const fields: (readonly [8, number])[] = [];
  if (bigSize) fields.push([8, record.size], [8, record.size]);
  if (bigOffset) fields.push([8, record.offset]);
  const is64 = fields.length > 0;
  const extra = is64 ? packed([[2, 1], [2, fields.length * 8], ...fields]) : new Uint8Array(0);
  return packed(
    [
      [4, 0x02014b50],
      [2, madeBy],
      [2, is64 ? 45 : 20],
      [2, namesAreUtf8],
      [2, 0],
      [2, fixedTime],
      [2, fixedDate],
      [4, record.crc],
      [4, bigSize ? most32 : record.size],
      [4, bigSize ? most32 : record.size],
      [2, record.name.length],
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, attributes],
      [4, bigOffset ? most32 : record.offset],
    ],
    record.name,
    extra,
  );
}

/** What ends the archive. @param start where the directory begins @param size its bytes */
export function endOfDirectory(
  entries: number,
  start: number,
  size: number,
  force64: boolean,
): Uint8Array<ArrayBuffer> {
  const is64 = force64 || entries >= most16 || start >= most32 || size >= most32;
  const end = packed([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, is64 ? most16 : entries],
    [2, is64 ? most16 : entries],
    [4, is64 ? most32 : size],
    [4, is64 ? most32 : start],
    [2, 0],
  ]);
  if (!is64) return end;
  return packed(
    [
      [4, 0x06064b50],
      [8, 44],
      [2, madeBy],
      [2, 45],
      [4, 0],
      [4, 0],
      [8, entries],
      [8, entries],
      [8, size],
      [8, start],
      [4, 0x07064b50],
      [4, 0],
      [8, start + size],
      [4, 1],
    ],
    end,
  );
}
