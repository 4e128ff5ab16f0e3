import { type DragEvent, type KeyboardEvent, type RefObject, useState } from 'react';

import type { CollectionId } from '#domain/id.ts';
import { showFailure, useCommand, useInkreel } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { announce } from '../shell/announcer.ts';
import { libraryWords as words } from '../words/library.ts';
import { droppedAssets, holdsAssets } from './dragging.ts';
import { type GridPlan, type Rectangle, rectangleOf, rowAt } from './layout.ts';

const markWidth = 3;
const half = 4;

/** Between which cells a point lies: the index before which a dropped one would stand. */
export function gapAt(plan: GridPlan, x: number, y: number): number {
  const row = rowAt(plan, y);
  const start = plan.rowStart[row] ?? 0;
  const end = plan.rowStart[row + 1] ?? plan.count;
  if (end - start === 1) {
    const cell = rectangleOf(plan, start);
    // The list: one cell a row, parted across its height.
    const isBelow = plan.cellWidth[start] === plan.width && y > cell.top + cell.height / 2;
    return isBelow || (plan.cellWidth[start] !== plan.width && x > cell.left + cell.width / 2)
      ? start + 1
      : start;
  }
  for (let index = start; index < end; index += 1) {
    const left = plan.left[index] ?? 0;
    if (x < left + (plan.cellWidth[index] ?? 0) / 2) return index;
  }
  return end;
}

/** Where the line that shows a gap is drawn. */
function markAt(plan: GridPlan, gap: number, x: number): Rectangle {
  const isList = plan.cellWidth[0] === plan.width;
  const after = gap > 0 ? rectangleOf(plan, gap - 1) : null;
  const before = gap < plan.count ? rectangleOf(plan, gap) : null;
  const cell = before ?? after ?? { left: 0, top: 0, width: 0, height: 0 };
  if (isList) {
    const top = before ? before.top : cell.top + cell.height;
    return { left: 0, top: top - 1, width: plan.width, height: markWidth };
  }
  // At the end of a row, the line stays in that row.
  const isRowEnd = after && (!before || (before.top > after.top && x > after.left));
  return isRowEnd
    ? { left: after.left + after.width + 1, top: after.top, width: markWidth, height: after.height }
    : { left: cell.left - half - 1, top: cell.top, width: markWidth, height: cell.height };
}

/**
 * The own order of a collection, changed by dragging the selection between others or by Alt with
 * the arrow keys.
 *
 * @param collection whose order is shown; null where there is none to change
 * @param pinned so many of the first stand there for their stars: a move stays on its side of them
 */
export function useReorder(
  collection: CollectionId | null,
  plan: GridPlan,
  order: Uint32Array,
  canvas: RefObject<HTMLElement | null>,
  pinned: number,
): {
  readonly mark: Rectangle | null;
  readonly onDragOver: (event: DragEvent<HTMLElement>) => void;
  readonly onDragLeave: () => void;
  readonly onDrop: (event: DragEvent<HTMLElement>) => void;
  /** Whether the key moved the selection. */
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => boolean;
} {
  const client = useInkreel();
  const run = useCommand();
  const [mark, setMark] = useState<Rectangle | null>(null);

  const move = async (rows: readonly number[], wanted: number): Promise<void> => {
    if (collection === null || rows.length === 0) return;
    const moved = new Set(rows);
    const places = [...order.keys()].filter((index) => moved.has(order[index] ?? -1));
    const gap = places.every((index) => index >= pinned)
      ? Math.max(wanted, pinned)
      : places.every((index) => index < pinned)
        ? Math.min(wanted, pinned)
        : wanted;
    // The first behind the gap that does not move itself.
    const next = order.subarray(gap).find((n) => !moved.has(n));
    const inOrder = [...order].filter((n) => moved.has(n));
    const ids = await client.query('assetIds', {
      rows: next === undefined ? inOrder : [...inOrder, next],
    });
    if (!ids.ok) {
      showFailure(ids.failure);
      return;
    }
    const before = next === undefined ? null : (ids.value.at(-1) ?? null);
    const assets = next === undefined ? ids.value : ids.value.slice(0, -1);
    if (await run('moveInCollection', { collection, assets, before })) {
      const place = [...order.subarray(0, gap)].filter((n) => !moved.has(n)).length + 1;
      announce(words.movedTo(place, order.length));
    }
  };

  const gapOf = (event: DragEvent<HTMLElement>): { gap: number; x: number } => {
    const box = canvas.current?.getBoundingClientRect();
    const x = event.clientX - (box?.left ?? 0);
    return { gap: gapAt(plan, x, event.clientY - (box?.top ?? 0)), x };
  };

  return {
    mark,
    onDragOver: (event) => {
      if (collection === null || !holdsAssets(event.dataTransfer)) return;
      event.preventDefault();
      // The drag offers to be copied elsewhere; within the order it only moves.
      event.dataTransfer.dropEffect = 'copy';
      const { gap, x } = gapOf(event);
      setMark(markAt(plan, gap, x));
    },
    onDragLeave: () => setMark(null),
    onDrop: (event) => {
      setMark(null);
      if (collection === null || !holdsAssets(event.dataTransfer)) return;
      event.preventDefault();
      void move(droppedAssets(event.dataTransfer), gapOf(event).gap);
    },
    onKey: (event) => {
      if (collection === null || !event.altKey || event.ctrlKey || event.metaKey) return false;
      const { selected } = useSession.getState();
      const places = [...order.keys()].filter((index) => selected.has(order[index] ?? -1));
      const first = places[0];
      const last = places.at(-1);
      if (first === undefined || last === undefined) return false;
      const gaps: Readonly<Record<string, number>> = {
        ArrowLeft: first - 1,
        ArrowUp: first - 1,
        ArrowRight: last + 2,
        ArrowDown: last + 2,
        Home: 0,
        End: order.length,
      };
      const gap = gaps[event.key];
      if (gap === undefined) return false;
      if (gap >= 0 && gap <= order.length) void move([...selected], gap);
      return true;
    },
  };
}
