/** Drawing on the picture with brush, lasso, rectangle, ellipse and colour picker, as a layer of the stage. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';

import { joinMasks } from '#media/mask/combine.ts';
import type { Mask } from '#media/mask/mask.ts';
import { ellipseMask, polygonMask, rectangleMask } from '#media/mask/shapes.ts';
import { showFailure } from '../../inkreel.ts';
import { maskWords as words } from '../../words/masks.ts';
import {
  useSurface,
  useLayer,
  type PicturePointer,
  type Point,
  type Viewport,
} from '../surface.ts';
import { joinFirst, type Desk } from './desk.ts';
import { brushOf, useDrawing, type DrawMode } from './drawing.ts';
import { openOverlay, type Look } from './overlay.ts';

/** A shape that is being drawn. */
interface Shape {
  readonly mode: Exclude<DrawMode, 'brush' | 'colour'>;
  readonly points: readonly Point[];
}

const masksOfShapes = { rectangle: rectangleMask, ellipse: ellipseMask } as const;

/** Both corners of a shape that is dragged: shift makes sides equal, alt grows it from its middle. */
function corners(from: Point, to: Point, shift: boolean, alt: boolean): readonly [Point, Point] {
  let [wide, high] = [to.x - from.x, to.y - from.y];
  if (shift) {
    const side = Math.max(Math.abs(wide), Math.abs(high));
    [wide, high] = [Math.sign(wide || 1) * side, Math.sign(high || 1) * side];
  }
  const end = { x: from.x + wide, y: from.y + high };
  return alt ? [{ x: from.x - wide, y: from.y - high }, end] : [from, end];
}

/** Rules of a tool that draws on a desk. */
export interface DrawRules {
  /** The mask that strokes go into. */
  readonly target?: number;
  /** Shapes and strokes that this tool offers; the brush alone where it is left out. */
  readonly modes: readonly DrawMode[];
  readonly look: Look;
  /** Takes pointers before the tool does; true when it was one. */
  readonly before?: (pointer: PicturePointer) => boolean;
  /** Drawn on the picture, under the masks. */
  readonly drawBelow?: (context: CanvasRenderingContext2D, viewport: Viewport) => void;
  /** The masks are shown only while a stroke is drawn. */
  readonly isHidden?: boolean;
  /** Drawn between the masks and the brush. */
  readonly drawAlso?: (context: CanvasRenderingContext2D, viewport: Viewport) => void;
  /** Whether strokes may be drawn now. */
  readonly isOff?: boolean;
}

/** Lays the masks over the picture and draws on them. */
export function useDrawLayer(desk: Desk, rules: DrawRules): void {
  const surface = useSurface();
  const drawing = useDrawing();
  const { target = 0, look, isOff = false } = rules;
  const mode = rules.modes.includes(drawing.mode) ? drawing.mode : 'brush';
  const count = look.colours.length;
  const [overlay] = useState(() =>
    openOverlay(Array.from({ length: count }, (_, index) => () => desk.layer(index))),
  );
  const hover = useRef<{ readonly at: Point; readonly pressure: number } | null>(null);
  const shape = useRef<Shape | null>(null);
  const start = useRef<Point | null>(null);
  const last = useRef<Point | null>(null);
  const isDrawing = useRef(false);

  const redraw = useEffectEvent(() => surface.redraw());
  useEffect(
    () =>
      desk.onChanged((box) => {
        overlay.changed(box);
        redraw();
      }),
    [desk, overlay],
  );

  const size = desk.picture;
  const finish = (made: Mask, what: string): void => {
    const before = desk.masks();
    const masks = before.map((mask, index) =>
      index === target
        ? joinMasks(mask, made, drawing.join)
        : drawing.join === 'add'
          ? joinMasks(mask, made, 'take')
          : mask,
    );
    desk.act(masks, words.acts.shape(what, drawing.join));
  };
  const pick = async (at: Point): Promise<void> => {
    const x = Math.floor(at.x);
    const y = Math.floor(at.y);
    if (x < 0 || y < 0 || x >= size.width || y >= size.height) return;
    const done = await selectColourAt(desk, { x, y });
    if (!done.ok && done.failure.code !== 'cancelled') showFailure(done.failure);
  };

  const onPointer = (pointer: PicturePointer): boolean | void => {
    if (rules.before?.(pointer) === true) return true;
    if (pointer.what === 'leave') hover.current = null;
    else hover.current = { at: pointer.at, pressure: pointer.pressure };
    surface.redraw();
    if (isOff) return false;
    if (pointer.what === 'down' && pointer.button !== 0 && !pointer.isEraser) return false;
    if (mode === 'colour') {
      if (pointer.what === 'down') void pick(pointer.at);
      return true;
    }
    if (mode === 'brush') return stroke(pointer);
    switch (pointer.what) {
      case 'down':
        start.current = pointer.at;
        shape.current = { mode, points: [pointer.at, pointer.at] };
        return true;
      case 'move': {
        const from = start.current;
        if (!from || !shape.current) return undefined;
        shape.current = {
          mode,
          points:
            mode === 'lasso'
              ? [...shape.current.points, ...pointer.samples.map(({ at }) => at)]
              : corners(from, pointer.at, pointer.shift, pointer.alt),
        };
        return undefined;
      }
      case 'up': {
        const drawn = shape.current;
        shape.current = null;
        if (drawn) end(drawn);
        return undefined;
      }
      case 'cancel':
        shape.current = null;
        return undefined;
      case 'hover':
      case 'leave':
        return undefined;
    }
  };

  const end = ({ mode: what, points }: Shape): void => {
    const [from, to] = points;
    if (!from || !to) return;
    if (what === 'lasso') {
      if (points.length > 3) finish(polygonMask(points, size), words.modes.lasso);
    } else if (Math.abs(to.x - from.x) >= 1 && Math.abs(to.y - from.y) >= 1) {
      finish(masksOfShapes[what](from, to, size), words.modes[what]);
    }
  };

  const stroke = (pointer: PicturePointer): boolean | void => {
    switch (pointer.what) {
      case 'down': {
        const brush = brushOf(
          { ...drawing, pressure: drawing.pressure && pointer.type === 'pen' },
          pointer.isEraser || pointer.alt,
        );
        const line = pointer.shift ? last.current : null;
        desk.beginStroke(line ? { at: line, pressure: pointer.pressure } : pointer, brush, target);
        if (line) desk.moveStroke([pointer]);
        isDrawing.current = true;
        return true;
      }
      case 'move':
        if (isDrawing.current) desk.moveStroke(pointer.samples);
        return undefined;
      case 'up':
        if (isDrawing.current) desk.endStroke();
        isDrawing.current = false;
        last.current = pointer.at;
        return undefined;
      case 'cancel':
        desk.cancelStroke();
        isDrawing.current = false;
        return undefined;
      case 'hover':
      case 'leave':
        return undefined;
    }
  };

  useLayer({
    draw(context, viewport) {
      if (look.alone) cover(context, viewport);
      rules.drawBelow?.(context, viewport);
      if (rules.isHidden !== true || desk.isStroking()) overlay.draw(context, viewport, look);
      rules.drawAlso?.(context, viewport);
      if (shape.current) drawShape(context, viewport, shape.current);
      else if (hover.current && mode === 'brush' && !isOff) {
        ring(context, viewport.toScreen(hover.current.at), (drawing.size / 2) * viewport.scale);
      }
    },
    cursor: isOff ? null : mode === 'brush' ? 'none' : 'crosshair',
    onPointer,
    onKey(event) {
      if (event.key !== 'Escape' || !shape.current) return false;
      shape.current = null;
      surface.redraw();
      return true;
    },
  });
}

