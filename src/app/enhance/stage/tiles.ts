/** Which tiles of which level a stage needs. */
import { type Affine, inverse, mapped, type Rectangle, type Size } from '#media/edit/frame.ts';

import { type Rect, type TilePlace, tileSide } from './messages.ts';

/** The level whose pixels come nearest to the screen's, at most a fifth too large. */
export function levelFor(devicePixelsPerPixel: number, levels: number): number {
  const exact = Math.log2(1 / devicePixelsPerPixel);
  return Math.min(levels - 1, Math.max(0, Math.floor(exact + 0.25)));
}

/** The box in the picture that holds a rectangle of the screen, cut at the picture's edges. */
export function inSight(screen: Rect, matrix: Affine, picture: Size): Rectangle | null {
  const back = inverse(matrix);
  const corners = [
    { x: screen.x, y: screen.y },
    { x: screen.x + screen.width, y: screen.y },
    { x: screen.x, y: screen.y + screen.height },
    { x: screen.x + screen.width, y: screen.y + screen.height },
  ].map((corner) => mapped(back, corner));
  const x = Math.max(0, Math.min(...corners.map((corner) => corner.x)));
  const y = Math.max(0, Math.min(...corners.map((corner) => corner.y)));
  const right = Math.min(picture.width, Math.max(...corners.map((corner) => corner.x)));
  const bottom = Math.min(picture.height, Math.max(...corners.map((corner) => corner.y)));
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : null;
}

/** The tiles of a level that hold this part of the picture, from its middle outwards. */
export function tilesOf(part: Rectangle, level: number): readonly TilePlace[] {
  const side = tileSide * 2 ** level;
  const [left, top] = [Math.floor(part.x / side), Math.floor(part.y / side)];
  const right = Math.max(left, Math.ceil((part.x + part.width) / side) - 1);
  const bottom = Math.max(top, Math.ceil((part.y + part.height) / side) - 1);
  const places: TilePlace[] = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) places.push({ level, column, row });
  }
  const [x, y] = [(part.x + part.width / 2) / side - 0.5, (part.y + part.height / 2) / side - 0.5];
  const far = (tile: TilePlace): number => Math.hypot(tile.column - x, tile.row - y);
  return places.toSorted((one, other) => far(one) - far(other));
}

/** Where a tile lies in the picture, pixels of the picture; the one pixel around it left out. */
export function placeOf({ level, column, row }: TilePlace, picture: Size): Rectangle {
  const side = tileSide * 2 ** level;
  const [x, y] = [column * side, row * side];
  return {
    x,
    y,
    width: Math.min(side, picture.width - x),
    height: Math.min(side, picture.height - y),
  };
}
