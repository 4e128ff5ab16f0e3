/** The cut as a screen shows it while strokes are drawn. */
import { pixelsInMemory } from '../image/pixels.ts';

import { cutOut } from './cut-out.ts';
import type { WorkPicture } from './grab-cut.ts';
import { matteOf } from './refine.ts';
import { findSubject, type Wishes } from './subject.ts';

/**
 * The subject of a small picture as RGBA of the same size; null when there is nothing to tell
 * apart. Pure: the same input gives the same bytes. 40,000 pixels take about 150 ms of one core.
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
