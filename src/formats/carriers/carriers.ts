/** How each format carries a recipe; formats that are not listed take a file beside them instead. */
import type { MediaFormat } from '../media-formats.ts';

import { avif } from './avif.ts';
import type { Carrier } from './carrier.ts';
import { flac } from './flac.ts';
import { gif } from './gif.ts';
import { iso } from './iso.ts';
import { jpeg } from './jpeg.ts';
import { matroska } from './matroska.ts';
import { mp3 } from './mp3.ts';
import { ogg } from './ogg.ts';
import { png } from './png.ts';
import { wav, webp } from './riff.ts';

const carriers: Partial<Readonly<Record<MediaFormat, Carrier>>> = {
  png,
  jpeg,
  webp,
  avif,
  gif,
  mp4: iso,
  mov: iso,
  m4a: iso,
  wav,
  mp3,
  flac,
  ogg,
  mkv: matroska,
  webm: matroska,
};

/** The carrier of a format by its short name, where there is one. */
export const carrierOf = (format: string | null): Carrier | undefined =>
  format !== null && Object.hasOwn(carriers, format) ? carriers[format as MediaFormat] : undefined;
