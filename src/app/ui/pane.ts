/** What every pane with a picture in it needs: its size, the wheel, and places from its middle. */
import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react';

import type { PaneSize } from './shared-view.ts';

/** The inner size of an element in CSS pixels, live; null before it stands. */
export function usePaneSize(box: RefObject<HTMLElement | null>): PaneSize | null {
  const [size, setSize] = useState<PaneSize | null>(null);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    const measure = (): void => setSize({ width: node.clientWidth, height: node.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [box]);
  return size;
}

/** Hears the wheel over an element, before the page scrolls. */
export function useWheel(
  box: RefObject<HTMLElement | null>,
  onWheel: (event: WheelEvent) => void,
): void {
  const heard = useEffectEvent(onWheel);
  useEffect(() => {
    const node = box.current;
    if (!node) return;
    const listen = (event: WheelEvent): void => heard(event);
    // React's own wheel listener is passive and could not stop the page.
    node.addEventListener('wheel', listen, { passive: false });
    return () => node.removeEventListener('wheel', listen);
  }, [box]);
}

/** How much a turn of the wheel enlarges. */
export const wheelFactor = (event: WheelEvent): number => Math.exp(-event.deltaY / 240);

/** A place of the window as CSS pixels from the middle of an element. */
export function fromMiddleOf(
  node: Element | null,
  clientX: number,
  clientY: number,
): { readonly x: number; readonly y: number } {
  const area = node?.getBoundingClientRect();
  return area
    ? { x: clientX - area.left - area.width / 2, y: clientY - area.top - area.height / 2 }
    : { x: 0, y: 0 };
}
