import { useEffect, useSyncExternalStore } from 'react';

import { useInkreel } from '../../inkreel.ts';
import { useSurface, useToolHistory } from '../surface.ts';
import { deskOf, type Desk, type DeskState, type DeskUse } from './desk.ts';

/** The desk of the open picture, live; its undo is the editor's while the component stands. */
export function useDesk(use: DeskUse): { readonly desk: Desk; readonly state: DeskState } {
  const surface = useSurface();
  const { masks } = useInkreel();
  if (!masks) throw new Error('this client has no masks');
  const desk = deskOf(surface, use, masks);
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  return { desk, state };
}

/** What the panel of a tool that draws does once: undo, and the draft when it is left. */
export function useDeskOfTool(use: DeskUse): { readonly desk: Desk; readonly state: DeskState } {
  const { desk, state } = useDesk(use);
  useToolHistory({
    canUndo: state.history.past.length > 0,
    canRedo: state.history.future.length > 0,
    undo: desk.undo,
    redo: desk.redo,
  });
  useEffect(() => {
    const hide = (): void => {
      if (document.visibilityState === 'hidden') desk.flush();
    };
    const leave = desk.enter();
    document.addEventListener('visibilitychange', hide);
    return () => {
      document.removeEventListener('visibilitychange', hide);
      leave();
    };
  }, [desk]);
  return { desk, state };
}
