/** Dragging cells of the grid onto what takes assets: a collection in the rail. Within one tab. */
import type { DragEvent } from 'react';

import { useSession } from '../session.ts';

/** Names the drag to drop targets; files of the system have another one. */
const dragType = 'application/x-inkreel-assets';

/** Row numbers being dragged. Thousands would make a long text, so they stay here. */
let dragged: readonly number[] = [];

/** Makes a selected cell take the whole selection along. What is not selected is not dragged. */
export const assetDragProps = (n: number, selected: boolean) =>
  selected
    ? {
        draggable: true,
        onDragStart: (event: DragEvent<HTMLElement>): void => {
          const all = useSession.getState().selected;
          dragged = all.has(n) ? [...all] : [n];
          event.dataTransfer.effectAllowed = 'copy';
          event.dataTransfer.setData(dragType, String(dragged.length));
        },
      }
    : {};

/** Whether a drag holds assets of the library. */
export const holdsAssets = (transfer: DataTransfer): boolean => transfer.types.includes(dragType);

/** The row numbers that were dragged here; none when the drag came from another tab. */
export function droppedAssets(transfer: DataTransfer): readonly number[] {
  return holdsAssets(transfer) && transfer.getData(dragType) === String(dragged.length)
    ? dragged
    : [];
}
