/**
 * How several pictures are seen alike: enlarged by the same factor around the same point. Both are
 * told relative to the picture, so that pictures of different sizes show the same part of the scene.
 */
export interface SharedView {
  /** 1: the whole picture fits; 2: twice as large. */
  readonly factor: number;
  /** The point in the middle of the pane: 0 to 1 across and down. */
  readonly x: number;
  readonly y: number;
}

export interface PaneSize {
  readonly width: number;
  readonly height: number;
}

export const wholeView: SharedView = { factor: 1, x: 0.5, y: 0.5 };
export const largestFactor = 48;

/** The size at which a picture just fits into a pane; small ones are enlarged, so that all compare. */
export function fittedSize(picture: PaneSize, pane: PaneSize): PaneSize {
  const scale = Math.min(pane.width / picture.width, pane.height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

/** Keeps the middle where no gap opens at an edge; what fits stands in the middle. */
const heldAt = (at: number, size: number, room: number): number => {
  if (size <= room) return 0.5;
  const margin = room / 2 / size;
  return Math.min(1 - margin, Math.max(margin, at));
};

/** The same view, held inside what this picture in this pane can show. */
export function heldView(view: SharedView, picture: PaneSize, pane: PaneSize): SharedView {
  const fit = fittedSize(picture, pane);
  const factor = Math.min(largestFactor, Math.max(1, view.factor));
  return {
    factor,
    x: heldAt(view.x, fit.width * factor, pane.width),
    y: heldAt(view.y, fit.height * factor, pane.height),
  };
}

/** Where a picture lies in its pane, CSS pixels. */
export function placeIn(
  view: SharedView,
  picture: PaneSize,
  pane: PaneSize,
): PaneSize & { readonly left: number; readonly top: number } {
  const { factor, x, y } = heldView(view, picture, pane);
  const fit = fittedSize(picture, pane);
  const [width, height] = [fit.width * factor, fit.height * factor];
  return { width, height, left: pane.width / 2 - x * width, top: pane.height / 2 - y * height };
}

/** Enlarges around a point of the pane, told from its middle in CSS pixels. */
export function enlargedBy(
  view: SharedView,
  by: number,
  at: { readonly x: number; readonly y: number },
  picture: PaneSize,
  pane: PaneSize,
): SharedView {
  const now = heldView(view, picture, pane);
  const fit = fittedSize(picture, pane);
  const factor = Math.min(largestFactor, Math.max(1, now.factor * by));
  const shift = (offset: number, size: number): number =>
    offset / (size * now.factor) - offset / (size * factor);
  return heldView(
    { factor, x: now.x + shift(at.x, fit.width), y: now.y + shift(at.y, fit.height) },
    picture,
    pane,
  );
}

/** Moves the picture by CSS pixels. */
export function movedBy(
  view: SharedView,
  x: number,
  y: number,
  picture: PaneSize,
  pane: PaneSize,
): SharedView {
  const now = heldView(view, picture, pane);
  const fit = fittedSize(picture, pane);
  return heldView(
    {
      factor: now.factor,
      x: now.x - x / (fit.width * now.factor),
      y: now.y - y / (fit.height * now.factor),
    },
    picture,
    pane,
  );
}

/** The factor at which one pixel of the picture is one pixel of the screen. */
export const actualFactor = (picture: PaneSize, pane: PaneSize, ratio: number): number =>
  Math.max(1, picture.width / (fittedSize(picture, pane).width * ratio));
