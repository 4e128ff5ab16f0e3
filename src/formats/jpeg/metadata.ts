/**
 * EXIF, XMP and ICC in JPEG: APP1 "Exif", APP1 with Adobe's name space, APP2 "ICC_PROFILE" in
 * numbered parts (ICC.1:2022, annex B.4). A block over 64 kB other than ICC has no place in JPEG.
 */
import { bytesOf, concat, isAt, u8 } from '../bytes.ts';
import type { PictureMetadata } from '../metadata/metadata.ts';

import { jpegSegments } from './segments.ts';

const exifName = 'Exif\0\0';
const xmpName = 'http://ns.adobe.com/xap/1.0/\0';
const iccName = 'ICC_PROFILE\0';
/** Most bytes of one segment behind its length field. */
const segmentLimit = 65533;
const iccPart = segmentLimit - iccName.length - 2;

/** The raw blocks of a JPEG; an ICC profile with a missing part is left out. */
export function readJpegBlocks(bytes: Uint8Array): PictureMetadata {
  let exif: Uint8Array | undefined;
  let xmp: Uint8Array | undefined;
  const parts: Uint8Array[] = [];
  let total = 0;
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker === 0xe1 && isAt(data, 0, exifName)) exif ??= data.subarray(exifName.length);
    else if (marker === 0xe1 && isAt(data, 0, xmpName)) xmp ??= data.subarray(xmpName.length);
    else if (marker === 0xe2 && isAt(data, 0, iccName)) {
      parts[u8(data, iccName.length)] = data.subarray(iccName.length + 2);
      total = u8(data, iccName.length + 1);
    }
  }
  const inOrder = Array.from({ length: total }, (_, index) => parts[index + 1]);
  const whole = inOrder.filter((part) => part !== undefined);
  const icc = total > 0 && whole.length === total ? concat(whole) : undefined;
  return { ...(exif && { exif }), ...(xmp && { xmp }), ...(icc && { icc }) };
}

const segment = (marker: number, name: string, data: Uint8Array): Uint8Array => {
  const length = 2 + name.length + data.length;
  return concat([Uint8Array.of(0xff, marker, length >> 8, length & 255), bytesOf(name), data]);
};

/** A JFIF segment (ITU-T T.871, 10.1) that states pixels per inch. */
function withDensity(jfif: Uint8Array, perInch: number): Uint8Array {
  const copy = new Uint8Array(jfif);
  // Marker 2, length 2, "JFIF\0" 5, version 2; then the unit (1: per inch) and both densities.
  const dots = Math.round(perInch);
  if (isAt(copy, 4, 'JFIF\0')) copy.set([1, dots >> 8, dots & 255, dots >> 8, dots & 255], 11);
  return copy;
}

/** A JPEG with the given blocks instead of its own, and the names of those that do not fit. */
export function writeJpegBlocks(
  bytes: Uint8Array,
  metadata: PictureMetadata,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly leftOut: readonly string[] } {
  const own: Uint8Array[] = [];
  const leftOut: string[] = [];
  for (const [label, name, block] of [
    ['EXIF', exifName, metadata.exif],
    ['XMP', xmpName, metadata.xmp],
  ] as const) {
    if (!block) continue;
    if (name.length + block.length > segmentLimit) leftOut.push(label);
    else own.push(segment(0xe1, name, block));
  }
  const { icc } = metadata;
  const total = icc ? Math.ceil(icc.length / iccPart) : 0;
  if (total > 255) leftOut.push('ICC');
  else if (icc) {
    for (let index = 0; index < total; index += 1) {
      const part = icc.subarray(index * iccPart, (index + 1) * iccPart);
      own.push(segment(0xe2, `${iccName}${String.fromCharCode(index + 1, total)}`, part));
    }
  }
  const head: Uint8Array[] = [bytes.subarray(0, 2)];
  let rest = 2;
  let placed = false;
  const place = (): void => {
    if (!placed) head.push(...own);
    placed = true;
  };
  for (const { marker, data, start, end } of jpegSegments(bytes)) {
    // JFIF wants to be the first segment.
    if (marker !== 0xe0) place();
    const isReplaced =
      (marker === 0xe1 && (isAt(data, 0, exifName) || isAt(data, 0, xmpName))) ||
      (marker === 0xe2 && isAt(data, 0, iccName));
    const { density } = metadata;
    const whole = bytes.subarray(start, end);
    if (!isReplaced) {
      head.push(marker === 0xe0 && density !== undefined ? withDensity(whole, density) : whole);
    }
    rest = end;
  }
  place();
  return { bytes: concat([...head, bytes.subarray(rest)]), leftOut };
}
