/** From the steps of a layout to pixels, and the view that a person moves over them. */
import type { Layout } from '#domain/lineage/layout.ts';

export const node = { width: 208, height: 56 } as const;
const column = 292;
const row = 72;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pixels of the graph's own plane = (pixels of the screen − x) ÷ scale. */
export interface View extends Point {
  readonly scale: number;
}

export const smallest = 0.08;
export const largest = 2;

/** The centre of a place. */
export const at = (place: { readonly layer: number; readonly y: number }): Point => ({
  x: place.layer * column + node.width / 2,
  y: place.y * row,
});

/** The view that shows all of it in a box, never larger than life. */
export function fitted(
  layout: Layout,
  box: { readonly width: number; readonly height: number },
): View {
  const width = Math.max(1, layout.layers - 1 + node.width / column) * column;
  const height = (layout.bottom - layout.top) * row + node.height;
  const room = 40;
  const scale = Math.max(
    smallest,
    Math.min(1, (box.width - room) / width, (box.height - room) / height),
  );
  return {
    scale,
    x: (box.width - ((layout.layers - 1) * column + node.width) * scale) / 2,
    y: box.height / 2 - ((layout.top + layout.bottom) / 2) * row * scale,
  };
}

/** Smaller than this, names cannot be read any more. */
const readable = 0.45;

/** The first view: all of it where its names can be read, otherwise the surroundings of one point. */
export function startView(
  layout: Layout,
  box: { readonly width: number; readonly height: number },
  centre: Point,
): View {
  const whole = fitted(layout, box);
  if (whole.scale >= readable) return whole;
  const scale = 0.7;
  return { scale, x: box.width / 2 - centre.x * scale, y: box.height / 2 - centre.y * scale };
}

/** The view scaled by a factor, with one point of the screen standing still. */
export function zoomed(view: View, factor: number, still: Point): View {
  const scale = Math.min(largest, Math.max(smallest, view.scale * factor));
  const by = scale / view.scale;
  return { scale, x: still.x - (still.x - view.x) * by, y: still.y - (still.y - view.y) * by };
}

/** So much of the graph's frame stays in sight, however far it is moved. */
const kept = 80;

/** The view, held back where the whole graph would leave the box. */
export function keptIn(
  view: View,
  layout: Layout,
  box: { readonly width: number; readonly height: number },
): View {
  const right = ((layout.layers - 1) * column + node.width) * view.scale;
  const top = (layout.top * row - node.height / 2) * view.scale;
  const bottom = (layout.bottom * row + node.height / 2) * view.scale;
  return {
    ...view,
    x: Math.min(box.width - kept, Math.max(kept - right, view.x)),
    y: Math.min(box.height - kept - top, Math.max(kept - bottom, view.y)),
  };
}

/** The view moved just so far that a point is well inside the box. */
export function shownAt(view: View, point: Point, box: { width: number; height: number }): View {
  const [x, y] = [view.x + point.x * view.scale, view.y + point.y * view.scale];
  const half = { x: (node.width / 2) * view.scale + 16, y: (node.height / 2) * view.scale + 16 };
  const inside = (value: number, margin: number, size: number): number =>
    size < margin * 2 ? size / 2 : Math.min(size - margin, Math.max(margin, value));
  return {
    ...view,
    x: view.x + inside(x, half.x, box.width) - x,
    y: view.y + inside(y, half.y, box.height) - y,
  };
}

/** A line from one thing to another through the places that it passes. */
export function pathOf(from: Point, to: Point, through: readonly Point[]): string {
  const start = { x: from.x + node.width / 2, y: from.y };
  const end = { x: to.x - node.width / 2, y: to.y };
  const stops = [
    start,
    ...through.flatMap(({ x, y }) => [
      { x: x - node.width / 2, y },
      { x: x + node.width / 2, y },
    ]),
    end,
  ];
  return stops
    .map((stop, index) => {
      const before = stops[index - 1];
      if (before === undefined) return `M${stop.x} ${stop.y}`;
      const bend = (stop.x - before.x) / 2;
      return `C${before.x + bend} ${before.y} ${stop.x - bend} ${stop.y} ${stop.x} ${stop.y}`;
    })
    .join('');
}

/** How much of a box is shown. */
export type Detail = 'dots' | 'names' | 'cards';

/** How much is told at a scale. */
export const detailAt = (scale: number): Detail =>
  scale < 0.3 ? 'dots' : scale < 0.62 ? 'names' : 'cards';
