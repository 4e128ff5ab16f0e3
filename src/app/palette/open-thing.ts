import { useSession } from '../session.ts';
import { goTo } from '../address.ts';
import { everywhere, libraryPath, nowhereElse } from '../library/place.ts';

/** Frames to wait for a cell that the grid has yet to draw: about three seconds. */
const patience = 180;

/** Shows an asset in the library: selected, in view and with the keyboard on it. */
export function showAsset(n: number): void {
  goTo(libraryPath(everywhere));
  useSession.getState().select({ selected: new Set([n]), anchor: n, active: n });
  let frames = 0;
  const look = (): void => {
    const cell = document.querySelector<HTMLElement>(`[role="listbox"] [data-n="${String(n)}"]`);
    if (cell) {
      cell.scrollIntoView({ block: 'center' });
      cell.focus({ preventScroll: true });
    } else if (frames < patience) {
      frames += 1;
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

/** Shows a part of the library: the answer to a query, a collection, a project, the trash. */
export const showPlace = (part: Parameters<typeof libraryPath>[0]): void =>
  goTo(libraryPath({ ...nowhereElse, ...part }));

/** A tag in the query language. */
export const tagQuery = (tag: string): string =>
  /[\s":()]/.test(tag) ? `tag:"${tag.replaceAll('"', '\\"')}"` : `tag:${tag}`;
