/** JPEG: XMP in one APP1 segment (XMP part 3, 1.1.3); more than 64 kB has no place in the main packet. */
import { ok } from '#domain/result.ts';

import { bytesOf, concat, isAt, latin1, u16, u8 } from '../bytes.ts';
import { exifFacts, exifOfOrientation } from '../metadata/exif.ts';
import { withoutPlace } from '../metadata/place.ts';

import { bytesAt, noRoom, packetText, textOf, utf8, type Carrier } from './carrier.ts';
import { headReader } from './reader.ts';

const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
const exifName = 'Exif\0\0';
const segmentLimit = 65_533;
const mostSegments = 10_000;

interface Segment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
  /** The letters at the beginning, which name what is in an application's segment. */
  readonly name: string;
}

/** Segments before the first scan. */
async function segmentsOf(file: Blob): Promise<readonly Segment[]> {
  const read = headReader(file);
  const segments: Segment[] = [];
  if (!isAt(await read(0, 2), 0, '\xff\xd8')) return segments;
  for (let start = 2; segments.length < mostSegments;) {
    const head = await read(start, 4 + xmpName.length);
    if (u8(head, 0) !== 0xff) break;
    const marker = u8(head, 1);
    if (marker === 0xff) {
      start += 1;
      continue;
    }
    const end = start + 2 + u16(head, 2);
    if (marker === 0xda || marker === 0xd9 || !(end <= file.size) || end < start + 4) break;
    segments.push({ marker, start, end, name: latin1(head, 4, xmpName.length) });
    start = end;
  }
  return segments;
}

const isXmp = ({ marker, name }: Segment): boolean => marker === 0xe1 && name === xmpName;

const segment = (marker: number, name: string, data: Uint8Array): Uint8Array<ArrayBuffer> => {
  const length = 2 + name.length + data.length;
  return concat([Uint8Array.of(0xff, marker, length >> 8, length & 255), bytesOf(name), data]);
};

const packetOf = (file: Blob, { start, end }: Segment): Promise<Uint8Array> =>
  bytesAt(file, start + 4 + xmpName.length, end - start - 4 - xmpName.length);

/** JFIF, Adobe's mark of the colours, the colour profile, and all that decoding needs. */
const isNeeded = ({ marker, name }: Segment): boolean =>
  marker < 0xe0 ||
  (marker > 0xef && marker !== 0xfe) ||
  marker === 0xe0 ||
  marker === 0xee ||
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
    const there = segments.filter(isXmp);
    const existing = packetText(there[0] && (await packetOf(file, there[0])));
    if (!existing.ok) return existing;
    const packet = payload.xmp(existing.value);
    if (!packet.ok) return packet;
    const bytes = utf8(packet.value);
    if (xmpName.length + bytes.length > segmentLimit) {
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
    const parts: Blob[] = [file.slice(0, place), new Blob([segment(0xe1, xmpName, bytes)])];
    let from = place;
    for (const old of there) {
      parts.push(file.slice(from, old.start));
      from = old.end;
    }
    return ok(new Blob([...parts, file.slice(from)], { type: file.type }));
  },

  async strip(file) {
    const parts: Blob[] = [];
    let from = 0;
    const segments = await segmentsOf(file);
    const whole = await endOfPicture(file, segments.at(-1)?.end ?? 2);
    for (const one of segments) {
      if (isNeeded(one)) continue;
      parts.push(file.slice(from, one.start));
      from = one.end;
      if (one.marker !== 0xe1 || !one.name.startsWith(exifName)) continue;
      const { orientation = 1 } = exifFacts(
        await bytesAt(file, one.start + 10, one.end - one.start),
      );
      if (orientation !== 1) {
        parts.push(new Blob([segment(0xe1, exifName, exifOfOrientation(orientation))]));
      }
    }
    return from === 0 && whole === file.size
      ? file
      : new Blob([...parts, file.slice(from, whole)], { type: file.type });
  },

  async withoutPlace(file) {
    const parts: Blob[] = [];
    let from = 0;
    for (const { marker, name, start, end } of await segmentsOf(file)) {
      const isExif = marker === 0xe1 && name.startsWith(exifName);
      // IPTC's older block (APP13) names towns and countries among other things.
      if (!isExif && marker !== 0xed) continue;
      parts.push(file.slice(from, isExif ? start + 10 : start));
      if (isExif) {
        parts.push(new Blob([withoutPlace(await bytesAt(file, start + 10, end - start - 10))]));
      }
      from = end;
    }
    return from === 0 ? file : new Blob([...parts, file.slice(from)], { type: file.type });
  },
};
