/**
 * Tells what a file is by its first bytes. The name only flags a false ending and decides the two
 * cases that bytes at the start leave open (sound in an MP4 whose index lies at the end, and in a
 * Windows Media file with a very long header).
 * Signatures: the specifications of each format; all places are checked against the length.
 */
import type { MediaKind } from '#domain/asset.ts';
import type { Failure } from '#domain/failure.ts';

import { asfHasPicture } from './asf/facts.ts';
import { isAsf } from './asf/objects.ts';
import { find, isAt, latin1, u16, u32, u8 } from './bytes.ts';
import { extensionOf, mimeOf, misnamedAs, type MediaFormat } from './media-formats.ts';
import { transportHasPicture } from './mpeg/facts.ts';
import { isProgramStream } from './mpeg/program.ts';
import { isTransportStream } from './mpeg/transport.ts';
import { svgRootIn } from './svg/prolog.ts';

export type Sniffed =
  | {
      readonly ok: true;
      readonly kind: MediaKind;
      readonly format: MediaFormat;
      readonly mime: string;
      /** The ending of the name, when it claims another format than the bytes. */
      readonly misnamed_as?: string;
    }
  | { readonly ok: false; readonly failure: Failure };

type Found = { readonly kind: MediaKind; readonly format: MediaFormat };

const picture = (format: MediaFormat): Found => ({ kind: 'image', format });
const sound = (format: MediaFormat): Found => ({ kind: 'audio', format });
const video = (format: MediaFormat): Found => ({ kind: 'video', format });

const refuse = (what: string, reason: string): Sniffed => ({
  ok: false,
  failure: { code: 'unsupported', what, reason },
});

/**
 * Judges a file by its bytes.
 *
 * @param head the first 4096 bytes or more, or the whole of a shorter file
 * @param name the file's name, for its ending
 */
export function sniff(head: Uint8Array, name: string): Sniffed {
  if (head.length === 0) {
    return { ok: false, failure: { code: 'corrupt', what: name, reason: 'the file is empty' } };
  }
  const found =
    pictureIn(head) ?? riffIn(head) ?? transportIn(head) ?? soundIn(head) ?? videoIn(head, name);
  if (found) {
    const misnamed = misnamedAs(name, found.format);
    return {
      ok: true,
      ...found,
      mime: mimeOf(found.format, found.kind),
      ...(misnamed === undefined ? {} : { misnamed_as: misnamed }),
    };
  }
  const known = foreignIn(head);
  if (known) return refuse(known, `${known} files cannot be imported`);
  return isText(head)
    ? refuse('this file', 'it holds text; make a new text in the library and paste it in')
    : refuse('this file', 'its bytes are no picture, sound or video that is known here');
}

const bitmapHeaders: readonly number[] = [12, 16, 40, 52, 56, 64, 108, 124];

function pictureIn(head: Uint8Array): Found | undefined {
  if (isAt(head, 0, '\x89PNG\r\n\x1a\n')) return picture('png');
  if (isAt(head, 0, '\xff\xd8\xff')) return picture('jpeg');
  if (isAt(head, 0, 'GIF87a') || isAt(head, 0, 'GIF89a')) return picture('gif');
  if (isAt(head, 0, 'BM') && bitmapHeaders.includes(u32(head, 14, true))) return picture('bmp');
  if (/^(II[*+]\0|MM\0[*+])$/.test(latin1(head, 0, 4))) return picture('tiff');
  return svgRootIn(head) ? picture('svg') : undefined;
}

function riffIn(head: Uint8Array): Found | undefined {
  if (!/^(RIFF|RF64|BW64)$/.test(latin1(head, 0, 4))) return undefined;
  if (isAt(head, 8, 'WEBP')) return picture('webp');
  if (isAt(head, 8, 'WAVE')) return sound('wav');
  return isAt(head, 8, 'AVI ') ? video('avi') : undefined;
}

/** Where the sound begins behind any ID3v2 tags (id3.org, ID3v2.4 section 3.1). */
export function afterId3(head: Uint8Array): number {
  let at = 0;
  while (isAt(head, at, 'ID3') && u8(head, at + 3) < 0xff) {
    const size = [6, 7, 8, 9].reduce((sum, byte) => sum * 128 + (u8(head, at + byte) & 0x7f), 0);
    const footer = u8(head, at + 5) & 0x10 ? 10 : 0;
    at += 10 + size + footer;
  }
  return at;
}

/** Layer III frame header: sync, no reserved version, bit rate or sampling rate. */
const isMp3Frame = (head: Uint8Array, at: number): boolean =>
  u8(head, at) === 0xff &&
  (u8(head, at + 1) & 0xe6) === 0xe2 &&
  (u8(head, at + 1) & 0x18) !== 0x08 &&
  (u8(head, at + 2) & 0xf0) !== 0xf0 &&
  (u8(head, at + 2) & 0x0c) !== 0x0c;

/** ADTS frame header: sync of twelve bits, layer 0, a sampling rate that exists. */
const isAdtsFrame = (head: Uint8Array, at: number): boolean =>
  (u16(head, at) & 0xfff6) === 0xfff0 && ((u8(head, at + 2) >> 2) & 0x0f) < 13;

