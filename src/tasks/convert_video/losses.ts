/** What a film that is encoded again has less than its source, as keys that the words know. */
import type { InputVideoTrack } from 'mediabunny';

import type { Readable } from '#media/timed/readable.ts';

/** Bits a channel by the name of a codec (RFC 6381): "vp09.02.10.10", "av01.0.04M.10", "avc1.6E0028". */
export function bitsOfCodec(codec: string): number {
  const [name = '', profile = '', , depth = ''] = codec.split('.');
  if (name === 'vp09' || name === 'av01') return Number.parseInt(depth, 10) || 8;
  if (name.startsWith('avc')) return profile.slice(0, 2).toUpperCase() === '6E' ? 10 : 8;
  return /^(hvc|hev)1$/.test(name) && profile === '2' ? 10 : 8;
}

/** Empty where nothing is lost. */
export async function lossesOf(
  { pixels }: Readable,
  video: InputVideoTrack,
): Promise<Readonly<Record<string, number | true>>> {
  const codec = (await video.getDecoderConfig())?.codec ?? '';
  const bits = pixels?.bits ?? bitsOfCodec(codec);
  const hasAlpha = pixels?.hasAlpha ?? (await video.canBeTransparent());
  const isHdr = pixels?.isHdr ?? (await video.hasHighDynamicRange());
  return {
    ...(bits > 8 ? { depth_reduced: bits } : {}),
    ...(hasAlpha ? { alpha_left_out: true } : {}),
    ...(isHdr ? { hdr_left_out: true } : {}),
  };
}
