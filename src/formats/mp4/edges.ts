/**
 * Where the sound of an MP4 begins and ends among its packets: its edit list (ISO/IEC 14496-12,
 * 8.6.6), and what iTunes wrote before there were any (`iTunSMPB`).
 */
import { isoBoxes, type IsoBox } from '../avif/boxes.ts';
import { i32, latin1, u16, u32, u64, u8 } from '../bytes.ts';

export interface Mp4Edges {
  /** Seconds that the edit list shows of the track; null where it has none, or one without an end. */
  readonly shown: number | null;
  /** The smallest step in which that is said, in seconds. */
  readonly step: number;
  /** Whether an edit leaves out what lies before the sound. */
  readonly isEdited: boolean;
  /** Samples before the sound and of the sound, as iTunes says them. */
  readonly itunes: { readonly lead: number; readonly frames: number } | null;
}

/** Edits of one track that are looked at. */
const mostEdits = 16;

/** Reads the contents of the box `moov`; null where it has no track of that number. */
export function mp4Edges(moov: Uint8Array, track: number): Mp4Edges | null {
  let timescale = 0;
  let found: IsoBox | null = null;
  for (const box of isoBoxes(moov)) {
    if (box.type === 'mvhd') timescale = u32(moov, box.body + (u8(moov, box.body) === 1 ? 20 : 12));
    if (box.type === 'trak' && numberOf(moov, box) === track) found = box;
  }
  if (!found) return null;
  const list = inside(moov, found, ['edts', 'elst']);
  const edits = list ? editsOf(moov, list) : [];
  const shown = edits.filter(({ from }) => from >= 0);
  const [only] = shown;
  const isOne = shown.length === 1 && only !== undefined && only.length > 0 && timescale > 0;
  return {
    shown: isOne ? only.length / timescale : null,
    step: timescale > 0 ? 1 / timescale : 1,
    isEdited: (only?.from ?? 0) > 0,
    itunes: itunesEdges(moov),
  };
}

function numberOf(moov: Uint8Array, trak: IsoBox): number {
  const head = inside(moov, trak, ['tkhd']);
  return head ? u32(moov, head.body + (u8(moov, head.body) === 1 ? 20 : 12)) : Number.NaN;
}

/** `from` is −1 for an empty edit; `length` in the movie's own steps. */
function editsOf(moov: Uint8Array, list: IsoBox): { length: number; from: number }[] {
  const isLong = u8(moov, list.body) === 1;
  const size = isLong ? 20 : 12;
  const count = Math.min(mostEdits, u32(moov, list.body + 4) || 0);
  return Array.from({ length: count }, (_, number) => {
    const at = list.body + 8 + number * size;
    if (at + size > list.end) return { length: 0, from: -1 };
    if (!isLong) return { length: u32(moov, at), from: i32(moov, at + 4) };
    return { length: u64(moov, at), from: i32(moov, at + 8) < 0 ? -1 : u64(moov, at + 8) };
  });
}

/** " 00000000 00000840 000001CA 00000000003F31F6 …": delay, padding and length in hexadecimal. */
function itunesEdges(moov: Uint8Array): Mp4Edges['itunes'] {
  const root: IsoBox = { type: '', start: 0, body: 0, end: moov.length };
  const list = inside(moov, root, ['udta', 'meta', 'ilst']);
  if (!list) return null;
  for (const item of isoBoxes(moov, list.body, list.end)) {
    if (item.type !== '----') continue;
    const name = inside(moov, item, ['name']);
    const data = inside(moov, item, ['data']);
    if (!name || !data) continue;
    if (latin1(moov, name.body + 4, name.end - name.body - 4) !== 'iTunSMPB') continue;
    const text = latin1(moov, data.body + 8, Math.min(200, data.end - data.body - 8));
    const [, lead, , frames] = text
      .trim()
      .split(/\s+/)
      .map((part) => Number.parseInt(part, 16));
    if (lead !== undefined && frames !== undefined && lead >= 0 && frames > 0) {
      return { lead, frames };
    }
  }
  return null;
}

/** The first box that a path leads to; `meta` of MP4 has four bytes before its boxes, that of QuickTime none. */
function inside(moov: Uint8Array, from: IsoBox, path: readonly string[]): IsoBox | null {
  let box = from;
  for (const name of path) {
    const isFull =
      box.type === 'meta' && u16(moov, box.body) === 0 && u16(moov, box.body + 2) === 0;
    let next: IsoBox | null = null;
    for (const one of isoBoxes(moov, box.body + (isFull ? 4 : 0), box.end)) {
      if (one.type === name) {
        next = one;
        break;
      }
    }
    if (!next) return null;
    box = next;
  }
  return box;
}
