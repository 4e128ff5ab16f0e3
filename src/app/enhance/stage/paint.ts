/** Draws what is in sight of a picture from its tiles. Nothing here computes a pixel. */
import { type Affine, mapped, type Rectangle, type Size } from '#media/edit/frame.ts';

import { tileSide } from './messages.ts';
import { inSight, levelFor, placeOf, tilesOf } from './tiles.ts';
import type { TileStore } from './tile-store.ts';

/** A picture made small that stands for it until the first tiles are there. */
export type SmallPicture = HTMLImageElement | ImageBitmap;

export interface Painting {
  readonly picture: Size;
  readonly levels: number;
  readonly hasAlpha: boolean;
  /** Picture → device pixels of the canvas. */
  readonly matrix: Affine;
  /** What may be painted on, device pixels. */
  readonly clip: Rectangle;
  readonly tone: number;
  readonly small: SmallPicture | null;
  /** Squares behind transparency. */
  readonly ground: CanvasPattern | string;
}

/** From so many device pixels for one of the picture on, its pixels are shown as squares. */
const squaresFrom = 3;

const isUpright = ({ a, b, c, d }: Affine): boolean =>
  (Math.abs(b) < 1e-9 && Math.abs(c) < 1e-9) || (Math.abs(a) < 1e-9 && Math.abs(d) < 1e-9);

/** The matrix that puts this part of the picture on whole device pixels, so that no seam shows. */
function snapped(matrix: Affine, part: Rectangle): Affine {
  const from = mapped(matrix, part);
  const to = mapped(matrix, { x: part.x + part.width, y: part.y + part.height });
  const [x0, y0] = [Math.round(from.x), Math.round(from.y)];
  const [x1, y1] = [Math.round(to.x), Math.round(to.y)];
  if (Math.abs(matrix.b) < 1e-9) {
    const [a, d] = [(x1 - x0) / part.width, (y1 - y0) / part.height];
    return { a, b: 0, c: 0, d, e: x0 - a * part.x, f: y0 - d * part.y };
  }
  const [c, b] = [(x1 - x0) / part.height, (y1 - y0) / part.width];
  return { a: 0, b, c, d: 0, e: x0 - c * part.y, f: y0 - b * part.x };
}

function drawTile(
  context: CanvasRenderingContext2D,
  bitmap: ImageBitmap,
  { matrix, picture }: Painting,
  at: { readonly level: number; readonly column: number; readonly row: number },
): void {
  const part = placeOf(at, picture);
  const by = 2 ** at.level;
  const upright = isUpright(matrix);
  const { a, b, c, d, e, f } = upright ? snapped(matrix, part) : matrix;
  context.setTransform(a, b, c, d, e, f);
  // The one pixel around it is drawn where edges are soft: the neighbour lies under it.
  const [left, top] = [at.column > 0 ? 1 : 0, at.row > 0 ? 1 : 0];
  if (upright) {
    const [w, h] = [
      Math.min(tileSide, bitmap.width - left),
      Math.min(tileSide, bitmap.height - top),
    ];
    context.drawImage(bitmap, left, top, w, h, part.x, part.y, part.width, part.height);
  } else {
    context.drawImage(
      bitmap,
      part.x - left * by,
      part.y - top * by,
      bitmap.width * by,
      bitmap.height * by,
    );
  }
}

/** Draws one picture in one tone; whether every tile of the right level was there. */
export function paint(
  context: CanvasRenderingContext2D,
  painting: Painting,
  store: TileStore,
): boolean {
  const { matrix, picture, clip, tone, levels } = painting;
  const part = inSight(clip, matrix, picture);
  if (!part) return true;
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.beginPath();
  context.rect(clip.x, clip.y, clip.width, clip.height);
  context.clip();
  const scale = Math.hypot(matrix.a, matrix.b);
  if (painting.hasAlpha) {
    const { a, b, c, d, e, f } = matrix;
    context.fillStyle = painting.ground;
    context.setTransform(a, b, c, d, e, f);
    context.beginPath();
    context.rect(0, 0, picture.width, picture.height);
    // The squares keep to the screen, whatever lies on them.
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fill();
  }
  context.imageSmoothingEnabled = scale < squaresFrom;
  context.imageSmoothingQuality = 'low';
  const level = levelFor(scale, levels);
  const tiles = tilesOf(part, level);
  const isWhole = tiles.every((place) => store.has(place, tone));
  if (!isWhole) {
    if (painting.small) {
      const { a, b, c, d, e, f } = matrix;
      context.setTransform(a, b, c, d, e, f);
      context.drawImage(painting.small, 0, 0, picture.width, picture.height);
    }
    // Coarser tiles stand for those that are still to come.
    for (let coarser = levels - 1; coarser > level; coarser -= 1) {
      for (const place of tilesOf(part, coarser)) {
        const bitmap = store.get(place, tone);
        if (bitmap) drawTile(context, bitmap, painting, place);
      }
    }
  }
  for (const place of tiles) {
    const bitmap = store.get(place, tone);
    if (bitmap) drawTile(context, bitmap, painting, place);
  }
  context.restore();
  return isWhole;
}
