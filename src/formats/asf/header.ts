/** What the header of an ASF says: File Properties, and the properties of each stream. */
import { i32, isAt, latin1, u16, u32, u64 } from '../bytes.ts';
import { waveCodec } from '../wave-codecs.ts';

import { guids, headerLength, isAsf, objectHead, objectsIn, type AsfObject } from './objects.ts';

export interface AsfVideo {
  readonly stream: number;
  readonly width: number;
  readonly height: number;
  readonly codec: string | undefined;
}

export interface AsfAudio {
  readonly codec: string | undefined;
  readonly channels: number;
  readonly rate: number;
}

/** Numbers are NaN where the file says none. */
export interface AsfHeader {
  readonly seconds: number;
  /** Bytes of every data packet. */
  readonly packet: number;
  readonly video: AsfVideo | null;
  readonly audio: AsfAudio | null;
  /** Average length of a frame in seconds, by stream. */
  readonly frames: ReadonlyMap<number, number>;
  /** How wide a pixel is as against its height, by stream; 0 stands for the whole file. */
  readonly pixels: ReadonlyMap<number, number>;
}

/** Names of the picture codecs as FFmpeg and everybody says them, by FourCC. */
const videoCodecs: Readonly<Record<string, string>> = {
  wmv1: 'wmv1',
  wmv2: 'wmv2',
  wmv3: 'wmv3',
  wmva: 'vc1',
  wvc1: 'vc1',
  wmvp: 'wmv3image',
  wvp2: 'vc1image',
  mss1: 'mss1',
  mss2: 'mss2',
  mpg4: 'msmpeg4v1',
  mp41: 'msmpeg4v1',
  mp42: 'msmpeg4v2',
  mp43: 'msmpeg4v3',
  div3: 'msmpeg4v3',
  mp4s: 'mpeg4',
  m4s2: 'mpeg4',
  mp4v: 'mpeg4',
  xvid: 'mpeg4',
  h264: 'h264',
  avc1: 'h264',
  dvsd: 'dvvideo',
  mjpg: 'mjpeg',
};

/** Entries of one Metadata object that are looked at. */
const mostEntries = 512;
/** Names and extension systems of one stream that are skipped at most. */
const mostNames = 128;

interface Found {
  seconds: number;
  packet: number;
  video: AsfVideo | null;
  audio: AsfAudio | null;
  readonly frames: Map<number, number>;
  readonly ratios: Map<number, { x?: number; y?: number }>;
}

/**
 * Reads the header of an ASF as far as it is there.
 *
 * @param head the first bytes of the file: the whole header (`headerLength`) for all facts
 */
export function asfHeader(head: Uint8Array): AsfHeader | null {
  if (!isAsf(head)) return null;
  const found: Found = {
    seconds: Number.NaN,
    packet: Number.NaN,
    video: null,
    audio: null,
    frames: new Map(),
    ratios: new Map(),
  };
  for (const object of objectsIn(head, 30, headerLength(head))) take(head, object, found);
  const pixels = new Map<number, number>();
  for (const [stream, { x = 0, y = 0 }] of found.ratios)
    if (x > 0 && y > 0) pixels.set(stream, x / y);
  return { ...found, pixels };
}

/** One object; those inside the Header Extension are no deeper than that. */
function take(bytes: Uint8Array, object: AsfObject, found: Found, isInner = false): void {
  const { start, end } = object;
  const is = (guid: string): boolean => isAt(bytes, start, guid);
  if (is(guids.fileProperties)) takeFile(bytes, start, found);
  else if (is(guids.streamProperties)) takeStream(bytes, start, end, found);
  else if (is(guids.extendedStreamProperties)) takeExtended(bytes, object, found);
  else if (is(guids.metadata)) takeMetadata(bytes, object, found);
  else if (is(guids.headerExtension) && !isInner) {
    for (const inner of objectsIn(bytes, start + 46, end)) take(bytes, inner, found, true);
  }
}

/** Play duration counts from the first packet that is sent, the preroll from then to the first frame. */
function takeFile(bytes: Uint8Array, start: number, found: Found): void {
  const isBroadcast = (u32(bytes, start + 88, true) & 1) === 1;
  const played = u64(bytes, start + 64, true) / 1e7 - u64(bytes, start + 80, true) / 1e3;
  if (!isBroadcast) found.seconds = played;
  const [least, most] = [u32(bytes, start + 92, true), u32(bytes, start + 96, true)];
  if (least === most) found.packet = least;
}

/** The first stream of each kind is the one that is played. */
function takeStream(bytes: Uint8Array, start: number, end: number, found: Found): void {
  const stream = u16(bytes, start + 72, true) & 0x7f;
  const at = start + 78;
  if (at > end) return;
  if (isAt(bytes, start + objectHead, guids.video)) {
    // Width and height of the window, two bytes, a byte, then a BITMAPINFOHEADER.
    const name = latin1(bytes, at + 27, 4).toLowerCase();
    found.video ??= {
      stream,
      width: i32(bytes, at + 15, true) || u32(bytes, at, true),
      height: Math.abs(i32(bytes, at + 19, true) || u32(bytes, at + 4, true)),
      codec: videoCodecs[name] ?? (/^[\w ]{4}$/.test(name) ? name.trim() : undefined),
    };
  } else if (isAt(bytes, start + objectHead, guids.audio)) {
    found.audio ??= {
      codec: waveCodec(bytes, at),
      channels: u16(bytes, at + 2, true),
      rate: u32(bytes, at + 4, true),
    };
  }
}

function takeExtended(bytes: Uint8Array, { start, end }: AsfObject, found: Found): void {
  const stream = u16(bytes, start + 72, true);
  const average = u64(bytes, start + 76, true) / 1e7;
  if (average > 0) found.frames.set(stream, average);
  const [names, systems] = [u16(bytes, start + 84, true), u16(bytes, start + 86, true)];
  let at = start + 88;
  for (let count = 0; count < Math.min(names, mostNames) && at < end; count += 1) {
    at += 4 + u16(bytes, at + 2, true);
  }
  for (let count = 0; count < Math.min(systems, mostNames) && at < end; count += 1) {
    at += 22 + u32(bytes, at + 18, true);
  }
  // A stream may be described in here instead of outside.
  if (at + objectHead < end && isAt(bytes, at, guids.streamProperties)) {
    takeStream(bytes, at, end, found);
  }
}

function takeMetadata(bytes: Uint8Array, { start, end }: AsfObject, found: Found): void {
  const entries = Math.min(u16(bytes, start + objectHead, true), mostEntries);
  let at = start + objectHead + 2;
  for (let count = 0; count < entries && at + 12 <= end; count += 1) {
    const nameLength = u16(bytes, at + 4, true);
    const value = at + 12 + nameLength;
    const name = latin1(bytes, at + 12, Math.min(nameLength, 64)).replaceAll('\0', '');
    if ((name === 'AspectRatioX' || name === 'AspectRatioY') && value + 4 <= end) {
      const stream = u16(bytes, at + 2, true) & 0x7f;
      const isShort = u16(bytes, at + 6, true) === 5;
      const said = isShort ? u16(bytes, value, true) : u32(bytes, value, true);
      const ratio = found.ratios.get(stream) ?? {};
      found.ratios.set(stream, { ...ratio, [name.endsWith('X') ? 'x' : 'y']: said });
    }
    at = value + u32(bytes, at + 8, true);
  }
}