/** Selects the colour of a pixel, everywhere or what hangs together with it. */
export async function selectColourAt(desk: Desk, { x, y }: Point) {
  const { tolerance, contiguous, join } = useDrawing.getState();
  return desk.later(
    words.busy.colour,
    words.acts.colour(x, y, join),
    async (thread, signal) => {
      const { width, height } = desk.picture;
      const picture = { width, height };
      const colour = await thread.call('colourAt', { x, y }, signal);
      if (!colour.ok) return colour;
      const from = contiguous ? { from: { x, y } } : {};
      const source = { by: 'colour', colour: colour.value, tolerance, ...from } as const;
      return thread.call('select', { picture, source }, signal);
    },
    joinFirst(join),
  );
}

/** What stands between the picture and a mask that is shown alone. */
function cover(context: CanvasRenderingContext2D, { matrix, picture }: Viewport): void {
  const { a, b, c, d, e, f } = matrix;
  context.save();
  context.transform(a, b, c, d, e, f);
  context.fillStyle = '#000';
  context.fillRect(0, 0, picture.width, picture.height);
  context.restore();
}

/** A line that is seen on any ground: light upon dark. */
function line(context: CanvasRenderingContext2D, path: () => void, dashed = false): void {
  context.save();
  for (const [colour, width] of [
    ['rgb(0 0 0 / 75%)', 3],
    ['#fff', 1.25],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dashed && width < 2 ? [5, 4] : []);
    context.beginPath();
    path();
    context.stroke();
  }
  context.restore();
}

function ring(context: CanvasRenderingContext2D, { x, y }: Point, radius: number): void {
  line(context, () => context.arc(x, y, Math.max(1.5, radius), 0, 2 * Math.PI));
  if (radius < 6) return;
  line(context, () => {
    context.moveTo(x - 2, y);
    context.lineTo(x + 2, y);
    context.moveTo(x, y - 2);
    context.lineTo(x, y + 2);
  });
}

function drawShape(context: CanvasRenderingContext2D, viewport: Viewport, shape: Shape): void {
  const points = shape.points.map(viewport.toScreen);
  const [from, to] = points;
  if (!from || !to) return;
  line(
    context,
    () => {
      if (shape.mode === 'lasso') {
        for (const { x, y } of points) context.lineTo(x, y);
        context.closePath();
      } else if (shape.mode === 'rectangle') {
        context.rect(from.x, from.y, to.x - from.x, to.y - from.y);
      } else {
        const [wide, high] = [Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 2];
        context.ellipse((from.x + to.x) / 2, (from.y + to.y) / 2, wide, high, 0, 0, 2 * Math.PI);
      }
    },
    true,
  );
}
