/**
 * Which parts of a picture a mask wants changed: boxes that are filled one by one, so that memory
 * and time follow the holes and not the picture.
 */

/** One byte a pixel, as large as the upright picture: 255 = change, 0 = leave alone. */
export interface MaskPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Pixels from left and top up to, not including, right and bottom. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Values below this count as nothing: a mask that was once a JPEG has specks of 1 to 5. */
export const leastMask = 8;

/** Marks are gathered in cells of so many pixels. */
const cell = 32;
/** An area larger than this with little in it (a long scratch, say) is cut in two, again and again. */
const largeArea = 1_500_000;
const littleInIt = 0.12;

export const sizeOf = ({ left, top, right, bottom }: Area): number =>
  (right - left) * (bottom - top);

/**
 * The areas of a mask, each `spread` pixels larger than what is marked in it, in reading order.
 * Marks nearer than about two spreads are in one area. Empty when nothing is marked.
 */
export function areasOf(mask: MaskPlane, spread: number): readonly Area[] {
  const cells = cellsOf(mask);
  const reach = 1 + Math.ceil((2 * spread) / cell);
  return gathered(cells, reach)
    .flatMap((keys) => cut(unionOf(keys, cells.boxes), keys, cells))
    .map((area) => grown(area, spread, mask))
    .toSorted((one, other) => one.top - other.top || one.left - other.left);
}

/** An area made larger on all sides, up to the borders of the picture. */
export const grown = (
  { left, top, right, bottom }: Area,
  by: number,
  { width, height }: { readonly width: number; readonly height: number },
): Area => ({
  left: Math.max(0, left - by),
  top: Math.max(0, top - by),
  right: Math.min(width, right + by),
  bottom: Math.min(height, bottom + by),
});

interface Cells {
  readonly columns: number;
  readonly rows: number;
  /** The box of what is marked in a cell, by its number. */
  readonly boxes: ReadonlyMap<number, Area>;
}

function cellsOf({ width, height, data }: MaskPlane): Cells {
  const columns = Math.ceil(width / cell);
  const boxes = new Map<number, Area>();
  for (let y = 0; y < height; y += 1) {
    for (let start = 0; start < width; start += cell) {
      const end = Math.min(width, start + cell);
      let [left, right] = [-1, -1];
      for (let x = start; x < end; x += 1) {
        if ((data[y * width + x] ?? 0) < leastMask) continue;
        if (left < 0) left = x;
        right = x + 1;
      }
      if (left < 0) continue;
      const key = Math.floor(y / cell) * columns + start / cell;
      const row = { left, top: y, right, bottom: y + 1 };
      const before = boxes.get(key);
      boxes.set(key, before ? union(before, row) : row);
    }
  }
  return { columns, rows: Math.ceil(height / cell), boxes };
}

const union = (one: Area, other: Area): Area => ({
  left: Math.min(one.left, other.left),
  top: Math.min(one.top, other.top),
  right: Math.max(one.right, other.right),
  bottom: Math.max(one.bottom, other.bottom),
});

/** The smallest area that holds all of these. */
export const unionOfAreas = (areas: readonly Area[]): Area =>
  areas.reduce(union, areas[0] ?? { left: 0, top: 0, right: 0, bottom: 0 });

function unionOf(keys: readonly number[], boxes: ReadonlyMap<number, Area>): Area {
  let whole: Area | null = null;
  for (const key of keys) {
    const box = boxes.get(key);
    if (box) whole = whole ? union(whole, box) : box;
  }
  return whole ?? { left: 0, top: 0, right: 0, bottom: 0 };
}

/** Marked cells in groups: those that lie at most `reach` cells apart are together. */
function gathered({ columns, rows, boxes }: Cells, reach: number): readonly (readonly number[])[] {
  const groups: number[][] = [];
  const seen = new Set<number>();
  for (const start of boxes.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const group: number[] = [];
    const open = [start];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      group.push(key);
      const [column, row] = [key % columns, Math.floor(key / columns)];
      for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y += 1) {
        for (
          let x = Math.max(0, column - reach);
          x <= Math.min(columns - 1, column + reach);
          x += 1
        ) {
          const next = y * columns + x;
          if (!boxes.has(next) || seen.has(next)) continue;
          seen.add(next);
          open.push(next);
        }
      }
    }
    groups.push(group);
  }
  return groups;
}

/** Halves an area across its longer side as long as it is large and has little in it. */
function cut(area: Area, keys: readonly number[], cells: Cells): readonly Area[] {
  const filled = keys.length * cell * cell;
  if (sizeOf(area) <= largeArea || filled > sizeOf(area) * littleInIt || keys.length < 2) {
    return [area];
  }
  const isWide = area.right - area.left >= area.bottom - area.top;
  const middle = (isWide ? area.left + area.right : area.top + area.bottom) / 2 / cell;
  const isFirst = (key: number): boolean =>
    (isWide ? key % cells.columns : Math.floor(key / cells.columns)) < middle;
  return [keys.filter(isFirst), keys.filter((key) => !isFirst(key))]
    .filter((part) => part.length > 0)
    .flatMap((part) => {
      const box = unionOf(part, cells.boxes);
      return part.length === keys.length ? [box] : cut(box, part, cells);
    });
}
