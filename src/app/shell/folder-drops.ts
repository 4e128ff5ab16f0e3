/** A screen that takes a dropped folder as a folder, and not as the files in it. */
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';

type Take = (handle: FileSystemDirectoryHandle) => void;

let taker: Take | null = null;
/** A folder that was chosen for a screen that does not stand yet. */
let waiting: FileSystemDirectoryHandle | null = null;
const listeners = new Set<() => void>();

function setTaker(take: Take | null): void {
  taker = take;
  for (const listener of listeners) listener();
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Who takes folders now; null: they are imported like files. */
export const folderTaker = (): Take | null => taker;

/** Whether somebody takes folders now, live. */
export const useFolderTaker = (): boolean => useSyncExternalStore(subscribe, () => taker !== null);

/** Hands a folder to the screen that takes folders: now, or once it stands. */
export function handFolder(handle: FileSystemDirectoryHandle): void {
  if (taker) taker(handle);
  else waiting = handle;
}

/** Takes dropped folders for as long as the screen stands and can use them. */
export function useFolderDrops(canTake: boolean, take: Take): void {
  const onFolder = useEffectEvent(take);
  useEffect(() => {
    if (!canTake) return undefined;
    const mine: Take = (handle) => onFolder(handle);
    setTaker(mine);
    if (waiting) mine(waiting);
    waiting = null;
    return () => {
      if (taker === mine) setTaker(null);
    };
  }, [canTake]);
}

/** Chromium's items give a handle; the standard types do not know that yet. */
interface HandleItem extends DataTransferItem {
  getAsFileSystemHandle: () => Promise<FileSystemHandle | null>;
}
const givesHandles = (item: DataTransferItem): item is HandleItem =>
  'getAsFileSystemHandle' in item;

/**
 * The folder of a drop that is one folder and nothing else; null where it is not, so that its
 * files are imported. Call it within the event.
 */
export function takenFolder(
  transfer: DataTransfer,
): Promise<FileSystemDirectoryHandle | null> | null {
  const items = Array.from(transfer.items).filter(({ kind }) => kind === 'file');
  const [item] = items;
  if (items.length !== 1 || item?.webkitGetAsEntry()?.isDirectory !== true) return null;
  // Not in every browser: without it no folder can be kept linked either.
  if (!givesHandles(item)) return null;
  return item
    .getAsFileSystemHandle()
    .then((handle) => (handle instanceof FileSystemDirectoryHandle ? handle : null))
    .catch(() => null);
}
