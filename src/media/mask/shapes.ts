/**
 * Rectangles, ellipses and lassos as masks, with smooth edges. Every pixel row is cut into eight
 * lines; on each line the covered stretches are exact, so that an upright edge is exact and any
 * other is wrong by at most a sixteenth. Stretches lie between crossings by the even-odd rule.
 */
import { settled } from './edit.ts';
import {
  emptyMask,
  fullTile,
  columnsOf,
  rowsOf,
  tileBytes,
  tileSide,
  type Mask,
  type Tile,
} from './mask.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Lines that a row of pixels is cut into. */
const lines = 8;

/** A closed figure: where a horizontal line at `y` crosses it, in order. */
interface Figure {
  readonly top: number;
  readonly bottom: number;
  crossings(y: number): readonly number[];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A figure as a mask of a picture of this size; what lies outside the picture is left out. */
function maskOf(figure: Figure, { width, height }: Size): Mask {
  const empty = emptyMask(width, height);
  const tiles: (Tile | null)[] = [...empty.tiles];
  const columns = columnsOf(empty);
  for (let tileRow = 0; tileRow < rowsOf(empty); tileRow += 1) {
    const top = tileRow * tileSide;
    if (figure.bottom <= top || figure.top >= top + tileSide) continue;
    const band = Array.from({ length: tileSide * lines }, (_, line) => {
      const y = top + (line + 0.5) / lines;
      return y < figure.top || y > figure.bottom ? none : figure.crossings(y);
    });
    for (let column = 0; column < columns; column += 1) {
      tiles[tileRow * columns + column] = tileOf(band, column * tileSide);
    }
  }
  return { width, height, tiles };
}

const none: readonly number[] = [];

function tileOf(band: readonly (readonly number[])[], left: number): Tile | null {
  const right = left + tileSide;
  let isFull = true;
  let isEmpty = true;
  for (const crossings of band) {
    let covers = false;
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const [from, to] = [crossings[at] ?? 0, crossings[at + 1] ?? 0];
      if (from <= left && to >= right) covers = true;
      if (from < right && to > left) isEmpty = false;
    }
    if (!covers) isFull = false;
    if (!isFull && !isEmpty) break;
  }
  if (isEmpty) return null;
  if (isFull) return fullTile;
  const tile: Tile = new Uint8Array(tileBytes);
  for (let row = 0; row < tileSide; row += 1) {
    fillRow(tile, row, band.slice(row * lines, (row + 1) * lines), left);
  }
  return settled(tile);
}

/** Steps of what begins or ends to be covered, pixel by pixel, summed up at the end of a row. */
const steps = new Float64Array(tileSide + 1);
const parts = new Float64Array(tileSide + 1);

function fillRow(
  tile: Tile,
  row: number,
  band: readonly (readonly number[])[],
  left: number,
): void {
  if (band.every((crossings) => crossings.length < 2)) return;
  steps.fill(0);
  parts.fill(0);
  for (const crossings of band) {
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const from = Math.min(Math.max((crossings[at] ?? 0) - left, 0), tileSide);
      const to = Math.min(Math.max((crossings[at + 1] ?? 0) - left, 0), tileSide);
      if (from >= to) continue;
      const [first, last] = [Math.floor(from), Math.floor(to)];
      if (first === last) {
        parts[first] = (parts[first] ?? 0) + to - from;
        continue;
      }
      parts[first] = (parts[first] ?? 0) + first + 1 - from;
      parts[last] = (parts[last] ?? 0) + to - last;
      steps[first + 1] = (steps[first + 1] ?? 0) + 1;
      steps[last] = (steps[last] ?? 0) - 1;
    }
  }
  let covered = 0;
  for (let at = 0; at < tileSide; at += 1) {
    covered += steps[at] ?? 0;
    tile[row * tileSide + at] = Math.round(((covered + (parts[at] ?? 0)) * 255) / lines);
  }
}

/** A rectangle between two corners, in any order; edges may lie between pixels. */
export function rectangleMask(from: Point, to: Point, size: Size): Mask {
  const edges = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  return maskOf(
    { top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y), crossings: () => edges },
    size,
  );
}

/** The ellipse that fills a rectangle. */
export function ellipseMask(from: Point, to: Point, size: Size): Mask {
  const [middleX, middleY] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  const [radiusX, radiusY] = [Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 2];
  return maskOf(
    {
      top: middleY - radiusY,
      bottom: middleY + radiusY,
      crossings(y) {
        const reach = 1 - ((y - middleY) / radiusY) ** 2;
        const half = reach > 0 ? radiusX * Math.sqrt(reach) : 0;
        return [middleX - half, middleX + half];
      },
    },
    size,
  );
}

/** What a closed line runs round; where it crosses itself every second area is out (even-odd). */
export function polygonMask(points: readonly Point[], size: Size): Mask {
  const edges = points.flatMap((from, index) => {
    const to = points[(index + 1) % points.length] ?? from;
    if (from.y === to.y) return [];
    return [from.y < to.y ? { from, to } : { from: to, to: from }];
  });
  const ys = points.map(({ y }) => y);
  return maskOf(
    {
      top: Math.min(...ys),
      bottom: Math.max(...ys),
      crossings(y) {
        const found: number[] = [];
        for (const { from, to } of edges) {
          // An end belongs to the edge below it, so that a corner counts once.
          if (y < from.y || y >= to.y) continue;
          found.push(from.x + ((to.x - from.x) * (y - from.y)) / (to.y - from.y));
        }
        return found.sort((one, other) => one - other);
      },
    },
    size,
  );
}
