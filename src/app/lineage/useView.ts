import {
  type PointerEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

import type { Layout } from '#domain/lineage/layout.ts';
import { fitted, keptIn, type Point, startView, type View, zoomed } from './geometry.ts';

export interface Box {
  readonly width: number;
  readonly height: number;
}

/** What a person sees of the graph: what can be read at first, then moved by wheel, drag and pinch. */
export function useView(
  pane: RefObject<HTMLElement | null>,
  layout: Layout,
  focus: string,
  centre: Point,
) {
  const [box, setBox] = useState<Box | null>(null);
  const [moved, setMoved] = useState<{ readonly focus: string; readonly view: View } | null>(null);
  useLayoutEffect(() => {
    const element = pane.current;
    if (element === null) return;
    const measure = (): void => {
      const { width, height } = element.getBoundingClientRect();
      setBox({ width, height });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [pane]);
  const view: View =
    moved?.focus === focus
      ? moved.view
      : box === null
        ? { x: 0, y: 0, scale: 1 }
        : startView(layout, box, centre);
  const setView = (next: View): void =>
    setMoved({ focus, view: box === null ? next : keptIn(next, layout, box) });

  const fit = (): void => {
    if (box !== null) setView(fitted(layout, box));
  };

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    const element = pane.current;
    if (element === null) return;
    if (!event.ctrlKey && !event.metaKey) {
      setView({ ...view, x: view.x - event.deltaX, y: view.y - event.deltaY });
      return;
    }
    const { left, top } = element.getBoundingClientRect();
    const still = { x: event.clientX - left, y: event.clientY - top };
    setView(zoomed(view, Math.exp(-event.deltaY / 300), still));
  });
  useEffect(() => {
    const element = pane.current;
    if (element === null) return;
    const listen = (event: WheelEvent): void => onWheel(event);
    // React's own wheel listener is passive and could not stop the page.
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [pane]);

  const fingers = useRef(new Map<number, { readonly x: number; readonly y: number }>());
  const drag = {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      if (event.button !== 0 || (event.target as Element).closest('button')) return;
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      const before = fingers.current.get(event.pointerId);
      if (before === undefined) return;
      const now = { x: event.clientX, y: event.clientY };
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
      fingers.current.set(event.pointerId, now);
      const panned = { ...view, x: view.x + now.x - before.x, y: view.y + now.y - before.y };
      if (other === undefined) {
        setView(panned);
        return;
      }
      const { left, top } = event.currentTarget.getBoundingClientRect();
      const apart = (one: typeof now): number => Math.hypot(one.x - other.x, one.y - other.y);
      const still = { x: other.x - left, y: other.y - top };
      setView(zoomed(view, apart(now) / Math.max(1, apart(before)), still));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>): void => {
      fingers.current.delete(event.pointerId);
    },
    onPointerCancel: (event: PointerEvent<HTMLElement>): void => {
      fingers.current.delete(event.pointerId);
    },
  };
  return { box, view, setView, fit, drag };
}
