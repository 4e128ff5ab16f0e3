/** MP4, MOV and M4A: XMP in a `uuid` box at the top (XMP part 3, 2.1.3; ISO/IEC 14496-12). */
import { ok } from '#domain/result.ts';

import { bytesOf, bytesOfU32, concat, isAt, latin1, u32, u64 } from '../bytes.ts';

import { bytesAt, noRoom, packetText, textOf, utf8, wordsLimit, type Carrier } from './carrier.ts';
import { headReader, type HeadReader } from './reader.ts';

const xmpId = '\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac';
const mostBoxes = 200_000;

interface Box {
  readonly type: string;
  readonly start: number;
  readonly body: number;
  readonly end: number;
  /** It says no length and reaches to the end of the file. */
  readonly open: boolean;
  readonly isXmp: boolean;
}

async function boxesOf(read: HeadReader, from: number, to: number): Promise<readonly Box[] | null> {
  const boxes: Box[] = [];
  for (let start = from; start + 8 <= to;) {
    const head = await read(start, 32);
    const told = u32(head, 0);
    const size = told === 1 ? u64(head, 8) : told === 0 ? to - start : told;
    const body = start + (told === 1 ? 16 : 8);
    const end = start + size;
    if (!(end >= body && end <= to) || boxes.length >= mostBoxes) return null;
    const type = latin1(head, 4, 4);
    const isXmp = type === 'uuid' && isAt(head, body - start, xmpId);
    boxes.push({ type, start, body, end, open: told === 0, isXmp });
    start = end;
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

/** The file with some boxes emptied, in order of their places. */
function without(file: Blob, boxes: readonly Box[], to = file.size): Blob[] {
  const parts: Blob[] = [];
  let from = 0;
  for (const { start, end } of boxes) {
    parts.push(file.slice(from, start), emptied(end - start));
    from = end;
  }
  return [...parts, file.slice(from, to)];
}

async function packetOf(file: Blob, box: Box | undefined): Promise<Uint8Array | undefined> {
  if (!box || box.end - box.body > wordsLimit) return undefined;
  return bytesAt(file, box.body + 16, box.end - box.body - 16);
}

/** What a film says of itself lies in `udta` and `meta` of the film and of its tracks. */
async function wordBoxes(
  read: HeadReader,
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
async function hasTimedWords(
  file: Blob,
  read: HeadReader,
  boxes: readonly Box[],
): Promise<boolean> {
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
    const boxes = await boxesOf(headReader(file), 0, file.size);
    const xmp = textOf(
      await packetOf(
        file,
        boxes?.find(({ isXmp }) => isXmp),
      ),
    );
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    const boxes = await boxesOf(headReader(file), 0, file.size);
    const last = boxes?.at(-1);
    if (!boxes || !last) return noRoom('its boxes are cut off');
    if (last.open && last.end - last.start > 0xffff_ffff) {
      return noRoom('its last box says no length');
    }
    const there = boxes.filter(({ isXmp }) => isXmp);
    const existing = packetText(await packetOf(file, there[0]));
    if (!existing.ok) return existing;
    const packet = payload.xmp(existing.value);
    if (!packet.ok) return packet;
    const data = utf8(packet.value);
    const box = new Blob([bytesOfU32(24 + data.length), bytesOf('uuid'), bytesOf(xmpId), data]);
    // The index of fragments is found from the end of the file and stays there.
    const end = last.type === 'mfra' ? last.start : file.size;
    const parts = without(file, there, end);
    if (!last.open) return ok(new Blob([...parts, box, file.slice(end)], { type: file.type }));
    const closed = new Blob([file.slice(0, last.start), bytesOfU32(last.end - last.start)]);
    return there.length > 0
      ? noRoom('its last box says no length')
      : ok(new Blob([closed, file.slice(last.start + 4), box], { type: file.type }));
  },

  async strip(file) {
    const read = headReader(file);
    const boxes = await boxesOf(read, 0, file.size);
    if (boxes && (await hasTimedWords(file, read, boxes))) return null;
    const found = boxes ? await wordBoxes(read, boxes, isWord) : [];
    return found.length === 0 ? file : new Blob(without(file, found), { type: file.type });
  },

  async withoutPlace(file) {
    const read = headReader(file);
    const boxes = await boxesOf(read, 0, file.size);
    if (boxes && (await hasTimedWords(file, read, boxes))) return null;
    const found = boxes ? await wordBoxes(read, boxes, isPlace) : [];
    return found.length === 0 ? file : new Blob(without(file, found), { type: file.type });
  },
};
