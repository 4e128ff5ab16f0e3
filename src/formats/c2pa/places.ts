/**
 * Where files keep their content credentials (C2PA specification 2.2, appendix A): PNG in `caBX`,
 * JPEG in APP11, RIFF in `C2PA`, TIFF in tag 0xCD41, ISO media (AVIF, MP4, MOV) in a `uuid` box.
 */
import { concat, isAt, latin1, u16, u32, u64 } from '../bytes.ts';
import { jpegSegments } from '../jpeg/segments.ts';
import type { MediaFormat } from '../media-formats.ts';
import { pngChunks } from '../png/chunks.ts';
import { riffChunks } from '../riff.ts';
import { tiffDirectory } from '../tiff/directory.ts';

/** Most bytes of credentials that are looked at; pictures in them can be many. */
export const storeLimit = 16 * 1024 * 1024;
const mostBoxes = 200;

const within = (bytes: Uint8Array | undefined): Uint8Array | undefined =>
  bytes && bytes.length <= storeLimit ? bytes : undefined;

/** The credentials in the bytes of a whole picture, as JUMBF. */
export function storeInPicture(bytes: Uint8Array, format: MediaFormat): Uint8Array | undefined {
  if (format === 'jpeg') return within(inJpeg(bytes));
  if (format === 'png') return within(first(pngChunks(bytes), 'caBX'));
  if (format === 'webp') return within(first(riffChunks(bytes), 'C2PA'));
  if (format !== 'tiff') return undefined;
  const entry = tiffDirectory(bytes)?.entries.get(0xcd41);
  const end = entry ? entry.at + entry.count : Number.NaN;
  return end <= bytes.length ? within(bytes.subarray(entry?.at, end)) : undefined;
}

function first(
  chunks: Iterable<{ readonly type: string; readonly data: Uint8Array }>,
  wanted: string,
): Uint8Array | undefined {
  for (const { type, data } of chunks) if (type === wanted) return data;
  return undefined;
}

/** Parts of one box over APP11 segments (ISO 19566-5, annex D): each repeats the head of the box. */
function inJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let instance = -1;
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker !== 0xeb || !isAt(data, 0, 'JP') || latin1(data, 12, 4) !== 'jumb') continue;
    const number = u16(data, 2);
    if (instance !== -1 && number !== instance) continue;
    const headEnd = u32(data, 8) === 1 ? 24 : 16;
    parts.push(data.subarray(parts.length === 0 ? 8 : headEnd));
    instance = number;
  }
  return parts.length === 0 ? undefined : concat(parts);
}

const uuid = '\xd8\xfe\xc3\xd6\x1b\x0e\x48\x3c\x92\x97\x58\x28\x87\x7e\xc4\x81';
const purpose = 'manifest\0';

/** The credentials of an ISO media file, read from its boxes at the top; of the rest only heads are. */
export async function storeInIsoMedia(file: Blob): Promise<Uint8Array | undefined> {
  const read = async (from: number, length: number): Promise<Uint8Array> =>
    new Uint8Array(await file.slice(from, from + length).arrayBuffer());
  let at = 0;
  for (let boxes = 0; at + 8 <= file.size && boxes < mostBoxes; boxes += 1) {
    const head = await read(at, 64);
    const told = u32(head, 0);
    const size = told === 1 ? u64(head, 8) : told === 0 ? file.size - at : told;
    const body = told === 1 ? 16 : 8;
    if (!(size >= body)) return undefined;
    // Behind the UUID: version and flags, what it is for, and the place of hashes of parts.
    if (isAt(head, 4, 'uuid') && isAt(head, body, uuid) && isAt(head, body + 20, purpose)) {
      const start = body + 20 + purpose.length + 8;
      if (!(size - start > 0) || size - start > storeLimit) return undefined;
      return read(at + start, size - start);
    }
    at += size;
  }
  return undefined;
}
