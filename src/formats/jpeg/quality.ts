/**
 * The quality with which a JPEG was written, estimated from its luma table: encoders scale the
 * example table of ITU-T T.81, K.1 as the Independent JPEG Group does (`jpeg_quality_scaling`).
 */
import { jpegSegments } from './segments.ts';

/** Table K.1 in the zigzag order in which a file holds it. */
const exampleLuma = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37,
  29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
  95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
];

/** The first quantisation table of a file; undefined where there is none. */
function lumaTable(bytes: Uint8Array): readonly number[] | undefined {
  for (const { marker, data } of jpegSegments(bytes)) {
    if (marker !== 0xdb) continue;
    for (let at = 0; at < data.length;) {
      const head = data[at] ?? 0;
      const wide = head >> 4 === 1;
      const size = wide ? 128 : 64;
      if ((head & 15) === 0 && at + 1 + size <= data.length) {
        return Array.from({ length: 64 }, (_, index) =>
          wide
            ? (data[at + 1 + index * 2] ?? 0) * 256 + (data[at + 2 + index * 2] ?? 0)
            : (data[at + 1 + index] ?? 0),
        );
      }
      at += 1 + size;
    }
  }
  return undefined;
}

/** 1 to 100 as encoders count, or undefined where the file has no luma table. An estimate. */
export function jpegQuality(bytes: Uint8Array): number | undefined {
  const table = lumaTable(bytes);
  if (table === undefined) return undefined;
  // Steps of 1 and 255 are clipped by the encoder and tell little.
  let [sum, base] = [0, 0];
  for (const [at, step] of table.entries()) {
    if (step <= 1 || step >= 255) continue;
    sum += step;
    base += exampleLuma[at] ?? 0;
  }
  if (base === 0) return table.every((step) => step <= 1) ? 100 : 1;
  const scale = (sum / base) * 100;
  const quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
  return Math.min(100, Math.max(1, Math.round(quality)));
}
