/** Where a mask marks something: the islands of a mask, and the square to look at for each. Pure. */

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A mask: one byte a pixel, 0 keeps, more changes. */
export interface MaskPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** Cells of so many pixels are joined when they touch, so that near specks are one island. */
const cell = 32;

/** The boxes of what a mask marks; marks that lie near each other share one. */
export function islands({ width, height, data }: MaskPlane): readonly Box[] {
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const marked = new Map<number, Edges>();
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((data[y * width + x] ?? 0) === 0) continue;
      const key = Math.floor(y / cell) * columns + Math.floor(x / cell);
      const edges = marked.get(key);
      if (edges) grow(edges, x, y, x, y);
      else marked.set(key, { left: x, top: y, right: x, bottom: y });
    }
  }
  const boxes: Box[] = [];
  const seen = new Set<number>();
  for (const start of marked.keys()) {
    if (seen.has(start)) continue;
    seen.add(start);
    const whole: Edges = { left: width, top: height, right: 0, bottom: 0 };
    const open = [start];
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      const edges = marked.get(key);
      if (edges) grow(whole, edges.left, edges.top, edges.right, edges.bottom);
      for (const next of around(key, columns, rows)) {
        if (!marked.has(next) || seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    const { left, top, right, bottom } = whole;
    boxes.push({ left, top, width: right - left + 1, height: bottom - top + 1 });
  }
  return boxes;
}

interface Edges {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function grow(edges: Edges, left: number, top: number, right: number, bottom: number): void {
  edges.left = Math.min(edges.left, left);
  edges.top = Math.min(edges.top, top);
  edges.right = Math.max(edges.right, right);
  edges.bottom = Math.max(edges.bottom, bottom);
}

function around(key: number, columns: number, rows: number): readonly number[] {
  const [x, y] = [key % columns, Math.floor(key / columns)];
  const list: number[] = [];
  for (let down = -1; down <= 1; down += 1) {
    for (let across = -1; across <= 1; across += 1) {
      const [column, row] = [x + across, y + down];
      if (column >= 0 && column < columns && row >= 0 && row < rows)
        list.push(row * columns + column);
    }
  }
  return list;
}

/**
 * The part of the picture to show a network for one island: in the form of what it takes, at least
 * that large, twice the island where the picture allows it, and inside the picture as far as it can.
 */
export function cropAround(
  island: Box,
  picture: { readonly width: number; readonly height: number },
  network: { readonly width: number; readonly height: number },
): Box {
  const wanted = Math.max(
    1,
    (island.width * 2) / network.width,
    (island.height * 2) / network.height,
  );
  // Twice the island is a wish; the island itself is a must; beyond the picture nothing is known.
  const must = Math.max(island.width / network.width, island.height / network.height);
  const fits = Math.max(picture.width / network.width, picture.height / network.height);
  const scale = Math.max(must, Math.min(wanted, fits));
  const width = Math.ceil(network.width * scale);
  const height = Math.ceil(network.height * scale);
  return {
    left: placed(island.left + island.width / 2, width, picture.width),
    top: placed(island.top + island.height / 2, height, picture.height),
    width,
    height,
  };
}

function placed(centre: number, length: number, side: number): number {
  const start = Math.round(centre - length / 2);
  // Larger than the picture: what is beyond is mirrored on both sides.
  if (length >= side) return -Math.floor((length - side) / 2);
  return Math.min(side - length, Math.max(0, start));
}
