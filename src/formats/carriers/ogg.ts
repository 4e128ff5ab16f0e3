/**
 * Ogg with Opus or Vorbis alone (RFC 3533, RFC 7845, Vorbis I): comments are the second packet. The
 * headers are laid into as many pages as before, so that no later page has to change.
 */
import { ok } from '#domain/result.ts';

import { bytesOf, bytesOfU32, concat, isAt, u8 } from '../bytes.ts';
import { bytesAt } from '../heads/reading.ts';

import { noRoom, type Carrier, type Tag } from './carrier.ts';
import { readComments, tagsIn, withTags, type Comments } from './comments.ts';

/** Headers are looked for in so many bytes; cover pictures make them long. */
const headLimit = 4 * 1024 * 1024;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1)
    value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

/** The checksum of a page (RFC 3533, section 6): CRC-32 that turns no bits around. */
function checksum(page: Uint8Array): number {
  let value = 0;
  for (const byte of page)
    value = ((value << 8) ^ (table[((value >>> 24) ^ byte) & 255] ?? 0)) >>> 0;
  return value;
}

interface Headers {
  readonly serial: Uint8Array;
  /** Where the second page begins, where the first page of sound does, and how many lie between. */
  readonly start: number;
  readonly end: number;
  readonly pages: number;
  /** The packets on these pages: comments first. */
  readonly packets: readonly Uint8Array[];
  /** What stands before the comments in their packet. */
  readonly mark: string;
}

const marks: Readonly<Record<string, { readonly packets: number; readonly mark: string }>> = {
  OpusHead: { packets: 1, mark: 'OpusTags' },
  '\x01vorbis': { packets: 2, mark: '\x03vorbis' },
};

async function headersOf(file: Blob): Promise<Headers | null> {
  const bytes = await bytesAt(file, 0, headLimit);
  let wanted: (typeof marks)[string] | undefined;
  const packets: Uint8Array[] = [];
  let open: Uint8Array[] = [];
  let [start, pages] = [0, 0];
  for (let at = 0, page = 0; isAt(bytes, at, 'OggS'); page += 1) {
    const segments = u8(bytes, at + 26);
    let data = at + 27 + segments;
    const isFirst = (u8(bytes, at + 5) & 2) !== 0;
    if (page === 0) {
      const name = Object.keys(marks).find((one) => isAt(bytes, data, one));
      wanted = name === undefined ? undefined : marks[name];
      if (!wanted) return null;
    } else if (isFirst) return null;
    for (let index = 0; index < segments; index += 1) {
      const length = u8(bytes, at + 27 + index);
      if (!(data + length <= bytes.length)) return null;
      if (page > 0) open.push(bytes.subarray(data, data + length));
      data += length;
      if (page > 0 && length < 255) {
        packets.push(concat(open));
        open = [];
      }
    }
    if (page === 0) start = data;
    else pages += 1;
    if (wanted && packets.length >= wanted.packets) {
      // Sound must begin on a page of its own, as both formats demand.
      if (packets.length > wanted.packets || open.length > 0) return null;
      return {
        serial: bytes.subarray(14, 18),
        start,
        end: data,
        pages,
        packets,
        mark: wanted.mark,
      };
    }
    at = data;
  }
  return null;
}

function commentsOf({ packets: [packet], mark }: Headers): Comments | null {
  return packet && isAt(packet, 0, mark) ? readComments(packet, mark.length) : null;
}

/** Packets on exactly so many pages, numbered from 1; null where they do not fit. */
function paged(
  packets: readonly Uint8Array[],
  pages: number,
  serial: Uint8Array,
): Uint8Array[] | null {
  const pieces: { readonly data: Uint8Array; readonly begins: boolean; readonly ends: boolean }[] =
    [];
  for (const packet of packets) {
    for (let at = 0; at <= packet.length; at += 255) {
      const data = packet.subarray(at, at + 255);
      pieces.push({ data, begins: at === 0, ends: data.length < 255 });
    }
  }
  if (pieces.length < pages || pieces.length > pages * 255) return null;
  const made: Uint8Array[] = [];
  for (let page = 0, from = 0; page < pages; page += 1) {
    const left = pages - page - 1;
    const to = Math.min(from + 255, pieces.length - left);
    const on = pieces.slice(from, left === 0 ? pieces.length : to);
    from += on.length;
    const ends = on.some((piece) => piece.ends);
    const bytes = concat([
      bytesOf('OggS\0'),
      Uint8Array.of(on[0]?.begins === true ? 0 : 1),
      new Uint8Array(8).fill(ends ? 0 : 255),
      serial,
      bytesOfU32(page + 1, true),
      new Uint8Array(4),
      Uint8Array.of(on.length, ...on.map(({ data }) => data.length)),
      ...on.map(({ data }) => data),
    ]);
    bytes.set(bytesOfU32(checksum(bytes), true), 22);
    made.push(bytes);
  }
  return made;
}

function rewritten(file: Blob, headers: Headers, comments: Comments, tags: readonly Tag[]) {
  const { packets, mark, pages, serial, start, end } = headers;
  const [packet = new Uint8Array(0), ...rest] = packets;
  const first = concat([bytesOf(mark), withTags(comments, tags), packet.subarray(comments.end)]);
  const made = paged([first, ...rest], pages, serial);
  if (!made) return null;
  return new Blob([file.slice(0, start), concat(made), file.slice(end)], { type: file.type });
}

export const ogg: Carrier = {
  async read(file) {
    const headers = await headersOf(file);
    const comments = headers && commentsOf(headers);
    return comments ? { tags: tagsIn(comments) } : {};
  },

  async write(file, { tags }) {
    const headers = await headersOf(file);
    const comments = headers && commentsOf(headers);
    if (!headers || !comments) return noRoom('its headers are not those of Opus or Vorbis alone');
    const made = rewritten(file, headers, comments, tags);
    return made ? ok(made) : noRoom('its headers leave no room');
  },

  async strip(file) {
    const headers = await headersOf(file);
    const comments = headers && commentsOf(headers);
    if (!headers || !comments) return null;
    return comments.lines.length === 0
      ? file
      : rewritten(file, headers, { ...comments, lines: [] }, []);
  },
};
