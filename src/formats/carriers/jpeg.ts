/** JPEG: XMP in one APP1 segment (XMP part 3, 1.1.3); more than 64 kB has no place in the main packet. */
import { ok } from '#domain/result.ts';

import { bytesOf, concat, latin1, u16 } from '../bytes.ts';
import { jpegHeads, type JpegHead } from '../heads/jpeg.ts';
import { bytesAt, reading } from '../heads/reading.ts';
import { exifFacts, exifOfOrientation } from '../metadata/exif.ts';
import { withoutPlace } from '../metadata/place.ts';
import { changed, type Change } from '../pieces.ts';

import { nextPacket, noRoom, textOf, type Carrier } from './carrier.ts';

const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
const exifName = 'Exif\0\0';
const segmentLimit = 65_533;
interface Segment extends JpegHead {
  /** The letters at the beginning, which name what is in an application's segment. */
  readonly name: string;
}

async function segmentsOf(file: Blob): Promise<readonly Segment[]> {
  const segments: Segment[] = [];
  for await (const head of jpegHeads(reading(file))) {
    segments.push({ ...head, name: latin1(head.data, 0, xmpName.length) });
  }
  return segments;
}

const isExif = ({ marker, name }: Segment): boolean => marker === 0xe1 && name.startsWith(exifName);
const isXmp = ({ marker, name }: Segment): boolean => marker === 0xe1 && name === xmpName;

const segment = (marker: number, name: string, data: Uint8Array): Uint8Array<ArrayBuffer> => {
  const length = 2 + name.length + data.length;
  return concat([Uint8Array.of(0xff, marker, length >> 8, length & 255), bytesOf(name), data]);
};

const packetOf = (file: Blob, { start, end }: Segment): Promise<Uint8Array> =>
  bytesAt(file, start + 4 + xmpName.length, end - start - 4 - xmpName.length);

/** JFIF, Adobe's mark of the colours, the colour profile, and all that decoding needs; no thumbnails. */
const isNeeded = ({ marker, name }: Segment): boolean =>
  marker < 0xe0 ||
  (marker > 0xef && marker !== 0xfe) ||
  (marker === 0xe0 && name.startsWith('JFIF\0')) ||
  (marker === 0xee && name.startsWith('Adobe')) ||
  (marker === 0xe2 && name.startsWith('ICC_PROFILE'));

/** Bytes of coded pixels that are looked at at once. */
const scanWindow = 1024 * 1024;

/**
 * Where the picture ends: the first EOI that is no part of a segment (T.81, B.1.1). Behind it phones
 * keep second pictures and whole films, with words of their own.
 */
async function endOfPicture(file: Blob, from: number): Promise<number> {
  for (let at = from; at + 2 <= file.size;) {
    const bytes = await bytesAt(file, at, scanWindow);
    let index = 0;
    while (index < bytes.length) {
      const next = bytes.indexOf(0xff, index);
      if (next === -1) {
        index = bytes.length;
        break;
      }
      index = next;
      const marker = bytes[index + 1] ?? 0;
      if (marker === 0xd9) return at + index + 2;
      // A marker at the edge is looked at once more, with what follows it.
      if (index + 4 > bytes.length) break;
      const isCoded = marker === 0 || (marker >= 0xd0 && marker <= 0xd7);
      index += marker === 0xff ? 1 : isCoded ? 2 : 2 + u16(bytes, index + 2);
    }
    if (at + bytes.length >= file.size) return file.size;
    at += index;
  }
  return file.size;
}

export const jpeg: Carrier = {
  async read(file) {
    const found = (await segmentsOf(file)).find(isXmp);
    const xmp = found && textOf(await packetOf(file, found));
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    const segments = await segmentsOf(file);
    if (segments.length === 0) return noRoom('it is no whole JPEG');
    const there = segments.filter(isXmp);
    const packet = nextPacket(payload, there[0] && (await packetOf(file, there[0])));
    if (!packet.ok) return packet;
    if (xmpName.length + packet.value.length > segmentLimit) {
      return noRoom('a JPEG takes 64 kB of XMP, and there is more to say');
    }
    // Behind JFIF and EXIF, which want to be first.
    const isHead = ({ marker, name }: Segment): boolean =>
      marker === 0xe0 || (marker === 0xe1 && name.startsWith(exifName));
    let place = 2;
    for (const one of segments) {
      if (!isHead(one)) break;
      place = one.end;
    }
    const by = segment(0xe1, xmpName, packet.value);
    return ok(changed(file, [{ start: place, end: place, by }, ...there]));
  },

  async strip(file) {
    const segments = await segmentsOf(file);
    if (segments.length === 0) return null;
    const changes: Change[] = [];
    for (const one of segments) {
      if (isNeeded(one)) continue;
      const { start, end } = one;
      const { orientation = 1 } = isExif(one)
        ? exifFacts(await bytesAt(file, start + 10, end - start - 10))
        : {};
      const by = orientation !== 1 && segment(0xe1, exifName, exifOfOrientation(orientation));
      changes.push({ start, end, ...(by && { by }) });
    }
    return changed(file, changes, await endOfPicture(file, segments.at(-1)?.end ?? 2));
  },

  async withoutPlace(file) {
    const changes: Change[] = [];
    for (const one of await segmentsOf(file)) {
      const { start, end } = one;
      if (isExif(one)) {
        const by = withoutPlace(await bytesAt(file, start + 10, end - start - 10));
        changes.push({ start: start + 10, end, by });
      }
      // IPTC's older block (APP13) names towns and countries among other things.
      if (one.marker === 0xed) changes.push({ start, end });
    }
    return changed(file, changes);
  },
};
