/** Hands on the stage: what goes to a tool and what moves the picture. */
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';

import type { Layer, PicturePointer, Point } from '../surface.ts';

import type { PictureStage } from './picture-stage.ts';
import { movedBy, zoomedTo } from './view.ts';

/** A wheel of clicks gives more than this at once; less comes from fingers on a pad, which push. */
const padStep = 50;
/** The pen's button for erasing, in `PointerEvent.buttons` (W3C Pointer Events, 4.1.3.2). */
const eraserBit = 32;

const typeOf = ({ pointerType }: PointerEvent): PicturePointer['type'] =>
  pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'mouse';

/** A mouse reports ½ while pressed, and many fingers 0 or 1: only a pen has a say in it. */
const pressureOf = (event: PointerEvent): number =>
  event.pointerType === 'pen' ? event.pressure : 1;

/**
 * Listens on the stage for as long as it stands. One pointer goes to the uppermost layer that takes
 * it; two fingers, the middle button and a pressed space bar move the picture, and so does whatever
 * no layer takes. `isPanning` gives the cursor.
 */
export function usePointers(
  box: RefObject<HTMLElement | null>,
  stage: PictureStage,
  isSpace: () => boolean,
): { readonly isPanning: boolean } {
  const [isPanning, setPanning] = useState(false);
  const fingers = useRef(new Map<number, Point>());
  const taken = useRef<{ readonly id: number; readonly layer: number } | null>(null);
  const corner = useRef<Point>({ x: 0, y: 0 });

  const screenOf = (event: { readonly clientX: number; readonly clientY: number }): Point => ({
    x: event.clientX - corner.current.x,
    y: event.clientY - corner.current.y,
  });
  const measure = (): void => {
    const area = box.current?.getBoundingClientRect();
    if (area) corner.current = { x: area.left, y: area.top };
  };
  const told = (event: PointerEvent, what: PicturePointer['what']): PicturePointer => {
    const { toPicture } = stage.viewport();
    const screen = screenOf(event);
    // Safari learnt it late; without it a line has fewer places.
    const events =
      what === 'move' && 'getCoalescedEvents' in event ? event.getCoalescedEvents() : [];
    return {
      what,
      at: toPicture(screen),
      screen,
      pressure: pressureOf(event),
      type: typeOf(event),
      isEraser: event.pointerType === 'pen' && (event.buttons & eraserBit) !== 0,
      button: event.button,
      shift: event.shiftKey,
      alt: event.altKey,
      mod: event.ctrlKey || event.metaKey,
      samples: (events.length > 0 ? events : [event]).map((one) => ({
        at: toPicture(screenOf(one)),
        pressure: pressureOf(one),
      })),
    };
  };
  const pan = (dx: number, dy: number): void =>
    stage.setView(movedBy(stage.view, dx, dy, stage.part, stage.stage));
  const zoom = (by: number, at: Point): void =>
    stage.setView(zoomedTo(stage.view, stage.view.scale * by, at, stage.part, stage.stage));
  /** Tells the layer that has the pointer, or whichever is uppermost. */
  const tell = (pointer: PicturePointer): void => {
    const layers = stage.layers();
    const layer: Layer | undefined = taken.current
      ? layers[taken.current.layer]
      : layers.find(({ onPointer }) => onPointer);
    layer?.onPointer?.(pointer);
  };

  const onDown = useEffectEvent((event: PointerEvent) => {
    if (event.target instanceof Element && event.target.closest('[data-handle]')) return;
    measure();
    box.current?.focus({ preventScroll: true });
    fingers.current.set(event.pointerId, screenOf(event));
    box.current?.setPointerCapture(event.pointerId);
    if (fingers.current.size > 1) {
      if (taken.current) tell(told(event, 'cancel'));
      taken.current = null;
      setPanning(true);
      return;
    }
    const isHand = event.button === 1 || isSpace();
    if (event.button === 1) event.preventDefault();
    if (!isHand) {
      const layer = stage
        .layers()
        .findIndex(({ onPointer }) => onPointer && onPointer(told(event, 'down')) !== false);
      if (layer >= 0) {
        taken.current = { id: event.pointerId, layer };
        return;
      }
    }
    if (event.button < 2) setPanning(true);
  });
  const onMove = useEffectEvent((event: PointerEvent) => {
    const before = fingers.current.get(event.pointerId);
    if (!before) {
      measure();
      tell(told(event, 'hover'));
      return;
    }
    if (taken.current?.id === event.pointerId) {
      tell(told(event, 'move'));
      return;
    }
    const now = screenOf(event);
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      const was = Math.hypot(before.x - other.x, before.y - other.y);
      const is = Math.hypot(now.x - other.x, now.y - other.y);
      if (was > 0) zoom(is / was, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
      pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    } else if (isPanning) pan(now.x - before.x, now.y - before.y);
    fingers.current.set(event.pointerId, now);
  });
  const onEnd = useEffectEvent((event: PointerEvent) => {
    fingers.current.delete(event.pointerId);
    if (taken.current?.id === event.pointerId) {
      tell(told(event, event.type === 'pointerup' ? 'up' : 'cancel'));
      taken.current = null;
    }
    if (fingers.current.size === 0) setPanning(false);
  });
  const onLeave = useEffectEvent((event: PointerEvent) => {
    if (fingers.current.size === 0) tell(told(event, 'leave'));
  });
  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    measure();
    const unit = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    // Pinching on a pad comes as a wheel with Ctrl.
    if (event.ctrlKey || event.metaKey) zoom(Math.exp(-dy / 120), screenOf(event));
    else if (event.shiftKey) pan(-(dx || dy), 0);
    else if (dx !== 0 || (event.deltaMode === 0 && Math.abs(dy) < padStep)) pan(-dx, -dy);
    else zoom(Math.exp(-dy / 300), screenOf(event));
  });

  useEffect(() => {
    const node = box.current;
    if (!node) return undefined;
    const listen = { passive: false } as const;
    const down = (event: PointerEvent): void => onDown(event);
    const move = (event: PointerEvent): void => onMove(event);
    const end = (event: PointerEvent): void => onEnd(event);
    const leave = (event: PointerEvent): void => onLeave(event);
    const wheel = (event: WheelEvent): void => onWheel(event);
    node.addEventListener('pointerdown', down);
    node.addEventListener('pointermove', move);
    node.addEventListener('pointerup', end);
    node.addEventListener('pointercancel', end);
    node.addEventListener('pointerleave', leave);
    // React's own wheel listener is passive and could not stop the page.
    node.addEventListener('wheel', wheel, listen);
    return () => {
      node.removeEventListener('pointerdown', down);
      node.removeEventListener('pointermove', move);
      node.removeEventListener('pointerup', end);
      node.removeEventListener('pointercancel', end);
      node.removeEventListener('pointerleave', leave);
      node.removeEventListener('wheel', wheel);
    };
  }, [box]);
  return { isPanning };
}
