import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

import { anchorAt, cellsWithin, type GridPlan, rectangleOf, scrollTopFor } from './layout.ts';

export interface Cells {
  readonly first: number;
  readonly end: number;
}

/** Width of an element's content box, live; 0 before the first measure. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return;
    // Measured before the first paint, so that nothing is drawn twice.
    // oxlint-disable-next-line react/set-state-in-effect
    setWidth(node.clientWidth);
    const observer = new ResizeObserver(() => setWidth(node.clientWidth));
    observer.observe(node);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

/**
 * Which cells are in the window or near it, and the keeping of the place: whatever the plan
 * becomes, the row at the top of the window stays there.
 */
export function useScrollWindow(
  plan: GridPlan,
  order: Uint32Array,
  indexOf: (n: number) => number,
  /** When this changes, the window goes to the top. */
  question: string,
): {
  /** For the element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly cells: Cells;
  readonly onScroll: () => void;
  readonly reveal: (index: number) => void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const [cells, setCells] = useState<Cells>({ first: 0, end: 0 });
  const hold = useRef<{ readonly n: number; readonly index: number; readonly past: number } | null>(
    null,
  );
  const frame = useRef(0);

  const look = useCallback(() => {
    const node = scroller.current;
    if (!node) return;
    const height = node.clientHeight;
    const next = cellsWithin(plan, node.scrollTop - height * 0.6, height * 2.2);
    setCells((before) => (before.first === next.first && before.end === next.end ? before : next));
  }, [plan, scroller]);

  const onScroll = useCallback(() => {
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => {
      const node = scroller.current;
      if (!node) return;
      const anchor = anchorAt(plan, node.scrollTop);
      hold.current = anchor && {
        n: order[anchor.index] ?? 0,
        index: anchor.index,
        past: anchor.past,
      };
      look();
    });
  }, [look, order, plan, scroller]);

  useLayoutEffect(() => {
    hold.current = null;
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [question, scroller]);

  useLayoutEffect(() => {
    const node = scroller.current;
    const held = hold.current;
    if (node && held && plan.count > 0) {
      const found = indexOf(held.n);
      node.scrollTop = scrollTopFor(plan, {
        index: found >= 0 ? found : held.index,
        past: held.past,
      });
    }
    // What the new plan shows is known only after the window was put back to its place.
    // oxlint-disable-next-line react/set-state-in-effect
    look();
  }, [plan, look, scroller, indexOf]);

  useEffect(() => {
    const node = scroller.current;
    if (!node) return;
    const observer = new ResizeObserver(look);
    observer.observe(node);
    return () => observer.disconnect();
  }, [look, scroller]);

  const reveal = useCallback(
    (index: number) => {
      const node = scroller.current;
      if (!node || index < 0 || index >= plan.count) return;
      const cell = rectangleOf(plan, index);
      const margin = 12;
      if (cell.top - margin < node.scrollTop) node.scrollTop = Math.max(0, cell.top - margin);
      else if (cell.top + cell.height + margin > node.scrollTop + node.clientHeight) {
        node.scrollTop = cell.top + cell.height + margin - node.clientHeight;
      }
    },
    [plan, scroller],
  );

  return { scroller, cells, onScroll, reveal };
}
