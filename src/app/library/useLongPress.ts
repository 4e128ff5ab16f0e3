import { useEffect, useEffectEvent, useRef, type MouseEvent, type PointerEvent } from 'react';

const longAfter = 450;
const slack = 10;

/**
 * A finger that rests: what a hand on a mouse does with Ctrl. When it is lifted at the same place,
 * `onLifted` tells where.
 */
export function useLongPress(
  onLong: (target: EventTarget) => void,
  onLifted: (at: { readonly x: number; readonly y: number }) => void,
): {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void;
  /** Whether the click that comes now ended a long press. */
  readonly wasLong: () => boolean;
  /** Whether the last pointer was a finger or a pen. */
  readonly wasTouch: () => boolean;
} {
  const press = useRef<{ readonly timer: number; readonly x: number; readonly y: number } | null>(
    null,
  );
  const long = useRef(false);
  const touch = useRef(false);
  const lifted = useEffectEvent(onLifted);

  useEffect(() => {
    const stop = (): void => {
      clearTimeout(press.current?.timer);
      press.current = null;
    };
    const lift = (event: globalThis.PointerEvent): void => {
      if (press.current && long.current) lifted({ x: event.clientX, y: event.clientY });
      stop();
    };
    const move = (event: globalThis.PointerEvent): void => {
      const now = press.current;
      if (now && Math.hypot(event.clientX - now.x, event.clientY - now.y) > slack) stop();
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', lift);
    addEventListener('pointercancel', stop);
    return () => {
      stop();
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', lift);
      removeEventListener('pointercancel', stop);
    };
  }, []);

  return {
    onPointerDown: (event) => {
      touch.current = event.pointerType !== 'mouse';
      long.current = false;
      clearTimeout(press.current?.timer);
      press.current = null;
      if (!touch.current) return;
      const { target } = event;
      press.current = {
        x: event.clientX,
        y: event.clientY,
        timer: window.setTimeout(() => {
          long.current = true;
          onLong(target);
        }, longAfter),
      };
    },
    onContextMenu: (event) => {
      // A long press on Android opens a menu of its own.
      if (touch.current) event.preventDefault();
    },
    wasLong: () => long.current,
    wasTouch: () => touch.current,
  };
}
