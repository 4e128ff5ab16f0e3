/** MPEG transport streams (.ts, .m2ts): what their first program holds. ISO/IEC 13818-1, 2.4. */
import { concat, find, u16, u8 } from '../bytes.ts';

import { pesPacket, type PesPacket } from './program.ts';

/** Bytes of a packet; those of Blu-ray and camcorders have a time of four bytes before it. */
const packetSize = 188;
const timeSize = 4;
/** Packets in which the tables are looked for: they come again every tenth of a second. */
const mostPackets = 4096;

/** A stream of the program: what it is, or what it is by its type as a number when not known here. */
export interface TransportStream {
  readonly pid: number;
  readonly kind: 'video' | 'audio' | 'other';
  readonly codec: string | undefined;
}

/** Where the packets begin and how far they lie apart; null when bytes are no transport stream. */
function layoutOf(head: Uint8Array): { readonly first: number; readonly step: number } | null {
  for (const first of [0, timeSize]) {
    const step = packetSize + first;
    if ([0, 1, 2].every((count) => u8(head, first + count * step) === 0x47)) return { first, step };
  }
  return null;
}

/** Whether bytes begin as a transport stream does: three packets, one behind the other. */
export const isTransportStream = (head: Uint8Array): boolean => layoutOf(head) !== null;

const video: Readonly<Record<number, string>> = {
  0x01: 'mpeg1video',
  0x02: 'mpeg2video',
  0x10: 'mpeg4',
  0x1b: 'h264',
  0x24: 'hevc',
  0x33: 'vvc',
  0x42: 'cavs',
  0xd2: 'avs2',
  0xea: 'vc1',
};
const audio: Readonly<Record<number, string>> = {
  0x03: 'mp2',
  0x04: 'mp2',
  0x0f: 'aac',
  0x11: 'aac',
  0x80: 'pcm',
  0x81: 'ac3',
  0x82: 'dts',
  0x83: 'truehd',
  0x84: 'eac3',
  0x85: 'dts',
  0x86: 'dts',
  0x87: 'eac3',
  0x8a: 'dts',
};
/** In private streams a descriptor tells which sound they are (ETSI EN 300 468, 6.1 and 6.4). */
const described: Readonly<Record<number, string>> = { 0x6a: 'ac3', 0x7a: 'eac3', 0x7b: 'dts' };

/**
 * The streams of the first program, as its map table says; empty where that is not in the bytes.
 *
 * @param head the first bytes of the file, 64 kB say
 */
export function transportStreams(head: Uint8Array): readonly TransportStream[] {
  const layout = layoutOf(head);
  if (!layout) return [];
  let mapPid = Number.NaN;
  for (let count = 0; count < mostPackets; count += 1) {
    const at = layout.first + count * layout.step;
    if (u8(head, at) !== 0x47) break;
    const pid = u16(head, at + 1) & 0x1fff;
    const isStart = (u8(head, at + 1) & 0x40) !== 0;
    if (!isStart || (pid !== 0 && pid !== mapPid)) continue;
    const section = sectionIn(head.subarray(at, at + packetSize));
    if (!section) continue;
    if (pid === 0) mapPid = mapOf(section) ?? mapPid;
    else if (u8(section, 0) === 2) return streamsOf(section);
  }
  return [];
}

/** Where in the middle of a stream packets begin: five of them one behind the other. */
function layoutWithin(bytes: Uint8Array): ReturnType<typeof layoutOf> {
  for (const step of [packetSize, packetSize + timeSize]) {
    for (let first = 0; first < step; first += 1) {
      if ([0, 1, 2, 3, 4].every((count) => u8(bytes, first + count * step) === 0x47)) {
        return { first, step };
      }
    }
  }
  return null;
}

/** What begins behind the header of a packet of these 188 bytes, and its adaptation field. */
const payloadAt = (packet: Uint8Array): number =>
  4 + ((u8(packet, 3) & 0x20) === 0 ? 0 : 1 + u8(packet, 4));

/** The packets of some streams in a piece of a transport stream, each put together again. */
export function streamPackets(bytes: Uint8Array, pids: readonly number[]): readonly PesPacket[] {
  const layout = layoutWithin(bytes);
  const whole: PesPacket[] = [];
  const open = new Map<number, Uint8Array[]>();
  const close = (pid: number): void => {
    const parts = open.get(pid);
    if (parts) whole.push(pesPacket(concat(parts), pid));
    open.delete(pid);
  };
  if (!layout) return whole;
  for (let at = layout.first; at + packetSize <= bytes.length; at += layout.step) {
    const packet = bytes.subarray(at, at + packetSize);
    const pid = u16(packet, 1) & 0x1fff;
    if (u8(packet, 0) !== 0x47 || !pids.includes(pid) || (u8(packet, 3) & 0x10) === 0) continue;
    const payload = packet.subarray(payloadAt(packet));
    if ((u8(packet, 1) & 0x40) !== 0) {
      close(pid);
      // A packet of a stream begins 00 00 01 and its number.
      if (u16(payload, 0) === 0 && u8(payload, 2) === 1) open.set(pid, [payload]);
    } else open.get(pid)?.push(payload);
  }
  for (const pid of pids) close(pid);
  return whole;
}

/** The table that begins in a packet, without its checksum. One that goes on elsewhere is cut off. */
function sectionIn(packet: Uint8Array): Uint8Array | null {
  const start = payloadAt(packet);
  const at = start + 1 + u8(packet, start);
  const length = u16(packet, at + 1) & 0xfff;
  return length > 4 ? packet.subarray(at, at + 3 + length - 4) : null;
}

/** Where the map of the first program is sent: number 0 is no program. */
function mapOf(section: Uint8Array): number | null {
  for (let at = 8; at + 4 <= section.length; at += 4) {
    if (u16(section, at) !== 0) return u16(section, at + 2) & 0x1fff;
  }
  return null;
}

function streamsOf(section: Uint8Array): readonly TransportStream[] {
  const streams: TransportStream[] = [];
  let at = 12 + (u16(section, 10) & 0xfff);
  while (at + 5 <= section.length) {
    const length = u16(section, at + 3) & 0xfff;
    const said = streamOf(u8(section, at), section.subarray(at + 5, at + 5 + length));
    streams.push({ pid: u16(section, at + 1) & 0x1fff, ...said });
    at += 5 + length;
  }
  return streams;
}

function streamOf(type: number, descriptors: Uint8Array): Omit<TransportStream, 'pid'> {
  if (video[type]) return { kind: 'video', codec: video[type] };
  if (audio[type]) return { kind: 'audio', codec: audio[type] };
  for (let at = 0; type === 6 && at + 2 <= descriptors.length; at += 2 + u8(descriptors, at + 1)) {
    const codec = described[u8(descriptors, at)];
    if (codec) return { kind: 'audio', codec };
  }
  if (type === 6 && find(descriptors, 'Opus') >= 0) return { kind: 'audio', codec: 'opus' };
  return { kind: 'other', codec: undefined };
}
