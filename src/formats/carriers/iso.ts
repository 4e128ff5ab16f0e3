/** MP4, MOV and M4A: XMP in a `uuid` box at the top (XMP part 3, 2.1.3; ISO/IEC 14496-12). */
import { ok } from '#domain/result.ts';

import { bytesOf, bytesOfU32, concat, isAt, latin1 } from '../bytes.ts';

import { boxHeads, type BoxHead } from '../heads/iso.ts';
import { bytesAt, reading, type Reading } from '../heads/reading.ts';
import { changed, zeros, type Change } from '../pieces.ts';

import { nextPacket, noRoom, textOf, wordsLimit, type Carrier } from './carrier.ts';

const xmpId = '\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac';
interface Box extends BoxHead {
  readonly isXmp: boolean;
}

/** Boxes that are large lie far apart. */
const window = 4096;

async function boxesOf(
  read: Reading,
  from = 0,
  to: number = read.size,
): Promise<readonly Box[] | null> {
  const heads = await boxHeads(read, from, to);
  if (!heads) return null;
  const boxes: Box[] = [];
  for (const head of heads) {
    const isXmp = head.type === 'uuid' && isAt(await read.at(head.body, 16), 0, xmpId);
    boxes.push({ ...head, isXmp });
  }
  return boxes;
}

/** A box of the same length that says nothing: what follows stays where it is. */
const emptied = (length: number): Blob =>
  length > 0xffff_ffff
    ? new Blob([
        concat([
          bytesOfU32(1),
          bytesOf('free'),
          bytesOfU32(Math.floor(length / 2 ** 32)),
          bytesOfU32(length % 2 ** 32),
        ]),
        zeros(length - 16),
      ])
    : new Blob([bytesOfU32(length), bytesOf('free'), zeros(length - 8)]);

const emptying = ({ start, end }: Box): Change => ({ start, end, by: emptied(end - start) });

async function packetOf(file: Blob, box: Box | undefined): Promise<Uint8Array | null | undefined> {
  if (!box) return undefined;
  return box.end - box.body > wordsLimit
    ? null
    : bytesAt(file, box.body + 16, box.end - box.body - 16);
}

/** Boxes in boxes that are gone into, and most of them that are looked at. */
const containers: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'udta']);
const deepest = 6;
const mostBoxes = 20_000;

/** A box, and the kind of the one that it lies in: "" at the top. */
interface Placed extends Box {
  readonly inside: string;
}

/** Tracks that are seen or heard; any other tells words or places along with the film. */
const shown = /^(vide|soun|hint|url |alis|dhlr|mhlr|auxv|pict)$/;

/** A box that cameras fill with what they like; one below a track may say how it is to be seen. */
const isWord = ({ isXmp, type, inside }: Placed): boolean =>
  isXmp || type === 'udta' || type === 'meta' || (type === 'uuid' && inside === '');

/** QuickTime's and 3GPP's words for a place; Apple's newer ones lie among all others in `meta`. */
const isPlace = ({ type }: Placed): boolean =>
  type === '\xa9xyz' || type === 'loci' || type === 'meta';

/** What has the times when a film, a track or its media was made, behind version and flags. */
const hasTimes = ({ type }: Placed): boolean => /^(mvhd|tkhd|mdhd)$/.test(type);

/**
 * The file with some boxes emptied; null where a box is damaged, or a track tells words or places
 * along with the film, as action cameras do.
 */
async function emptiedOf(
  file: Blob,
  isMeant: (box: Placed) => boolean,
  keepsTimes: boolean,
): Promise<Blob | null> {
  const read = reading(file, window);
  const changes: Change[] = [];
  let left = mostBoxes;

  const walk = async (from: number, to: number, inside: string, depth: number) => {
    const boxes =
      (await boxesOf(read, from, to)) ??
      // QuickTime may end this list with four bytes of 0.
      (inside === 'udta' ? await boxesOf(read, from, to - 4) : null);
    left -= boxes?.length ?? 0;
    if (!boxes || left < 0 || depth > deepest) return false;
    for (const found of boxes) {
      const box = { ...found, inside };
      const { type, body, end } = box;
      if (isMeant(box)) changes.push(emptying(box));
      else if (!keepsTimes && hasTimes(box)) {
        const length = (await read.at(body, 1))[0] === 1 ? 16 : 8;
        changes.push({ start: body + 4, end: body + 4 + length, by: zeros(length) });
      } else if (type === 'hdlr' && inside === 'mdia') {
        if (!shown.test(latin1(await read.at(body + 8, 4), 0, 4))) return false;
      } else if (containers.has(type) && !(await walk(body, end, type, depth + 1))) return false;
    }
    return true;
  };
  return (await walk(0, file.size, '', 0)) ? changed(file, changes) : null;
}

export const iso: Carrier = {
  async read(file) {
    const boxes = await boxesOf(reading(file, window));
    const box = boxes?.find(({ isXmp }) => isXmp);
    const xmp = textOf((await packetOf(file, box)) ?? undefined);
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    const boxes = await boxesOf(reading(file, window));
    const last = boxes?.at(-1);
    if (!boxes || !last) return noRoom('its boxes are cut off');
    if (last.isOpen && last.end - last.start > 0xffff_ffff) {
      return noRoom('its last box says no length');
    }
    const there = boxes.filter(({ isXmp }) => isXmp);
    const packet = nextPacket(payload, await packetOf(file, there[0]));
    if (!packet.ok) return packet;
    const data = packet.value;
    const by = concat([bytesOfU32(24 + data.length), bytesOf('uuid'), bytesOf(xmpId), data]);
    // The index of fragments is found from the end of the file and stays there.
    const end = last.type === 'mfra' ? last.start : file.size;
    if (!last.isOpen) return ok(changed(file, [...there.map(emptying), { start: end, end, by }]));
    if (there.length > 0) return noRoom('its last box says no length');
    const length = bytesOfU32(last.end - last.start);
    return ok(
      changed(file, [
        { start: last.start, end: last.start + 4, by: length },
        { start: file.size, end: file.size, by },
      ]),
    );
  },

  strip: (file) => emptiedOf(file, isWord, false),
  withoutPlace: (file) => emptiedOf(file, isPlace, true),
};
