/** Which codec and how many bits a denoised film is written with. */
import { canEncodeVideo, Quality, type OutputFormat, type VideoCodec } from 'mediabunny';

/** In this order where the source's own cannot be written. */
const choices: readonly VideoCodec[] = ['avc', 'vp9', 'vp8', 'av1'];

/** The source's codec where it can be written at this size, else another; null: none can. */
export async function videoCodecFor(
  own: VideoCodec,
  container: OutputFormat,
  width: number,
  height: number,
): Promise<VideoCodec | null> {
  const held = container.getSupportedVideoCodecs();
  const isOdd = width % 2 === 1 || height % 2 === 1;
  for (const codec of new Set([own, ...choices])) {
    // H.264 knows even sizes only; the others take any.
    if (!held.includes(codec) || (isOdd && (codec === 'avc' || codec === 'hevc'))) continue;
    if (await canEncodeVideo(codec, { width, height })) return codec;
  }
  return null;
}

/**
 * Enough bits that the encoder does not put blocks where grain was: a tenth of a bit a pixel, but
 * neither far below nor far above what the source had, for grain itself costs most of it.
 */
export function bitrateFor(width: number, height: number, fps: number, source: number): Quality {
  const wished = width * height * Math.max(1, fps) * 0.1;
  const bitrate = Math.min(Math.max(wished, source * 0.6), Math.max(source * 1.5, 300_000));
  return new Quality({ bitrate: Math.round(bitrate) });
}
