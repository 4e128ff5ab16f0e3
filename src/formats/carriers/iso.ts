/** MP4, MOV and M4A: XMP in a `uuid` box at the top (XMP part 3, 2.1.3; ISO/IEC 14496-12). */
import { ok } from '#domain/result.ts';

import { bytesOf, bytesOfU32, concat, isAt, latin1 } from '../bytes.ts';

import { boxHeads, type BoxHead } from '../heads/iso.ts';
import { bytesAt, reading, type Reading } from '../heads/reading.ts';
import { changed, type Change } from '../pieces.ts';

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
        new Uint8Array(length - 16),
      ])
    : new Blob([bytesOfU32(length), bytesOf('free'), new Uint8Array(length - 8)]);

const emptying = ({ start, end }: Box): Change => ({ start, end, by: emptied(end - start) });

async function packetOf(file: Blob, box: Box | undefined): Promise<Uint8Array | undefined> {
  if (!box || box.end - box.body > wordsLimit) return undefined;
  return bytesAt(file, box.body + 16, box.end - box.body - 16);
}

/** What a film says of itself lies in `udta` and `meta` of the film and of its tracks. */
async function wordBoxes(
  read: Reading,
  boxes: readonly Box[],
  isMeant: (box: Box) => boolean,
): Promise<readonly Box[]> {
  const found: Box[] = [];
  for (const box of boxes) {
    if (isMeant(box)) found.push(box);
    else if (['moov', 'trak', 'udta'].includes(box.type)) {
      found.push(
        ...(await wordBoxes(read, (await boxesOf(read, box.body, box.end)) ?? [], isMeant)),
      );
    }
  }
  return found;
}

/** Whether a track tells words or places along with the film, as action cameras do: `mdia.hdlr` says so. */
async function hasTimedWords(file: Blob, read: Reading, boxes: readonly Box[]): Promise<boolean> {
  for (const box of boxes) {
    if (box.type === 'hdlr') {
      const kind = latin1(await bytesAt(file, box.body + 8, 4), 0, 4);
      if (!/^(vide|soun|hint|url |alis|dhlr|mhlr|auxv|pict)$/.test(kind)) return true;
    } else if (['moov', 'trak', 'mdia'].includes(box.type)) {
      const inner = (await boxesOf(read, box.body, box.end)) ?? [];
      if (await hasTimedWords(file, read, inner)) return true;
    }
  }
  return false;
}

const isWord = ({ isXmp, type }: Box): boolean => isXmp || type === 'udta' || type === 'meta';
/** QuickTime's and 3GPP's words for a place; Apple's newer ones lie among all others in `meta`. */
const isPlace = ({ type }: Box): boolean =>
  type === '\xa9xyz' || type === 'loci' || type === 'meta';

export const iso: Carrier = {
  async read(file) {
    const boxes = await boxesOf(reading(file, window));
    const xmp = textOf(
      await packetOf(
        file,
        boxes?.find(({ isXmp }) => isXmp),
      ),
    );
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

  async strip(file) {
    const read = reading(file, window);
    const boxes = await boxesOf(read);
    if (boxes && (await hasTimedWords(file, read, boxes))) return null;
    const found = boxes ? await wordBoxes(read, boxes, isWord) : [];
    return changed(file, found.map(emptying));
  },

  async withoutPlace(file) {
    const read = reading(file, window);
    const boxes = await boxesOf(read);
    if (boxes && (await hasTimedWords(file, read, boxes))) return null;
    const found = boxes ? await wordBoxes(read, boxes, isPlace) : [];
    return changed(file, found.map(emptying));
  },
};
