/** The edited picture, strip by strip: what the task writes. */
import type { PixelSource } from '../image/pixels.ts';

import type { PictureEdits } from './edits.ts';
import { shaped } from './geometry.ts';
import { toned, toneOf } from './tone.ts';

/** All edits in their order (`edits.ts`); reads only what the strip that is asked for needs. */
export const edited = (source: PixelSource, edits: PictureEdits, hasAlpha: boolean): PixelSource =>
  toned(shaped(source, edits, hasAlpha), toneOf(edits));
