/**
 * What is being drawn on one picture: masks, their undo, and the draft of them that outlives the tab.
 * It belongs to the open picture, not to a tool: what was drawn under "Mask" is there under "Remove
 * object". What takes longer than a frame is done in a worker.
 */
import type { AssetId } from '#domain/id.ts';
import { fail, type Result } from '#domain/result.ts';
import { dabAt, drawBetween, smoothWay, type Brush, type Dab } from '#media/mask/brush.ts';
import { joinMasks } from '#media/mask/combine.ts';
import { editMask, type MaskEdit } from '#media/mask/edit.ts';
import { beginHistory, noteAct, redoAct, undoAct, type MaskHistory } from '#media/mask/history.ts';
import { keptOf, maskOfKept, type KeptMask } from '#media/mask/keep.ts';
import {
  boxOfTile,
  emptyMask,
  isEmpty,
  joined,
  sourceOf,
  type Box,
  type Mask,
  type TileSource,
} from '#media/mask/mask.ts';
import { differingTiles, type MaskFacts } from '#media/mask/measure.ts';
import type { MaskThread } from '#workers/masks/client.ts';
import type { MaskDoor } from '../../inkreel.ts';
import { maskWords as words } from '../../words/masks.ts';
import type { PointerSample, Surface } from '../surface.ts';

/** `mask`: what is to be changed. `hints`: what is surely the subject, and surely not. */
export type DeskUse = 'mask' | 'hints';
const layersOf: Readonly<Record<DeskUse, number>> = { mask: 1, hints: 2 };

export type DraftState = 'none' | 'keeping' | 'kept' | 'failed';

export interface DeskState {
  readonly history: MaskHistory<string>;
  /** What the worker does now, in words. */
  readonly busy: string | null;
  /** Of the first mask; null until it is reckoned. */
  readonly facts: MaskFacts | null;
  readonly draft: DraftState;
  /** The drawing was found as a draft from before. */
  readonly isRestored: boolean;
  /** The asset that the first mask was saved as, while it is still that. */
  readonly saved: { readonly mask: Mask; readonly asset: AssetId } | null;
}

export interface Desk {
  readonly picture: { readonly id: AssetId; readonly width: number; readonly height: number };
  readonly state: () => DeskState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Tells what changed on the picture; null: everything. */
  readonly onChanged: (listener: (box: Box | null) => void) => () => void;
  /** A mask as it looks now, a stroke that is not finished included. */
  readonly layer: (index: number) => TileSource;
  readonly masks: () => readonly Mask[];
  /** Puts masks in place of those that are there, as one act. */
  readonly act: (masks: readonly Mask[], note: string) => void;
  /** Has a mask made by the worker, then makes an act of it. False: it failed, and was told. */
  readonly later: (
    busy: string,
    note: string,
    make: (thread: MaskThread, signal: AbortSignal) => Promise<Result<KeptMask>>,
    join: (before: readonly Mask[], made: Mask) => readonly Mask[],
  ) => Promise<Result<null>>;
  readonly stop: () => void;
  /** @param layer the mask that gets what the brush draws; it is taken from all others */
  readonly beginStroke: (at: PointerSample, brush: Brush, layer: number) => void;
  readonly moveStroke: (samples: readonly PointerSample[]) => void;
  readonly endStroke: () => void;
  readonly cancelStroke: () => void;
  readonly isStroking: () => boolean;
  readonly undo: () => void;
  readonly redo: () => void;
  /** The thread of this picture, for other work on it. */
  readonly thread: () => Promise<MaskThread>;
  /** The mask as an asset: saved now, or before and unchanged. */
  readonly save: (name?: string) => Promise<Result<AssetId>>;
  /** Writes a draft that still waits. */
  readonly flush: () => void;
  /** A tool is open on it. When none is any more, the draft is written and the worker ends. */
  readonly enter: () => () => void;
}

/** A draft is written when nothing was drawn for so long (ms). */
const draftPause = 350;
/** The worker ends so long after the last tool was left: another is often chosen at once (ms). */
const restPause = 3_000;

