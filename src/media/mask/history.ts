/**
 * Undo for masks: each act keeps the mask that it made. Masks share the tiles that they do not
 * change, so a step costs what was changed; the oldest steps go when all together cost too much.
 */
import { bytesOfMasks, type Mask } from './mask.ts';

/** One act, in words for people. */
interface Act<Note> {
  /** One mask, or several that are drawn side by side. */
  readonly masks: readonly Mask[];
  readonly note: Note;
}

export interface MaskHistory<Note> {
  readonly past: readonly Act<Note>[];
  readonly present: Act<Note>;
  readonly future: readonly Act<Note>[];
}

/** Memory that undone and done steps may hold together, in bytes. */
export const historyLimit = 256 * 1024 * 1024;

export const beginHistory = <Note>(masks: readonly Mask[], note: Note): MaskHistory<Note> => ({
  past: [],
  present: { masks, note },
  future: [],
});

/** Notes an act. What was undone before it is gone. An act that changed nothing is not noted. */
export function noteAct<Note>(
  history: MaskHistory<Note>,
  masks: readonly Mask[],
  note: Note,
  limit = historyLimit,
): MaskHistory<Note> {
  const before = history.present.masks;
  if (masks.every((mask, index) => isSame(mask, before[index]))) return history;
  const present = { masks, note };
  let past = [...history.past, history.present];
  // The newest step back is kept whatever it costs.
  while (past.length > 1 && bytesOfMasks([...past, present].flatMap((act) => act.masks)) > limit) {
    past = past.slice(Math.max(1, Math.floor(past.length / 8)));
  }
  return { past, present, future: [] };
}

const isSame = (one: Mask, other: Mask | undefined): boolean =>
  one.tiles.every((tile, index) => tile === other?.tiles[index]);

export function undoAct<Note>(history: MaskHistory<Note>): MaskHistory<Note> {
  const last = history.past.at(-1);
  if (!last) return history;
  const { past, present, future } = history;
  return { past: past.slice(0, -1), present: last, future: [present, ...future] };
}

export function redoAct<Note>(history: MaskHistory<Note>): MaskHistory<Note> {
  const [next, ...future] = history.future;
  if (!next) return history;
  return { past: [...history.past, history.present], present: next, future };
}
