/** AVIF: XMP as an item of the kind `mime` (ISO/IEC 23008-12, annex A.3). Read whole: stills are small. */
import { ok } from '#domain/result.ts';

import { avifItem } from '../avif/facts.ts';
import { writeAvifBlocks } from '../avif/write.ts';
import { isoBoxAt } from '../avif/boxes.ts';
import { bytesOf, bytesOfU32, concat, u16, u32, u8 } from '../bytes.ts';

import { withoutPlace } from '../metadata/place.ts';

import { bytesAt } from '../heads/reading.ts';

import { nextPacket, noRoom, textOf, type Carrier } from './carrier.ts';

const wholeLimit = 256 * 1024 * 1024;

/** The place of an item in the file, out of the view on its bytes. */
const placeOf = (item: Uint8Array, bytes: Uint8Array): number => item.byteOffset - bytes.byteOffset;

/**
 * Where `iloc` tells the place and the length of an item: four bytes each, as we and libavif write
 * them (ISO/IEC 14496-12, 8.11.3); undefined where it is of another make.
 */
function extentOf(bytes: Uint8Array, item: Uint8Array): number | undefined {
  const box = isoBoxAt(bytes, ['meta', 'iloc']);
  if (!box || u8(bytes, box.body) > 1 || u8(bytes, box.body + 4) !== 0x44) return undefined;
  if (u8(bytes, box.body + 5) !== 0) return undefined;
  const step = u8(bytes, box.body) === 1 ? 16 : 14;
  for (let at = box.body + 8; at + step <= box.end; at += step) {
    const extent = at + step - 8;
    if (u16(bytes, extent - 2) !== 1) return undefined;
    if (u32(bytes, extent) === placeOf(item, bytes) && u32(bytes, extent + 4) === item.length) {
      return extent;
    }
  }
  return undefined;
}

/** Another packet in the place of the one that is there: at the end, the old one blank. */
function replaced(bytes: Uint8Array<ArrayBuffer>, there: Uint8Array, packet: Uint8Array) {
  const extent = extentOf(bytes, there);
  if (extent === undefined) return null;
  there.fill(32);
  bytes.set(bytesOfU32(bytes.length + 8), extent);
  bytes.set(bytesOfU32(packet.length), extent + 4);
  return concat([bytes, bytesOfU32(8 + packet.length), bytesOf('mdat'), packet]);
}

export const avif: Carrier = {
  async read(file) {
    if (file.size > wholeLimit) return {};
    const xmp = textOf(avifItem(await bytesAt(file, 0, file.size), 'mime'));
    return xmp === undefined ? {} : { xmp };
  },

  async write(file, payload) {
    if (file.size > wholeLimit) return noRoom('it is very large for an AVIF');
    const bytes = await bytesAt(file, 0, file.size);
    const there = avifItem(bytes, 'mime');
    const xmp = (existing: string | undefined) => payload.xmp(existing?.trimEnd());
    const packet = nextPacket({ ...payload, xmp }, there);
    if (!packet.ok) return packet;
    if (there) {
      const made = replaced(bytes, there, packet.value);
      if (!made) return noRoom('its list of items is of another make');
      return ok(new Blob([made], { type: file.type }));
    }
    const written = writeAvifBlocks(bytes, { xmp: packet.value });
    return written.ok ? ok(new Blob([written.value.bytes], { type: file.type })) : written;
  },

  async strip(file) {
    if (file.size > wholeLimit) return null;
    const bytes = await bytesAt(file, 0, file.size);
    const exif = avifItem(bytes, 'Exif');
    const xmp = avifItem(bytes, 'mime');
    if (!exif && !xmp) return file;
    // Items stay where they are and say nothing; which side is up stands in the picture's own boxes.
    xmp?.fill(32);
    exif?.fill(0);
    exif?.set(bytesOf('\0\0\0\0MM\0*\0\0\0\x08').subarray(0, exif.length));
    return new Blob([bytes], { type: file.type });
  },

  async withoutPlace(file) {
    if (file.size > wholeLimit) return null;
    const bytes = await bytesAt(file, 0, file.size);
    const item = avifItem(bytes, 'Exif');
    if (!item) return file;
    const head = 4 + u32(item, 0);
    // It says that its words begin behind their end.
    if (!(head <= item.length)) return null;
    item.set(withoutPlace(item.subarray(head)), head);
    return new Blob([bytes], { type: file.type });
  },
};
