/** Opens the source of an enlargement: its rows, and what it says about itself. */
import type { AssetRow } from '#domain/asset.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { withUprightOrientation } from '#formats/metadata/exif.ts';
import { readMetadata, type PictureMetadata } from '#formats/metadata/files.ts';
import type { PictureFormat } from '#formats/media-formats.ts';
import type { PixelRows } from '#media/enlarge/rows.ts';
import { decodeImage } from '#media/image/decode.ts';
import type { DecodedImage } from '#media/image/pixels.ts';

export interface OpenPicture {
  readonly rows: PixelRows;
  /** EXIF, XMP and colour profile to carry over; the picture stands upright already. */
  readonly metadata: PictureMetadata;
  close(): void;
}

/** Decodes a picture, turned upright, colours as stored. */
export async function openPicture(file: File, asset: AssetRow): Promise<Result<OpenPicture>> {
  const format = pictureFormats.find((known) => known === asset.format);
  if (!format) {
    return fail({ code: 'unsupported', what: asset.format ?? asset.name, reason: 'not a picture' });
  }
  const decoded = await decodeImage(file, format);
  if (!decoded.ok) return decoded;
  const image = decoded.value;
  const { exif, xmp, icc, profileName } = await readMetadata(file, format);
  return ok({
    rows: rowsOfImage(image),
    metadata: {
      ...(exif && { exif: withUprightOrientation(exif) }),
      ...(xmp && { xmp }),
      ...(icc && { icc }),
      ...(profileName === undefined ? {} : { profileName }),
    },
    close: () => image.close(),
  });
}

const pictureFormats: readonly PictureFormat[] = [
  'png',
  'jpeg',
  'gif',
  'bmp',
  'tiff',
  'webp',
  'avif',
  'svg',
];

/** Rows of a decoded picture. A picture that could have transparency but has none counts as opaque. */
export function rowsOfImage(image: DecodedImage): PixelRows {
  const { width, height } = image;
  return {
    width,
    height,
    hasAlpha: image.hasAlpha && !isOpaque(image),
    rows: async (first, last) => ok(image.read(0, first, width, last - first + 1)),
  };
}

function isOpaque(image: DecodedImage): boolean {
  const { width, height } = image;
  for (let y = 0; y < height; y += 64) {
    const pixels = image.read(0, y, width, Math.min(64, height - y));
    for (let at = 3; at < pixels.length; at += 4) if (pixels[at] !== 255) return false;
  }
  return true;
}
