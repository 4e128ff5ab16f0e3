/** GIF: XMP in an application extension with a tail that steps over it (XMP part 3, 1.1.2). */
import { ok } from '#domain/result.ts';

import { bytesOf, concat, find, isAt } from '../bytes.ts';
import { gifBlocks } from '../gif/blocks.ts';
import { bytesAt } from '../heads/reading.ts';
import { changed } from '../pieces.ts';

import { nextPacket, noRoom, textOf, type Carrier } from './carrier.ts';

const wholeLimit = 256 * 1024 * 1024;
const mark = '\x0bXMP DataXMP';

/** Wherever a reader of sub-blocks lands in it, it comes to its end. */
const tail = concat([
  Uint8Array.of(1),
  Uint8Array.from({ length: 256 }, (_, at) => 255 - at),
  Uint8Array.of(0),
]);

interface Part {
  readonly start: number;
  readonly end: number;
  readonly isXmp: boolean;
  /** Neither drawn nor about how it is played or coloured. */
  readonly isWord: boolean;
}

/** Extensions that players need: how long frames stay, plain text that is drawn. */
const needed: ReadonlySet<number> = new Set([0xf9, 0x01]);
/** Applications of which players or colours hear. */
const applications = ['\x0bNETSCAPE2.0', '\x0bANIMEXTS1.0', '\x0bICCRGBG1012'];

/** Extensions, and where the trailer stands; null where the blocks break off. */
function partsOf(
  bytes: Uint8Array,
): { readonly parts: readonly Part[]; readonly end: number } | null {
  const parts: Part[] = [];
  for (const { kind, label, start, end } of gifBlocks(bytes)) {
    if (kind === 'trailer') return { parts, end: start };
    if (kind === 'picture') continue;
    const isKnown = label === 0xff && applications.some((one) => isAt(bytes, start + 2, one));
    const isXmp = label === 0xff && isAt(bytes, start + 2, mark);
    parts.push({ start, end, isXmp, isWord: !needed.has(label) && !isKnown });
  }
  return null;
}

function packetIn(bytes: Uint8Array, part: Part | undefined): Uint8Array | null | undefined {
  if (!part) return undefined;
  const from = part.start + 2 + mark.length;
  const end = find(bytes, '\x01\xff\xfe\xfd', from, part.end);
  return end === -1 ? null : bytes.subarray(from, end);
}

export const gif: Carrier = {
  async read(file) {
    if (file.size > wholeLimit) return {};
    const bytes = await bytesAt(file, 0, file.size);
    const part = partsOf(bytes)?.parts.find(({ isXmp }) => isXmp);
    const xmp = textOf(packetIn(bytes, part) ?? undefined);
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    if (file.size > wholeLimit) return noRoom('it is very large for a GIF');
    const bytes = await bytesAt(file, 0, file.size);
    const found = partsOf(bytes);
    if (!found) return noRoom('it is cut off');
    const there = found.parts.filter(({ isXmp }) => isXmp);
    const packet = nextPacket(payload, packetIn(bytes, there[0]));
    if (!packet.ok) return packet;
    const by = concat([bytesOf(`!\xff${mark}`), packet.value, tail]);
    return ok(changed(file, [...there, { start: found.end, end: found.end, by }]));
  },

  async strip(file) {
    if (file.size > wholeLimit) return null;
    const found = partsOf(await bytesAt(file, 0, file.size));
    // What hangs behind the trailer is no part of the picture.
    return (
      found &&
      changed(
        file,
        found.parts.filter(({ isWord }) => isWord),
        found.end + 1,
      )
    );
  },
};
