/** MP3: XMP in a PRIV frame of ID3v2 whose owner is "XMP" (XMP part 3, 1.2.4; id3.org, 2.3 and 2.4). */
import { ok } from '#domain/result.ts';

import { bytesOf, bytesOfU32, concat, isAt, latin1, u32, u8 } from '../bytes.ts';
import { bytesAt } from '../heads/reading.ts';

import { nextPacket, noRoom, textOf, wordsLimit, type Carrier } from './carrier.ts';

/** Numbers of seven bits a byte, as ID3 writes lengths. */
const safe = (value: number): Uint8Array =>
  Uint8Array.of((value >> 21) & 127, (value >> 14) & 127, (value >> 7) & 127, value & 127);
const fromSafe = (bytes: Uint8Array, at: number): number =>
  u8(bytes, at) * 2 ** 21 +
  u8(bytes, at + 1) * 2 ** 14 +
  u8(bytes, at + 2) * 128 +
  u8(bytes, at + 3);

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

async function tagOf(file: Blob): Promise<Id3> {
  const head = await bytesAt(file, 0, 10);
  if (!isAt(head, 0, 'ID3')) return { version: 3, end: 0, frames: [] };
  const version = u8(head, 3);
  const flags = u8(head, 5);
  const size = fromSafe(head, 6);
  const end = 10 + size + (flags & 0x10 ? 10 : 0);
  const odd = (version !== 3 && version !== 4) || (flags & 0xc0) !== 0;
  if (odd || size > wordsLimit || !(end <= file.size)) return { version, end, frames: null };
  const body = await bytesAt(file, 10, size);
  const frames: Frame[] = [];
  for (let at = 0; at + 10 <= body.length && /^[A-Z0-9]{4}$/.test(latin1(body, at, 4));) {
    const length = version === 4 ? fromSafe(body, at + 4) : u32(body, at + 4);
    const next = at + 10 + length;
    if (!(next <= body.length)) return { version, end, frames: null };
    const isXmp = isAt(body, at, 'PRIV') && isAt(body, at + 10, owner);
    const bytes = body.subarray(at, next);
    frames.push({ bytes, ...(isXmp && { packet: bytes.subarray(10 + owner.length) }) });
    at = next;
  }
  return { version, end, frames };
}

/** ID3v1: 128 bytes at the very end. */
const endOf = async (file: Blob): Promise<number> =>
  isAt(await bytesAt(file, Math.max(0, file.size - 128), 3), 0, 'TAG')
    ? file.size - 128
    : file.size;

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
    const length = version === 4 ? safe(data.length) : bytesOfU32(data.length);
    const frame = concat([bytesOf('PRIV'), length, Uint8Array.of(0, 0), data]);
    const body = concat([...frames.flatMap((one) => (one.packet ? [] : [one.bytes])), frame]);
    if (body.length > wordsLimit) return noRoom('its ID3 tag is full');
    const head = concat([bytesOf('ID3'), Uint8Array.of(version, 0, 0), safe(body.length)]);
    return ok(new Blob([head, body, file.slice(end)], { type: file.type }));
  },

  async strip(file) {
    const { end } = await tagOf(file);
    const to = await endOf(file);
    return end === 0 && to === file.size ? file : file.slice(end, to, file.type);
  },
};
