/** Output containers by the library's own names of formats. */
import {
  FlacOutputFormat,
  MkvOutputFormat,
  MovOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  OggOutputFormat,
  WavOutputFormat,
  WebMOutputFormat,
  type OutputFormat,
} from 'mediabunny';

import type { MediaFormat } from '#formats/media-formats.ts';

/** WAVE files beyond this many bytes need the 64-bit form. */
const largeWave = 4e9;

/** @param bytes what sound in a WAVE file will take */
export function containerOf(format: MediaFormat, bytes = 0): OutputFormat {
  if (format === 'wav') return new WavOutputFormat({ large: bytes > largeWave });
  if (format === 'flac') return new FlacOutputFormat();
  if (format === 'mp3') return new Mp3OutputFormat();
  if (format === 'ogg') return new OggOutputFormat();
  if (format === 'mov') return new MovOutputFormat({ fastStart: false });
  if (format === 'mkv') return new MkvOutputFormat();
  if (format === 'webm') return new WebMOutputFormat();
  return new Mp4OutputFormat({ fastStart: false });
}
