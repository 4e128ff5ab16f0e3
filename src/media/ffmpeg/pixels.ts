/** What the pixels of a film hold, as ffmpeg says it of its input before it works on it. */

export interface Pixels {
  /** Bits a channel; 8 where nothing else is said. */
  readonly bits: number;
  readonly hasAlpha: boolean;
  readonly isHdr: boolean;
}

/** "Stream #0:0: Video: prores (4444) (ap4h / 0x68347061), yuva444p12le(tv, bt709), 320x240". */
const pixelFormat = /,\s((?:yuv|gbr|rgb|bgr|argb|abgr|gray|ya|pal|p\d|nv)[a-z\d]*)/;

/** Reads the lines of a run that says at least `info`; the first film of its inputs counts. */
export function pixelsOf(lines: readonly string[]): Pixels {
  const line = lines.find((said) => /Stream #0:\d+.*: Video: /.test(said)) ?? '';
  const format = pixelFormat.exec(line)?.[1] ?? '';
  const depth = /(?:p|^p0|gray|ya)(9|10|12|14|16)(?:le|be)?$/.exec(format)?.[1];
  const isWide = /^(rgb|bgr|rgba|bgra)(48|64)/.test(format);
  return {
    bits: isWide ? 16 : Number(depth ?? 8),
    hasAlpha: /^(yuva|gbrap|rgba|bgra|argb|abgr|ya)/.test(format),
    isHdr: /smpte2084|arib-std-b67/.test(line),
  };
}
