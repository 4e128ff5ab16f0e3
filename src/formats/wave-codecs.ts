/** Codecs by the format tag of a WAVEFORMATEX, which AVI and ASF have in common (RFC 2361, mmreg.h). */
import { u16 } from './bytes.ts';

const codecs: Readonly<Record<number, string>> = {
  1: 'pcm',
  2: 'adpcm',
  3: 'pcm-f32',
  6: 'alaw',
  7: 'ulaw',
  0x0a: 'wmavoice',
  0x11: 'adpcm',
  0x50: 'mp2',
  0x55: 'mp3',
  0xff: 'aac',
  0x160: 'wmav1',
  0x161: 'wmav2',
  0x162: 'wmapro',
  0x163: 'wmalossless',
  0x1600: 'aac',
  0x2000: 'ac3',
};

/** Says that the tag stands in a GUID further behind, whose first two bytes it is. */
const extensible = 0xfffe;

/** The codec of a WAVEFORMATEX that begins at an offset; undefined when it is none of these. */
export const waveCodec = (bytes: Uint8Array, at = 0): string | undefined => {
  const tag = u16(bytes, at, true);
  return codecs[tag === extensible ? u16(bytes, at + 24, true) : tag];
};
