import { useRef, type MouseEvent, type PointerEvent } from 'react';

import type { Point } from './MenuList.tsx';

/** So long a finger rests, ms, within so many pixels. */
const longAfter = 450;
const slack = 10;

/** Where a menu opens that was asked for on an element: there, or below it when keys asked. */
function placeOn(element: Element, { clientX: x, clientY: y }: MouseEvent): Point {
  const box = element.getBoundingClientRect();
  const isIn = x > box.left && x < box.right && y > box.top && y < box.bottom;
  return isIn ? { x, y } : { x: box.left + 12, y: box.bottom };
}

/**
 * A menu on the things of a list, asked for where they stand: by the right button, by the menu key
 * or Shift+F10, and by a finger that rests. The handlers belong to the list; what has a menu bears
 * `data-menu` with its key.
 */
export function useMenuAt(onAsk: (key: string, at: Point, element: HTMLElement) => void): {
  readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: () => void;
  readonly onClickCapture: (event: MouseEvent<HTMLElement>) => void;
} {
  /** The finger that is down now. */
  const finger = useRef<{ readonly x: number; readonly y: number; readonly since: number } | null>(
    null,
  );
  const wasLong = useRef(false);
  const ask = (target: EventTarget, at: (element: HTMLElement) => Point): boolean => {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-menu]') : null;
    if (!element) return false;
    onAsk(element.dataset['menu'] ?? '', at(element), element);
    return true;
  };
  return {
    onContextMenu: (event) => {
      // A finger asks when it is lifted; the system's menu would cover ours.
      const isAsked =
        finger.current !== null || ask(event.target, (element) => placeOn(element, event));
      if (isAsked) event.preventDefault();
    },
    onPointerDown: ({ pointerType, clientX: x, clientY: y, timeStamp: since }) => {
      wasLong.current = false;
      finger.current = pointerType === 'mouse' ? null : { x, y, since };
    },
    onPointerMove: ({ clientX, clientY }) => {
      const { x, y } = finger.current ?? { x: clientX, y: clientY };
      if (Math.hypot(clientX - x, clientY - y) > slack) finger.current = null;
    },
    onPointerUp: ({ target, timeStamp, clientX: x, clientY: y }) => {
      const rested = finger.current !== null && timeStamp - finger.current.since >= longAfter;
      finger.current = null;
      if (rested) wasLong.current = ask(target, () => ({ x, y }));
    },
    onPointerCancel: () => {
      finger.current = null;
    },
    onClickCapture: (event) => {
      // The click that ends a long press opens nothing; one by a key has no detail.
      if (!wasLong.current || event.detail === 0) return;
      wasLong.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
