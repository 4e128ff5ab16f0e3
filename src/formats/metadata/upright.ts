import { bytesOf, isAt, latin1 } from '../bytes.ts';

import { withUprightOrientation } from './exif.ts';
import type { PictureMetadata } from './metadata.ts';

/**
 * The metadata for a copy whose pixels were turned upright and are RGB now: EXIF and XMP say
 * orientation 1, a profile for grey or CMYK is left out, all else stays as it was.
 */
export function uprightMetadata(metadata: PictureMetadata): PictureMetadata {
  const { orientation, exif, xmp, icc, profileName, ...rest } = metadata;
  const isRgb = icc !== undefined && isAt(icc, 16, 'RGB ');
  return {
    ...rest,
    ...(orientation === undefined ? {} : { orientation: 1 }),
    ...(isRgb && { icc }),
    ...(isRgb && profileName !== undefined && { profileName }),
    ...(exif && { exif: withUprightOrientation(exif) }),
    ...(xmp && { xmp: uprightXmp(xmp) }),
  };
}

/** As Latin-1 every byte of the UTF-8 stays what it is; one digit is put in place of another. */
function uprightXmp(xmp: Uint8Array): Uint8Array {
  const text = latin1(xmp, 0, xmp.length);
  const upright = text.replace(
    /(tiff:Orientation(?:\s*=\s*["']|>)\s*)[2-8]/g,
    (_, before: string) => `${before}1`,
  );
  return upright === text ? xmp : bytesOf(upright);
}
