/** The few facts of an EXIF block that the library shows (CIPA DC-008, EXIF 2.32). */
import { bytesOf } from '../bytes.ts';
import { tiffDirectory, tiffNumber, tiffText, type TiffDirectory } from '../tiff/directory.ts';

const tags = {
  make: 0x010f,
  model: 0x0110,
  orientation: 0x0112,
  resolutionX: 0x011a,
  resolutionY: 0x011b,
  resolutionUnit: 0x0128,
  changed: 0x0132,
  exif: 0x8769,
  taken: 0x9003,
  digitized: 0x9004,
} as const;

export interface ExifFacts {
  readonly orientation?: number;
  readonly takenAt?: string;
  readonly camera?: string;
}

/** "2024:05:31 18:04:05" → "2024-05-31T18:04:05"; undefined for blanks, zeros and nonsense. */
const isoTime = (text: string | undefined): string | undefined => {
  const match = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(text ?? '');
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  return Number(year) > 0 && !Number.isNaN(Date.parse(`${iso}Z`)) ? iso : undefined;
};

/** A camera's name; ComfyUI keeps its graphs in these fields, which are no names. */
function cameraText(exif: Uint8Array, main: TiffDirectory, tag: number): string | undefined {
  const text = tiffText(exif, main, tag);
  return text && /^(prompt|workflow):\s*\{/i.test(text) ? undefined : text;
}

/** Reads an EXIF block (a TIFF structure) or the first directory of a TIFF file. */
export function exifFacts(exif: Uint8Array): ExifFacts {
  const main = tiffDirectory(exif);
  if (!main) return {};
  const place = tiffNumber(exif, main, tags.exif);
  const details = place === undefined ? undefined : tiffDirectory(exif, place);
  const orientation = tiffNumber(exif, main, tags.orientation);
  const takenAt =
    (details && isoTime(tiffText(exif, details, tags.taken))) ??
    (details && isoTime(tiffText(exif, details, tags.digitized))) ??
    isoTime(tiffText(exif, main, tags.changed));
  const make = cameraText(exif, main, tags.make);
  const model = cameraText(exif, main, tags.model);
  const camera = model?.toLowerCase().startsWith(make?.toLowerCase() ?? '')
    ? model
    : [make, model].filter((part) => part !== undefined).join(' ');
  return {
    ...(orientation !== undefined && orientation >= 1 && orientation <= 8 ? { orientation } : {}),
    ...(takenAt === undefined ? {} : { takenAt }),
    ...(camera ? { camera } : {}),
  };
}

/** A copy of an EXIF block whose orientation says 1, for pixels that were turned upright. */
export function withUprightOrientation(exif: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(exif);
  const main = tiffDirectory(copy);
  const entry = main?.entries.get(tags.orientation);
  if (!main || !entry || entry.type !== 3 || entry.at + 2 > copy.length) return copy;
  new DataView(copy.buffer).setUint16(entry.at, 1, main.little);
  return copy;
}

/**
 * A copy of an EXIF block whose resolution says this many pixels per inch; a block that says no
 * resolution stays as it is, for its size must not change.
 */
export function withResolution(exif: Uint8Array, perInch: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(exif);
  const main = tiffDirectory(copy);
  if (!main) return copy;
  const view = new DataView(copy.buffer);
  for (const tag of [tags.resolutionX, tags.resolutionY]) {
    const entry = main.entries.get(tag);
    if (entry?.type !== 5 || !(entry.at + 8 <= copy.length)) continue;
    view.setUint32(entry.at, Math.round(perInch), main.little);
    view.setUint32(entry.at + 4, 1, main.little);
  }
  const unit = main.entries.get(tags.resolutionUnit);
  if (unit?.type === 3 && unit.at + 2 <= copy.length) view.setUint16(unit.at, 2, main.little);
  return copy;
}

/** A small EXIF block that says nothing but an orientation. */
export const exifOfOrientation = (orientation: number): Uint8Array<ArrayBuffer> =>
  bytesOf(
    `MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0${String.fromCharCode(orientation)}\0\0\0\0\0\0`,
  );
