/** How large a picture is shown when all of it is to be seen. */
import type { PaneSize } from './shared-view.ts';

/** Pictures with no side longer than this (pixels) are specks at 100 %. */
const speck = 32;

/**
 * The scale at which the whole of a picture fits, never above 100 %; a speck is enlarged by a whole
 * number to at most half of the pane, so that its pixels can be seen and stay squares.
 */
export function fitScale(picture: PaneSize, pane: PaneSize): number {
  const fit = Math.min(pane.width / picture.width, pane.height / picture.height);
  if (fit <= 1) return fit;
  const longer = Math.max(picture.width, picture.height);
  if (longer > speck) return 1;
  return Math.max(1, Math.floor(Math.min(fit / 2, (speck * 5) / longer)));
}
