/** The edits of one open picture, with an undo of their own, kept as a draft at every step. */
import { create, type StoreApi, type UseBoundStore } from 'zustand';

import type { AssetId } from '#domain/id.ts';
import { changesNothing, noEdits, type PictureEdits, sameEdits } from '#media/edit/edits.ts';

import { draftOf, keepDraft } from './drafts.ts';

/** Steps that can be taken back. */
const mostSteps = 200;
/** Changes of the same thing within this time are one step, as a slider that is drawn is. */
const oneStepMs = 700;

/** How a result is saved: in the format of the picture, or as PNG. */
export type SaveFormat = 'same' | 'png';

export interface EditSession {
  readonly edits: PictureEdits;
  readonly past: readonly PictureEdits[];
  readonly future: readonly PictureEdits[];
  /** Whether the edits were those of a draft when the picture was opened. */
  readonly fromDraft: boolean;
  /** What was saved last as a new picture. */
  readonly saved: PictureEdits | null;
  /** Changes parts of the edits. `what` names the control: its changes soon after are one step. */
  readonly change: (change: Partial<PictureEdits>, what: string) => void;
  /** Ends the step that a control makes, e.g. when the pointer is let go. */
  readonly endStep: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** What the saved edits became, by format. */
  readonly savedTo: Readonly<Partial<Record<SaveFormat, AssetId>>>;
  readonly noteSaved: (format?: SaveFormat, target?: AssetId | null) => void;
}

export type UseEdits = UseBoundStore<StoreApi<EditSession>>;

/** Opens the edits of a picture: its draft when there is one, or those given, or none. */
export function openEdits(asset: AssetId, now: () => number, given: PictureEdits | null): UseEdits {
  const draft = draftOf(asset);
  const start = given ?? draft ?? noEdits;
  let last = { what: '', at: 0 };
  const store: UseEdits = create<EditSession>((set, get) => ({
    edits: start,
    past: given === null || sameEdits(given, draft ?? noEdits) ? [] : [draft ?? noEdits],
    future: [],
    fromDraft: given === null && draft !== null && !changesNothing(draft),
    // Edits that come from a result are saved in it.
    saved: given,
    savedTo: {},
    change: (change, what) => {
      const { edits, past } = get();
      const next = { ...edits, ...change };
      if (sameEdits(next, edits)) return;
      const time = now();
      const goesOn = what === last.what && time - last.at < oneStepMs;
      last = { what, at: time };
      set({
        edits: next,
        past: goesOn ? past : [...past, edits].slice(-mostSteps),
        future: [],
      });
    },
    endStep: () => {
      last = { what: '', at: 0 };
    },
    undo: () => {
      const { edits, past, future } = get();
      const before = past.at(-1);
      if (!before) return;
      last = { what: '', at: 0 };
      set({ edits: before, past: past.slice(0, -1), future: [edits, ...future] });
    },
    redo: () => {
      const { edits, past, future } = get();
      const [next, ...rest] = future;
      if (!next) return;
      last = { what: '', at: 0 };
      set({ edits: next, past: [...past, edits], future: rest });
    },
    noteSaved: (format = 'same', target = null) => {
      const { edits, saved, savedTo } = get();
      const before = saved !== null && sameEdits(edits, saved) ? savedTo : {};
      set({
        saved: edits,
        savedTo: target === null ? before : { ...before, [format]: target },
      });
    },
  }));
  store.subscribe(({ edits, saved }) => {
    keepDraft(asset, saved !== null && sameEdits(edits, saved) ? null : edits, now());
  });
  return store;
}
