/** An EXIF block as names and values for people (CIPA DC-008, tables 1 to 16); long ones are cut. */
import { latin1, u16, u32, u8 } from '../bytes.ts';
import {
  tiffDirectory,
  tiffNumber,
  type TiffDirectory,
  type TiffEntry,
} from '../tiff/directory.ts';

export interface ExifWord {
  /** `place`: where it was taken. */
  readonly of: 'picture' | 'place';
  readonly name: string;
  readonly value: string;
}

const pictureTags: Readonly<Record<number, string>> = {
  0x010e: 'ImageDescription',
  0x010f: 'Make',
  0x0110: 'Model',
  0x0112: 'Orientation',
  0x011a: 'XResolution',
  0x011b: 'YResolution',
  0x0131: 'Software',
  0x0132: 'DateTime',
  0x013b: 'Artist',
  0x013c: 'HostComputer',
  0x8298: 'Copyright',
  0x829a: 'ExposureTime',
  0x829d: 'FNumber',
  0x8827: 'ISO',
  0x9003: 'DateTimeOriginal',
  0x9004: 'DateTimeDigitized',
  0x9010: 'OffsetTime',
  0x920a: 'FocalLength',
  0x927c: 'MakerNote',
  0x9286: 'UserComment',
  0xa430: 'CameraOwnerName',
  0xa431: 'BodySerialNumber',
  0xa433: 'LensMake',
  0xa434: 'LensModel',
  0xa435: 'LensSerialNumber',
};

const placeTags: Readonly<Record<number, string>> = {
  1: 'GPSLatitudeRef',
  2: 'GPSLatitude',
  3: 'GPSLongitudeRef',
  4: 'GPSLongitude',
  5: 'GPSAltitudeRef',
  6: 'GPSAltitude',
  7: 'GPSTimeStamp',
  16: 'GPSImgDirectionRef',
  17: 'GPSImgDirection',
  27: 'GPSProcessingMethod',
  29: 'GPSDateStamp',
};

const longest = 2000;
const mostNumbers = 8;
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/** A value as text; what is no text and no number is told by its length. */
function valueOf(exif: Uint8Array, { type, count, at }: TiffEntry, little: boolean): string | null {
  if (!(at + (sizes[type] ?? 0) * count <= exif.length)) return null;
  if (type === 2)
    return latin1(exif, at, Math.min(count, longest))
      .replace(/\0[\s\S]*$/, '')
      .trim();
  if (type === 7 || type === 1) {
    const text = latin1(exif, at, Math.min(count, longest)).replaceAll('\0', '');
    const plain = /^[\x20-\x7e\s]*$/.test(text);
    return type === 1 && count <= 4
      ? [...exif.subarray(at, at + count)].join('.')
      : plain && text.trim() !== ''
        ? text.trim()
        : `${count} bytes`;
  }
  const numbers: string[] = [];
  for (let index = 0; index < Math.min(count, mostNumbers); index += 1) {
    const place = at + index * (sizes[type] ?? 0);
    if (type === 3) numbers.push(String(u16(exif, place, little)));
    else if (type === 4) numbers.push(String(u32(exif, place, little)));
    else if (type === 5 || type === 10) {
      const [over, under] = [u32(exif, place, little), u32(exif, place + 4, little)];
      numbers.push(
        under === 0
          ? '0'
          : under > over * 2 && over === 1
            ? `1/${under}`
            : String(Number((over / under).toFixed(6))),
      );
    } else return `${count} values`;
  }
  return numbers.join(', ');
}

function wordsOf(
  exif: Uint8Array,
  directory: TiffDirectory | undefined,
  names: Readonly<Record<number, string>>,
  of: ExifWord['of'],
): ExifWord[] {
  return [...(directory?.entries.values() ?? [])].flatMap((entry) => {
    const name = names[entry.tag];
    const value = name === undefined ? null : valueOf(exif, entry, directory?.little ?? false);
    return name === undefined || value === null || value === '' ? [] : [{ of, name, value }];
  });
}

/** What a block says, camera and place; any bytes give an answer. */
export function exifWords(exif: Uint8Array): readonly ExifWord[] {
  const main = tiffDirectory(exif);
  if (!main || !(u8(exif, 0) > 0)) return [];
  const below = (tag: number): TiffDirectory | undefined => {
    const place = tiffNumber(exif, main, tag);
    return place === undefined ? undefined : tiffDirectory(exif, place);
  };
  return [
    ...wordsOf(exif, main, pictureTags, 'picture'),
    ...wordsOf(exif, below(0x8769), pictureTags, 'picture'),
    ...wordsOf(exif, below(0x8825), placeTags, 'place'),
  ];
}
