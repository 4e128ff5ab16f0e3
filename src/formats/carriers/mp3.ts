/** MP3: XMP in a PRIV frame of ID3v2 whose owner is "XMP" (XMP part 3, 1.2.4; id3.org, 2.3 and 2.4). */
import { ok } from '#domain/result.ts';

import { bytesOf, bytesOfU28, bytesOfU32, concat, isAt, latin1, u28, u32, u8 } from '../bytes.ts';
import { bytesAt } from '../heads/reading.ts';

import { nextPacket, noRoom, textOf, wordsLimit, type Carrier } from './carrier.ts';

interface Frame {
  readonly bytes: Uint8Array;
  /** The packet, where the frame holds one. */
  readonly packet?: Uint8Array;
}

interface Id3 {
  readonly version: number;
  /** Where the sound begins. */
  readonly end: number;
  /** null: of a make that cannot be written again. */
  readonly frames: readonly Frame[] | null;
}

const owner = 'XMP\0';
/** Tags at either end that are looked for. */
const mostTags = 10;

async function tagOf(file: Blob): Promise<Id3> {
  const head = await bytesAt(file, 0, 10);
  if (!isAt(head, 0, 'ID3')) return { version: 3, end: 0, frames: [] };
  const version = u8(head, 3);
  const flags = u8(head, 5);
  const size = u28(head, 6);
  const end = 10 + size + (flags & 0x10 ? 10 : 0);
  const odd = (version !== 3 && version !== 4) || (flags & 0xc0) !== 0;
  if (odd || size > wordsLimit || !(end <= file.size)) return { version, end, frames: null };
  const body = await bytesAt(file, 10, size);
  const frames: Frame[] = [];
  let at = 0;
  while (at + 10 <= body.length && /^[A-Z0-9]{4}$/.test(latin1(body, at, 4))) {
    const length = version === 4 ? u28(body, at + 4) : u32(body, at + 4);
    const next = at + 10 + length;
    if (!(next <= body.length)) return { version, end, frames: null };
    const isXmp = isAt(body, at, 'PRIV') && isAt(body, at + 10, owner);
    const bytes = body.subarray(at, next);
    frames.push({ bytes, ...(isXmp && { packet: bytes.subarray(10 + owner.length) }) });
    at = next;
  }
  // Behind the frames stand zeros; anything else is a frame of another make, which would be lost.
  const isWhole = body.subarray(at).every((byte) => byte === 0);
  return { version, end, frames: isWhole ? frames : null };
}

/** Where the sound begins: behind tags of ID3v2, of which some programs write several. */
async function beginOf(file: Blob): Promise<number> {
  let begin = 0;
  for (let count = 0; count < mostTags; count += 1) {
    const { end } = await tagOf(file.slice(begin));
    if (end === 0) return begin;
    begin += end;
  }
  return begin;
}

/** Where the sound ends: before ID3v1 (128 bytes), APE (its length in a foot of 32 bytes) and Lyrics3. */
async function endOf(file: Blob): Promise<number> {
  let end = file.size;
  for (let count = 0; count < mostTags; count += 1) {
    const tail = await bytesAt(file, Math.max(0, end - 128), Math.min(end, 128));
    const foot = tail.length - 32;
    if (tail.length === 128 && isAt(tail, 0, 'TAG')) end -= 128;
    else if (isAt(tail, foot, 'APETAGEX')) {
      const hasHead = (u8(tail, foot + 23) & 0x80) !== 0;
      end -= u32(tail, foot + 12, true) + (hasHead ? 32 : 0);
    } else if (isAt(tail, tail.length - 9, 'LYRICS200')) {
      end -= 15 + Number.parseInt(latin1(tail, tail.length - 15, 6), 10);
    } else return end;
    if (!(end >= 0)) return Number.NaN;
  }
  return end;
}

export const mp3: Carrier = {
  async read(file) {
    const { frames } = await tagOf(file);
    const xmp = textOf(frames?.find(({ packet }) => packet)?.packet);
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    const { version, end, frames } = await tagOf(file);
    if (!frames) return noRoom('its ID3 tag is of a make that is not written again');
    const packet = nextPacket(payload, frames.find((one) => one.packet)?.packet);
    if (!packet.ok) return packet;
    const data = concat([bytesOf(owner), packet.value]);
    const length = version === 4 ? bytesOfU28(data.length) : bytesOfU32(data.length);
    const frame = concat([bytesOf('PRIV'), length, Uint8Array.of(0, 0), data]);
    const body = concat([...frames.flatMap((one) => (one.packet ? [] : [one.bytes])), frame]);
    if (body.length > wordsLimit) return noRoom('its ID3 tag is full');
    const head = concat([bytesOf('ID3'), Uint8Array.of(version, 0, 0), bytesOfU28(body.length)]);
    return ok(new Blob([head, body, file.slice(end)], { type: file.type }));
  },

  async strip(file) {
    const [from, to] = [await beginOf(file), await endOf(file)];
    if (from === 0 && to === file.size) return file;
    // A tag that says it is longer than the file.
    return from < to ? file.slice(from, to, file.type) : null;
  },
};