const desks = new WeakMap<Surface, Map<DeskUse, Desk>>();

/** The desk of the open picture; the same one for every tool. */
export function deskOf(surface: Surface, use: DeskUse, door: MaskDoor): Desk {
  const known = desks.get(surface) ?? new Map<DeskUse, Desk>();
  desks.set(surface, known);
  const desk = known.get(use) ?? openDesk(surface, use, door);
  known.set(use, desk);
  return desk;
}

interface Stroke {
  readonly edits: readonly MaskEdit[];
  readonly brush: Brush;
  readonly layer: number;
  readonly way: ReturnType<typeof smoothWay>;
  last: Dab;
  changed: Box | null;
}

function openDesk(surface: Surface, use: DeskUse, door: MaskDoor): Desk {
  const { id } = surface.asset;
  const { width, height } = surface.picture;
  const picture = { id, width, height };
  const blank = Array.from({ length: layersOf[use] }, () => emptyMask(width, height));
  let state: DeskState = {
    history: beginHistory(blank, words.acts.begin),
    busy: null,
    facts: null,
    draft: 'none',
    isRestored: false,
    saved: null,
  };
  const listeners = new Set<() => void>();
  const watchers = new Set<(box: Box | null) => void>();
  let stroke: Stroke | null = null;
  let running: AbortController | null = null;
  let opened: Promise<MaskThread> | null = null;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let counting = 0;
  let users = 0;

  const set = (change: Partial<DeskState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const changed = (box: Box | null): void => {
    for (const watcher of watchers) watcher(box);
  };
  const masks = (): readonly Mask[] => state.history.present.masks;

  const thread = (): Promise<MaskThread> => {
    opened ??= door.open(async (x, y, w, h) => {
      const part = await surface.read({ x, y, width: w, height: h });
      if (!part) throw new Error('the picture was left');
      return part.pixels;
    });
    return opened;
  };

  const count = async (): Promise<void> => {
    counting += 1;
    const mine = counting;
    const [mask] = masks();
    if (!mask) return;
    const told = await (await thread()).call('facts', { mask: keptOf(mask) });
    if (mine === counting && told.ok) set({ facts: told.value });
  };

  const writeDraft = async (): Promise<void> => {
    clearTimeout(pause);
    pause = undefined;
    const present = masks();
    const at = await thread();
    const key = at.keyOf(id, use);
    const [first] = present;
    const isSaved = state.saved !== null && state.saved.mask === first;
    if (isSaved || present.every(isEmpty)) {
      await at.call('dropDraft', { key });
      if (masks() === present) set({ draft: 'none' });
      return;
    }
    const kept = await at.call('keepDraft', { key, masks: present.map(keptOf) });
    if (masks() === present) set({ draft: kept.ok ? 'kept' : 'failed' });
  };

  const become = (history: MaskHistory<string>): void => {
    if (history === state.history) return;
    const before = masks();
    set({ history, facts: null, draft: 'keeping', isRestored: false });
    let box: Box | null = null;
    for (const [index, mask] of history.present.masks.entries()) {
      const old = before[index];
      if (!old) continue;
      for (const tile of differingTiles(old, mask)) box = joined(box, boxOfTile(mask, tile));
    }
    if (box) changed(box);
    void count();
    clearTimeout(pause);
    pause = setTimeout(() => void writeDraft(), draftPause);
  };

  const act: Desk['act'] = (made, note) => become(noteAct(state.history, made, note));

  const restore = async (): Promise<void> => {
    const at = await thread();
    const found = await at.call('draft', { key: at.keyOf(id, use), picture: { width, height } });
    const isUntouched = state.history.past.length === 0 && masks() === blank && stroke === null;
    if (!found.ok || found.value?.length !== blank.length || !isUntouched) return;
    const drafted = found.value.map(maskOfKept);
    set({
      history: noteAct(state.history, drafted, words.acts.restored),
      draft: 'kept',
      isRestored: true,
    });
    changed(null);
    void count();
  };
  // What is made over a draft comes after it, so that undo brings the draft back.
  const restored = restore();

  const close = async (): Promise<void> => {
    const closing = opened;
    if (users > 0 || !closing || pause !== undefined || running) return;
    opened = null;
    (await closing).close();
  };

  const drawTo = (dabs: readonly Dab[]): void => {
    if (!stroke) return;
    const { edits, brush, layer } = stroke;
    let box: Box | null = null;
    for (const dab of dabs) {
      for (const [index, edit] of edits.entries()) {
        const erase = brush.erase || index !== layer;
        box = joined(box, drawBetween(edit, stroke.last, dab, { ...brush, erase }));
      }
      stroke.last = dab;
    }
    stroke.changed = joined(stroke.changed, box);
    if (box) changed(box);
  };

  return {
    picture,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onChanged(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    layer: (index) =>
      stroke?.edits[index] ?? sourceOf(masks()[index] ?? blank[0] ?? emptyMask(1, 1)),
    masks,
    act,
    async later(busy, note, make, join) {
      running?.abort();
      const controller = new AbortController();
      running = controller;
      set({ busy });
      await restored;
      const made = await make(await thread(), controller.signal);
      if (running !== controller) return fail({ code: 'cancelled' });
      running = null;
      set({ busy: null });
      if (!made.ok) return made;
      act(join(masks(), maskOfKept(made.value)), note);
      return { ok: true, value: null };
    },
    stop() {
      running?.abort();
      running = null;
      set({ busy: null });
    },
    beginStroke({ at, pressure }, brush, layer) {
      const first = dabAt(brush, at, pressure);
      const edits = masks().map(editMask);
      stroke = { edits, brush, layer, way: smoothWay(first), last: first, changed: null };
      drawTo([first]);
    },
    moveStroke(samples) {
      if (!stroke) return;
      const { brush, way } = stroke;
      drawTo(samples.flatMap(({ at, pressure }) => way.to(dabAt(brush, at, pressure))));
    },
    endStroke() {
      if (!stroke) return;
      drawTo(stroke.way.end());
      const { edits, brush, layer } = stroke;
      stroke = null;
      act(
        edits.map((edit) => edit.done()),
        use === 'hints' && !brush.erase
          ? words.acts.hint(layer === 0)
          : words.acts.stroke(brush.erase),
      );
    },
    cancelStroke() {
      const box = stroke?.changed ?? null;
      stroke = null;
      if (box) changed(box);
    },
    isStroking: () => stroke !== null,
    undo: () => become(undoAct(state.history)),
    redo: () => become(redoAct(state.history)),
    thread,
    async save(name) {
      const [mask] = masks();
      if (!mask || isEmpty(mask)) {
        return fail({ code: 'invalid_input', field: 'mask', reason: words.emptyReason });
      }
      if (state.saved?.mask === mask) return { ok: true, value: state.saved.asset };
      const file = await (await thread()).call('encode', { mask: keptOf(mask) });
      if (!file.ok) return file;
      const named = name === undefined || name.trim() === '' ? {} : { name: name.trim() };
      const saved = await door.save({ file: file.value, width, height, of: id, ...named });
      if (!saved.ok) return saved;
      const { asset } = saved.value;
      set({ saved: { mask, asset } });
      if (masks()[0] === mask) void writeDraft();
      return { ok: true, value: asset };
    },
    flush() {
      if (pause !== undefined) void writeDraft();
    },
    enter() {
      users += 1;
      return () => {
        users -= 1;
        if (pause !== undefined) void writeDraft();
        setTimeout(() => void close(), restPause);
      };
    },
  };
}

/** A selection put together with the mask that is there. */
export const joinFirst =
  (join: Parameters<typeof joinMasks>[2]) =>
  ([first, ...rest]: readonly Mask[], made: Mask): readonly Mask[] =>
    first ? [joinMasks(first, made, join), ...rest] : [made];
