/**
 * Shows masks over the picture. What is in sight lies painted in a canvas of its own, at the next
 * power of two below the size on the screen; a stroke paints only the box that it changed, moving
 * about paints nothing until the view leaves that canvas, and drawing is one `drawImage`.
 */
import { readBlock, type Box, type TileSource } from '#media/mask/mask.ts';
import type { Viewport } from '../surface.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

/** How each mask is shown; the second is hatched, so that it is not told by colour alone. */
export interface Look {
  readonly colours: readonly Rgb[];
  /** 0 to 1. */
  readonly opacity: number;
  /** White on black, without the picture. */
  readonly alone: boolean;
}

export interface Overlay {
  /** Something changed there; null: everywhere. */
  readonly changed: (box: Box | null) => void;
  readonly draw: (context: CanvasRenderingContext2D, viewport: Viewport, look: Look) => void;
}

/** The part of the picture that is painted, in picture pixels, and how many of those are one here. */
interface Pane extends Box {
  readonly shrink: number;
  readonly canvas: OffscreenCanvas;
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly look: string;
}

/** So much of the view is painted beyond each of its edges. */
const margin = 0.25;

export function openOverlay(layers: readonly (() => TileSource)[]): Overlay {
  let pane: Pane | null = null;
  let dirty: Box | null = null;

  const open = (
    view: Box,
    shrink: number,
    size: Viewport['picture'],
    look: string,
  ): Pane | null => {
    const [aside, above] = [(view.right - view.left) * margin, (view.bottom - view.top) * margin];
    const snap = (value: number, round: (value: number) => number): number =>
      round(value / shrink) * shrink;
    const left = snap(Math.max(0, view.left - aside), Math.floor);
    const top = snap(Math.max(0, view.top - above), Math.floor);
    const right = Math.min(snap(size.width, Math.ceil), snap(view.right + aside, Math.ceil));
    const bottom = Math.min(snap(size.height, Math.ceil), snap(view.bottom + above, Math.ceil));
    if (right <= left || bottom <= top) return null;
    const canvas = new OffscreenCanvas((right - left) / shrink, (bottom - top) / shrink);
    const context = canvas.getContext('2d');
    return context && { left, top, right, bottom, shrink, canvas, context, look };
  };

  const paint = (into: Pane, box: Box, look: Look): void => {
    const { shrink } = into;
    const left = Math.max(0, Math.floor((box.left - into.left) / shrink));
    const top = Math.max(0, Math.floor((box.top - into.top) / shrink));
    const right = Math.min(into.canvas.width, Math.ceil((box.right - into.left) / shrink));
    const bottom = Math.min(into.canvas.height, Math.ceil((box.bottom - into.top) / shrink));
    if (right <= left || bottom <= top) return;
    const image = new ImageData(right - left, bottom - top);
    const area = { left, top, image, into, shrink };
    for (const [index, layer] of layers.entries()) {
      paintLayer(area, layer(), look.colours[index] ?? [255, 0, 0], look, index > 0);
    }
    into.context.putImageData(image, left, top);
  };

  return {
    changed(box) {
      if (box === null) pane = null;
      else if (dirty === null) dirty = box;
      else
        dirty = {
          left: Math.min(dirty.left, box.left),
          top: Math.min(dirty.top, box.top),
          right: Math.max(dirty.right, box.right),
          bottom: Math.max(dirty.bottom, box.bottom),
        };
    },
    draw(context, viewport, look) {
      const view = inSight(viewport);
      const ratio = viewport.scale * (globalThis.devicePixelRatio || 1);
      const shrink = Math.max(1, 2 ** Math.floor(Math.log2(1 / ratio) + 0.01));
      const key = JSON.stringify(look);
      const fits =
        pane !== null &&
        pane.shrink === shrink &&
        pane.look === key &&
        pane.left <= view.left &&
        pane.top <= view.top &&
        pane.right >= view.right &&
        pane.bottom >= view.bottom;
      if (!fits) {
        pane = open(view, shrink, viewport.picture, key);
        if (pane) paint(pane, pane, look);
      } else if (pane && dirty) {
        paint(pane, dirty, look);
      }
      dirty = null;
      if (!pane) return;
      const { a, b, c, d, e, f } = viewport.matrix;
      context.save();
      context.transform(a, b, c, d, e, f);
      context.beginPath();
      context.rect(0, 0, viewport.picture.width, viewport.picture.height);
      context.clip();
      context.imageSmoothingEnabled = viewport.scale < 4;
      const [wide, high] = [pane.canvas.width * shrink, pane.canvas.height * shrink];
      context.drawImage(pane.canvas, pane.left, pane.top, wide, high);
      context.restore();
    },
  };
}

/** The part of the picture on the stage, in whole pixels within it. */
function inSight({ stage, picture, toPicture }: Viewport): Box {
  const corners = [
    toPicture({ x: 0, y: 0 }),
    toPicture({ x: stage.width, y: 0 }),
    toPicture({ x: 0, y: stage.height }),
    toPicture({ x: stage.width, y: stage.height }),
  ];
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  const xs = corners.map(({ x }) => within(x, picture.width));
  const ys = corners.map(({ y }) => within(y, picture.height));
  return {
    left: Math.floor(Math.min(...xs)),
    top: Math.floor(Math.min(...ys)),
    right: Math.ceil(Math.max(...xs)),
    bottom: Math.ceil(Math.max(...ys)),
  };
}

/** A part of a pane that is painted anew. */
interface Area {
  readonly left: number;
  readonly top: number;
  readonly image: ImageData;
  readonly into: Pane;
  readonly shrink: number;
}

function paintLayer(
  { left, top, image, into, shrink }: Area,
  source: TileSource,
  [red, green, blue]: Rgb,
  { opacity, alone }: Look,
  hatched: boolean,
): void {
  const { data, width, height } = image;
  const fromX = into.left + left * shrink;
  // Two lines and two columns stand for what is made small.
  const step = Math.max(1, shrink / 2);
  const samples = shrink > 1 ? 2 : 1;
  for (let row = 0; row < height; row += 1) {
    const y = into.top + (top + row) * shrink;
    const lines = Array.from({ length: samples }, (_, line) =>
      readBlock(source, fromX, y + line * step, width * shrink, 1),
    );
    for (let column = 0; column < width; column += 1) {
      let sum = 0;
      for (const line of lines) {
        for (let sample = 0; sample < samples; sample += 1) {
          sum += line[column * shrink + sample * step] ?? 0;
        }
      }
      const value = sum / (samples * samples);
      const at = (row * width + column) * 4;
      if (alone && !hatched) {
        data[at] = value;
        data[at + 1] = value;
        data[at + 2] = value;
        data[at + 3] = 255;
      } else if (value > 0) {
        const isGap = hatched && (left + column + top + row) % 8 > 3;
        const colour = isGap ? 255 : 0;
        data[at] = isGap ? colour : red;
        data[at + 1] = isGap ? colour : green;
        data[at + 2] = isGap ? colour : blue;
        data[at + 3] = value * opacity;
      }
    }
  }
}