function soundIn(head: Uint8Array): Found | undefined {
  const start = afterId3(head);
  if (isAt(head, start, 'fLaC')) return sound('flac');
  if (isAt(head, 0, 'OggS')) return find(head, '\x80theora') === -1 ? sound('ogg') : video('ogg');
  if (isMp3Frame(head, start)) return sound('mp3');
  if (isAdtsFrame(head, start)) return sound('aac');
  // A large cover picture pushes the first frame out of sight; nearly all such files are MP3.
  return start >= head.length && start > 10 ? sound('mp3') : undefined;
}

/** Before sound: a time that stands before the first packet may look like a frame of it. */
function transportIn(head: Uint8Array): Found | undefined {
  if (!isTransportStream(head)) return undefined;
  return transportHasPicture(head) ? video('ts') : sound('ts');
}

function asfIn(head: Uint8Array, name: string): Found {
  return (asfHasPicture(head) ?? extensionOf(name) !== 'wma') ? video('wmv') : sound('wma');
}

function videoIn(head: Uint8Array, name: string): Found | undefined {
  if (isAt(head, 0, 'FLV\x01')) return video('flv');
  if (isAsf(head)) return asfIn(head, name);
  if (isProgramStream(head)) return video('mpeg');
  if (u32(head, 0) === 0x1a45dfa3) return ebmlIn(head);
  if (isAt(head, 4, 'ftyp')) return isoIn(head, name);
  // QuickTime files older than the ftyp box begin with any of these.
  return /^(moov|mdat|wide|pnot)$/.test(latin1(head, 4, 4)) ? video('mov') : undefined;
}

function ebmlIn(head: Uint8Array): Found | undefined {
  const start = head.subarray(0, 64);
  const format = find(start, 'webm') >= 0 ? 'webm' : find(start, 'matroska') >= 0 ? 'mkv' : null;
  if (!format) return undefined;
  // CodecID (0x86) with a one-byte length: "V_…" for a video track, "A_…" for a sound track.
  const codecs = latin1(head, 0, head.length).match(/\x86[\x81-\xff][AV]_/g) ?? [];
  const onlySound = codecs.length > 0 && codecs.every((codec) => codec.endsWith('A_'));
  return onlySound ? sound(format) : video(format);
}

/** Brands of an ISO base media file: the major one, then the compatible ones. */
const brandsIn = (head: Uint8Array): readonly string[] => {
  const end = Math.min(u32(head, 0), head.length, 512);
  const brands = [latin1(head, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(latin1(head, at, 4));
  return brands;
};

function isoIn(head: Uint8Array, name: string): Found | undefined {
  const brands = brandsIn(head);
  const major = brands[0] ?? '';
  if (isPictureBrand(major)) {
    return brands.some((brand) => brand === 'avif' || brand === 'avis')
      ? picture('avif')
      : undefined;
  }
  if (/^(M4A |M4B |M4P )$/.test(major)) return sound('m4a');
  if (major === 'qt  ') return video('mov');
  if (/^(crx |jxl |jp2 |jpx )$/.test(major)) return undefined;
  const hasSound = find(head, 'soun') > 0;
  const hasVideo = find(head, 'vide') > 0;
  const namedSound = /^(m4a|m4b|m4p)$/.test(extensionOf(name));
  return !hasVideo && (namedSound || (hasSound && isIndexWhole(head)))
    ? sound('m4a')
    : video('mp4');
}

const isPictureBrand = (brand: string): boolean =>
  /^(avif|avis|mif1|msf1|miaf|heic|heix|heim|heis|hevc|hevx|hevm|hevs)$/.test(brand);

/** Whether the `moov` box lies in the head entirely, so that no later track is overlooked. */
const isIndexWhole = (head: Uint8Array): boolean => {
  const at = find(head, 'moov');
  return at >= 4 && at - 4 + u32(head, at - 4) <= head.length;
};

const signatures: readonly (readonly [string, number, string])[] = [
  ['\xff\x0a', 0, 'JPEG XL'],
  ['\0\0\0\x0cJXL ', 0, 'JPEG XL'],
  ['\0\0\0\x0cjP  ', 0, 'JPEG 2000'],
  ['8BPS', 0, 'Photoshop'],
  ['%PDF', 0, 'PDF'],
  ['PK\x03\x04', 0, 'ZIP'],
  ['\0\0\x01\0', 0, 'Icon'],
  ['FORM', 0, 'AIFF'],
  ['caff', 0, 'Core Audio'],
  ['MThd', 0, 'MIDI'],
  ['#!AMR', 0, 'AMR'],
  ['\0\0\x01\xb3', 0, 'MPEG video'],
  ['ftypcrx ', 4, 'Canon raw'],
];

/** Formats that are recognised in order to be refused by their name. */
function foreignIn(head: Uint8Array): string | undefined {
  if (isAt(head, 4, 'ftyp') && isPictureBrand(latin1(head, 8, 4))) return 'HEIC';
  if (/^\xff[\xf2-\xf7\xfa-\xff]/.test(latin1(head, 0, 2)) && u8(head, 0) === 0xff) {
    return u16(head, 0) === 0xfffe ? undefined : 'MPEG audio layer I or II';
  }
  return signatures.find(([text, at]) => isAt(head, at, text))?.[2];
}

/** Whether bytes are text in UTF-8, without the control signs that no text has. */
function isText(head: Uint8Array): boolean {
  const escape = 27;
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== escape))) return false;
  try {
    // Of a longer file the last sign may be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
