import { useEffect, useEffectEvent, useRef, useState, type PointerEvent } from 'react';

import { cellsTouching, type GridPlan, type Rectangle } from './layout.ts';

/** A drag begins after this many px; less is a click. */
const slack = 5;

/**
 * Selecting by a rectangle drawn with the mouse. `onSelect` gets the touched cells while it is
 * drawn; near the edge the window scrolls. `wasDrawn` tells the click that follows apart.
 */
export function useMarquee(
  plan: GridPlan,
  scroller: { readonly current: HTMLElement | null },
  canvas: { readonly current: HTMLElement | null },
  onStart: (event: PointerEvent<HTMLElement>) => void,
  onSelect: (indices: readonly number[]) => void,
): {
  readonly rectangle: Rectangle | null;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly wasDrawn: () => boolean;
} {
  const [rectangle, setRectangle] = useState<Rectangle | null>(null);
  const drag = useRef<{
    readonly x: number;
    readonly y: number;
    clientX: number;
    clientY: number;
    drawing: boolean;
    event: PointerEvent<HTMLElement>;
  } | null>(null);
  const drawn = useRef(false);

  const place = (clientX: number, clientY: number) => {
    const box = canvas.current?.getBoundingClientRect();
    return { x: clientX - (box?.left ?? 0), y: clientY - (box?.top ?? 0) };
  };

  const draw = useEffectEvent(() => {
    const now = drag.current;
    if (!now?.drawing) return;
    const to = place(now.clientX, now.clientY);
    const area = {
      left: Math.min(now.x, to.x),
      top: Math.min(now.y, to.y),
      width: Math.abs(to.x - now.x),
      height: Math.abs(to.y - now.y),
    };
    setRectangle(area);
    onSelect(cellsTouching(plan, area));
  });

  const start = useEffectEvent((event: PointerEvent<HTMLElement>) => onStart(event));

  useEffect(() => {
    let frame = 0;
    const scroll = (): void => {
      const now = drag.current;
      const node = scroller.current;
      if (!now?.drawing || !node) return;
      const box = node.getBoundingClientRect();
      const above = box.top + 30 - now.clientY;
      const below = now.clientY - (box.bottom - 30);
      const step = above > 0 ? -above : below > 0 ? below : 0;
      if (step !== 0) {
        node.scrollTop += Math.max(-30, Math.min(30, step * 0.5));
        draw();
      }
      frame = requestAnimationFrame(scroll);
    };
    const move = (event: globalThis.PointerEvent): void => {
      const now = drag.current;
      if (!now) return;
      now.clientX = event.clientX;
      now.clientY = event.clientY;
      if (!now.drawing) {
        const at = place(event.clientX, event.clientY);
        if (Math.hypot(at.x - now.x, at.y - now.y) < slack) return;
        now.drawing = true;
        drawn.current = true;
        start(now.event);
        frame = requestAnimationFrame(scroll);
      }
      event.preventDefault();
      draw();
    };
    const end = (): void => {
      drag.current = null;
      cancelAnimationFrame(frame);
      setRectangle(null);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
    return () => {
      end();
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
    };
    // Refs only; the newest closures come through effect events.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  return {
    rectangle,
    onPointerDown: (event) => {
      drawn.current = false;
      if (event.pointerType !== 'mouse' || event.button !== 0) return;
      // A selected cell is dragged itself, with the rest of the selection.
      if (event.target instanceof Element && event.target.closest('[draggable="true"]')) return;
      const at = place(event.clientX, event.clientY);
      drag.current = {
        ...at,
        clientX: event.clientX,
        clientY: event.clientY,
        drawing: false,
        event,
      };
    },
    wasDrawn: () => drawn.current,
  };
}
