import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';

import { type Bindings, useBindings, useSingleKeys } from './bindings.ts';
import { isCharacterKey, isChord, worksWhileTyping } from './chords.ts';

export { keysText } from './chords.ts';

/** One shortcut. `keys` is "mod+z", "shift+?", "a", "/": mod is Ctrl, or ⌘ on a Mac. */
export interface Shortcut {
  /** The keys that it has until the person gives it others. */
  readonly keys: string;
  /** What it does, for the list behind `?`. */
  readonly words: string;
  /** Returns false when it does not apply now; the browser then does what it always does. */
  readonly run: (event: KeyboardEvent) => boolean | void;
  /** Where it works, as the heading of the list behind `?`; without one, everywhere. */
  readonly place?: string;
  /** Also works while text is being typed. */
  readonly whileTyping?: boolean;
  /** Stable name of the act, "library.approve": what the person's own keys are kept under. */
  readonly name?: string;
  /** Belongs to a control that has the focus: listed, but not to be changed. */
  readonly fixed?: boolean;
  /** Works inside of an open dialog: for a full-screen place that is one. */
  readonly inDialog?: boolean;
  /** Why the act does nothing now, for the palette; null when it applies. */
  readonly unavailable?: () => string | null;
}

/** An act with all its keys: those that it came with and those that work now. */
export interface Act {
  readonly name: string;
  readonly words: string;
  readonly place: string | null;
  readonly fixed: boolean;
  readonly defaults: readonly string[];
  readonly keys: readonly string[];
  readonly unavailable: () => string | null;
  readonly run: () => boolean | void;
}

/** The table of all shortcuts that work now; the newest of the same keys wins. */
const table: Shortcut[] = [];
const listeners = new Set<() => void>();

const nameOf = (shortcut: Shortcut): string =>
  shortcut.name ?? `${shortcut.place ?? ''}/${shortcut.words}`;

/** The keys that a shortcut of the table answers to now: the person's own stand at the first of its name. */
function keysOf(shortcut: Shortcut, index: number, bindings: Bindings): readonly string[] {
  const name = nameOf(shortcut);
  const own = shortcut.fixed ? undefined : bindings[name];
  if (own === undefined) return [shortcut.keys];
  return table.findIndex((one) => nameOf(one) === name) === index ? own : [];
}

let acts: readonly Act[] | null = null;

/** Every act that has a shortcut here and now, in the order in which they came. */
export function currentActs(): readonly Act[] {
  if (acts) return acts;
  const bindings = useBindings.getState().value;
  const found = new Map<string, Act>();
  for (const shortcut of table) {
    const name = nameOf(shortcut);
    const before = found.get(name);
    const defaults = [...new Set([...(before?.defaults ?? []), shortcut.keys])];
    const fixed = shortcut.fixed ?? false;
    found.set(name, {
      name,
      words: shortcut.words,
      place: shortcut.place ?? null,
      fixed,
      defaults,
      keys: fixed ? defaults : (bindings[name] ?? defaults),
      unavailable: before?.unavailable ?? shortcut.unavailable ?? (() => null),
      run: before?.run ?? (() => shortcut.run(new KeyboardEvent('keydown'))),
    });
  }
  acts = [...found.values()];
  return acts;
}

function changed(): void {
  acts = null;
  for (const listener of listeners) listener();
}
useBindings.subscribe(changed);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every act that has a shortcut here and now, live. */
export const useActs = (): readonly Act[] => useSyncExternalStore(subscribe, currentActs);

/** The first combination of an act as it is now; `fallback` while its place is not shown. */
export function useKeysOf(name: string, fallback: string): string | null {
  const bindings = useBindings((state) => state.value);
  return (bindings[name] ?? [fallback])[0] ?? null;
}

const textTypes = new Set(['text', 'search', 'number', 'email', 'url', 'password', 'tel', '']);

/** Whether the keyboard is writing text at this place. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && textTypes.has(target.type)));

/** Whether a dialog is open; it has the keyboard for itself. */
const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const inDialog = isInDialog(event.target);
  const typing = isTyping(event.target);
  const bindings = useBindings.getState().value;
  const single = useSingleKeys.getState().value;
  const isMeant = (keys: string): boolean =>
    isChord(event, keys) &&
    (single || !isCharacterKey(keys)) &&
    // Given to a plain letter, it must not eat what is being written.
    (!typing || worksWhileTyping(keys));
  for (let index = table.length - 1; index >= 0; index -= 1) {
    const shortcut = table[index];
    if (!shortcut || (typing && !shortcut.whileTyping) || (inDialog && !shortcut.inDialog))
      continue;
    if (!keysOf(shortcut, index, bindings).some(isMeant)) continue;
    if (shortcut.run(event) === false) continue;
    event.preventDefault();
    return;
  }
}

let listening = false;
function listen(): void {
  if (listening) return;
  listening = true;
  document.addEventListener('keydown', onKeyDown);
}

/** Enters shortcuts into the table for as long as the component stands. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  // Always the newest closures, without entering them anew.
  const run = useEffectEvent((index: number, event: KeyboardEvent) => shortcuts[index]?.run(event));
  const current = useEffectEvent(() => shortcuts);
  // The palette asks while it renders, which an effect event does not allow.
  const newest = useRef(shortcuts);
  useEffect(() => {
    newest.current = shortcuts;
  });
  const key = shortcuts.map((shortcut) => shortcut.keys).join(' ');
  useEffect(() => {
    listen();
    const entries = current().map((shortcut, index) => ({
      ...shortcut,
      run: (event: KeyboardEvent) => run(index, event),
      unavailable: () => newest.current[index]?.unavailable?.() ?? null,
    }));
    table.push(...entries);
    changed();
    return () => {
      for (const entry of entries) table.splice(table.indexOf(entry), 1);
      changed();
    };
  }, [key]);
}
