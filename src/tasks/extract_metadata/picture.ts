/** Facts of a picture: its header and metadata first, then a decode that only makes the thumbnail. */
import type { VerifyOptions } from '#formats/c2pa/verify.ts';
import { readMade } from '#formats/generation/read.ts';
import { jpegQuality } from '#formats/jpeg/quality.ts';
import { isJpegWhole } from '#formats/jpeg/segments.ts';
import type { PictureFormat } from '#formats/media-formats.ts';
import { readMetadata } from '#formats/metadata/files.ts';
import { readPictureHeader } from '#formats/pictures/header.ts';
import { printOfCanvas } from '#media/image/print-file.ts';
import { isSideways } from '#media/image/pixels.ts';
import { thumbnailOfFile } from '#media/image/thumbnail.ts';

import { credentialsOf } from './credentials.ts';
import { reasonOf, type Reading } from './reading.ts';

/** Bytes of a picture file that are searched for facts. */
const searchLimit = 256 * 1024 * 1024;

/** @param head the file from its first byte on, as far as it was read */
export async function readPicture(
  file: Blob,
  format: PictureFormat,
  checking: VerifyOptions,
  head: Uint8Array<ArrayBuffer>,
): Promise<Reading> {
  const isThere = head.length >= Math.min(file.size, searchLimit);
  const bytes = isThere ? head : new Uint8Array(await file.slice(0, searchLimit).arrayBuffer());
  const unread: Record<string, string> = {};
  const header = readPictureHeader(bytes, format);
  const known = await readMetadata(bytes, format);
  const { orientation, takenAt, camera, profileName } = known;
  const credentials = await credentialsOf(file, format, checking, bytes);
  const claims = await readMade(bytes, format, { ...known, credentials });
  const details = {
    ...(orientation === undefined ? {} : { orientation }),
    ...(takenAt === undefined ? {} : { taken_at: takenAt }),
    ...(camera === undefined ? {} : { camera }),
    ...(profileName === undefined ? {} : { colour_profile: profileName }),
    ...(credentials === undefined ? {} : { content_credentials: credentials }),
  };
  if (!header.ok) {
    const reason = reasonOf(header.failure);
    unread['width'] = reason;
    unread['height'] = reason;
    unread['thumbnail'] = reason;
    return { facts: {}, metadata: details, unread, claims, ...(known.xmp && { xmp: known.xmp }) };
  }
  const { width, height, bitDepth, hasAlpha, frames, duration_s: duration } = header.value;
  const sideways = isSideways(orientation ?? 1);
  const quality = format === 'jpeg' ? jpegQuality(bytes) : undefined;
  const isCut = format === 'jpeg' && !isJpegWhole(bytes);
  if (isCut) unread['pixels'] = 'the file ends too early: the lower part is missing';

  const whole = bytes.length < file.size ? new Uint8Array(await file.arrayBuffer()) : bytes;
  const source = { bytes: whole, header: header.value, orientation: orientation ?? 1 };
  let print: string | null = null;
  const picture = await thumbnailOfFile(source, format, {
    partial: isCut,
    seen: (canvas) => {
      print = printOfCanvas(canvas);
    },
  });
  if (!picture.ok) unread['thumbnail'] = reasonOf(picture.failure);
  return {
    facts: {
      width: sideways ? height : width,
      height: sideways ? width : height,
      codec: format,
      ...(duration === undefined ? {} : { duration_s: duration }),
    },
    metadata: {
      ...details,
      ...(bitDepth === undefined ? {} : { bit_depth: bitDepth }),
      ...(hasAlpha === undefined ? {} : { has_alpha: hasAlpha }),
      ...(frames === undefined ? {} : { frames }),
      ...(quality === undefined ? {} : { jpeg_quality: quality }),
    },
    unread,
    claims,
    ...(known.xmp && { xmp: known.xmp }),
    ...(picture.ok && { picture: picture.value }),
    ...(print !== null && { print }),
  };
}
