import { useSyncExternalStore } from 'react';

/** Whether a media query holds, live. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** Wide enough for the inspector to have a column of its own. */
export const deskWidth = '(min-width: 1080px)';
/** Wide enough for a rail with words: the project and the collections stand in it. */
export const railWidth = '(min-width: 900px)';
/** Wide enough for search and all tools of a screen in one bar. */
export const roomyWidth = '(min-width: 1000px)';
/** One column with a bar at the foot. */
export const phoneWidth = '(max-width: 719px)';
