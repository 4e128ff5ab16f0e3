/** The cut as a screen shows it while strokes are drawn. */
import { pixelsInMemory } from '../image/pixels.ts';

import { cutOut } from './cut-out.ts';
import type { WorkPicture } from './grab-cut.ts';
import { matteOf } from './refine.ts';
import { findSubject, type Wishes } from './subject.ts';

/** Most pixels that a preview should be asked for, to be there within about 150 ms. */
export const previewPixels = 40_000;

/**
 * The subject of a small picture as RGBA of the same size; null when there is nothing to tell
 * apart. Pure: the same input gives the same bytes.
 */
export function previewCut(
  picture: WorkPicture,
  wishes: Wishes,
  feather = 0,
): Uint8ClampedArray<ArrayBuffer> | null {
  const found = findSubject(picture, wishes);
  if (!found) return null;
  const { width, height } = picture;
  const source = pixelsInMemory(new Uint8ClampedArray(picture.pixels), width, height);
  return cutOut(source, matteOf(picture, found.labels), feather).read(0, 0, width, height);
}
