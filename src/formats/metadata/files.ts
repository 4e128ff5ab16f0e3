/** EXIF, XMP and ICC of picture files, read and written. */
import type { Result } from '#domain/result.ts';

import { avifFacts, avifItem } from '../avif/facts.ts';
import { writeAvifBlocks } from '../avif/write.ts';
import { u32 } from '../bytes.ts';
import { readJpegBlocks, writeJpegBlocks } from '../jpeg/metadata.ts';
import type { PictureFormat } from '../media-formats.ts';
import { readPngBlocks, writePngBlocks } from '../png/metadata.ts';
import { tiffBytes, tiffDirectory } from '../tiff/directory.ts';
import { readWebpBlocks, writeWebpBlocks } from '../webp/metadata.ts';

import { exifFacts, withResolution } from './exif.ts';
import { iccName } from './icc.ts';
import type { PictureMetadata } from './metadata.ts';

export type { PictureMetadata } from './metadata.ts';

/** Most bytes of a file that are searched for metadata. */
const searchLimit = 256 * 1024 * 1024;

function readTiffBlocks(bytes: Uint8Array): PictureMetadata {
  const directory = tiffDirectory(bytes);
  if (!directory) return {};
  const xmp = tiffBytes(bytes, directory, 700);
  const icc = tiffBytes(bytes, directory, 34675);
  return { ...(xmp && { xmp }), ...(icc && { icc }) };
}

function readAvifBlocks(bytes: Uint8Array): PictureMetadata {
  const item = avifItem(bytes, 'Exif');
  // The item begins with the distance to the TIFF header (ISO/IEC 23008-12, annex A.2.1).
  const exif = item?.subarray(4 + (u32(item, 0) || 0));
  const xmp = avifItem(bytes, 'mime');
  const icc = avifFacts(bytes)?.icc;
  return { ...(exif && { exif }), ...(xmp && { xmp }), ...(icc && { icc }) };
}

async function readBlocks(bytes: Uint8Array, format: PictureFormat): Promise<PictureMetadata> {
  switch (format) {
    case 'png':
      return readPngBlocks(bytes);
    case 'jpeg':
      return readJpegBlocks(bytes);
    case 'webp':
      return readWebpBlocks(bytes);
    case 'tiff':
      return readTiffBlocks(bytes);
    case 'avif':
      return readAvifBlocks(bytes);
    case 'gif':
    case 'bmp':
    case 'svg':
      return {};
  }
}

/**
 * Reads what a picture says about itself. Bytes of any kind give an answer: what is damaged is
 * left out. A TIFF has no EXIF block of its own, only the facts of its directory.
 */
export async function readMetadata(
  file: Uint8Array | Blob,
  format: PictureFormat,
): Promise<PictureMetadata> {
  const bytes =
    file instanceof Uint8Array
      ? file
      : new Uint8Array(await file.slice(0, searchLimit).arrayBuffer());
  const blocks = await readBlocks(bytes, format);
  const tags = format === 'tiff' ? bytes : blocks.exif;
  const profileName = blocks.icc && iccName(blocks.icc);
  const facts = tags ? exifFacts(tags) : {};
  // In AVIF the file's own turn counts and EXIF's orientation does not (AVIF 1.1, section 4.1).
  const orientation = format === 'avif' ? avifFacts(bytes)?.orientation : facts.orientation;
  const { takenAt, camera } = facts;
  return {
    ...blocks,
    ...(orientation === undefined ? {} : { orientation }),
    ...(takenAt === undefined ? {} : { takenAt }),
    ...(camera === undefined ? {} : { camera }),
    ...(profileName === undefined ? {} : { profileName }),
  };
}

export interface Written {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Blocks that the format has no room for: "EXIF", "XMP", "ICC". */
  readonly leftOut: readonly string[];
}

/** Puts metadata into an encoded picture in place of what it has; pixels are not touched. */
export async function writeMetadata(
  encoded: Uint8Array,
  format: PictureFormat,
  given: PictureMetadata,
): Promise<Result<Written>> {
  const { exif, density } = given;
  const metadata =
    exif && density !== undefined ? { ...given, exif: withResolution(exif, density) } : given;
  switch (format) {
    case 'png':
      return { ok: true, value: { bytes: await writePngBlocks(encoded, metadata), leftOut: [] } };
    case 'jpeg':
      return { ok: true, value: writeJpegBlocks(encoded, metadata) };
    case 'webp':
      return { ok: true, value: { bytes: writeWebpBlocks(encoded, metadata), leftOut: [] } };
    case 'avif':
      return writeAvifBlocks(encoded, metadata);
    case 'tiff':
    case 'gif':
    case 'bmp':
    case 'svg':
      return {
        ok: false,
        failure: {
          code: 'unsupported',
          what: `metadata in ${format}`,
          reason: 'this format is read, not written',
        },
      };
  }
}
