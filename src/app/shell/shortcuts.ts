import { useEffect, useEffectEvent } from 'react';

/** One shortcut. `keys` is "mod+z", "shift+?", "a", "/": mod is Ctrl, or ⌘ on a Mac. */
export interface Shortcut {
  readonly keys: string;
  /** What it does, for the list behind `?`. */
  readonly words: string;
  /** Returns false when it does not apply now; the browser then does what it always does. */
  readonly run: (event: KeyboardEvent) => boolean | void;
  /** Where it works, as the heading of the list behind `?`; without one, everywhere. */
  readonly place?: string;
  /** Also works while text is being typed. */
  readonly whileTyping?: boolean;
}

const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);

/** The table of all shortcuts that work now; the newest of the same keys wins. */
const table: Shortcut[] = [];

/** Every shortcut that works now, for the list of shortcuts. */
export const currentShortcuts = (): readonly Shortcut[] => table;

/** Keys as they stand on this keyboard: "mod+shift+z" → "⌘⇧Z" or "Ctrl Shift Z". */
export function keysText(keys: string): string {
  const mac: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥' };
  const other: Readonly<Record<string, string>> = { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' };
  const parts = keys
    .split('+')
    .map((part) => (isMac ? mac : other)[part] ?? (part.length === 1 ? part.toUpperCase() : part));
  return parts.join(isMac ? '' : ' ');
}

/** Whether a key press is this chord. */
export function isChord(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const other = isMac ? event.ctrlKey : event.metaKey;
  // A sign such as "?" needs Shift on many keyboards and none on others.
  const isSign = key.length === 1 && !/[a-z0-9]/i.test(key);
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === parts.includes('mod') &&
    !other &&
    event.altKey === parts.includes('alt') &&
    (isSign || event.shiftKey === parts.includes('shift'))
  );
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

let listening = false;
function listen(): void {
  if (listening) return;
  listening = true;
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (isInDialog(event.target)) return;
    const typing = isTyping(event.target);
    for (let index = table.length - 1; index >= 0; index -= 1) {
      const shortcut = table[index];
      if (!shortcut || (typing && !shortcut.whileTyping) || !isChord(event, shortcut.keys))
        continue;
      if (shortcut.run(event) === false) continue;
      event.preventDefault();
      return;
    }
  });
}

/** Enters shortcuts into the table for as long as the component stands. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  // Always the newest closures, without entering them anew.
  const run = useEffectEvent((index: number, event: KeyboardEvent) => shortcuts[index]?.run(event));
  const current = useEffectEvent(() => shortcuts);
  const key = shortcuts.map((shortcut) => shortcut.keys).join(' ');
  useEffect(() => {
    listen();
    const entries = current().map((shortcut, index) => ({
      ...shortcut,
      run: (event: KeyboardEvent) => run(index, event),
    }));
    table.push(...entries);
    return () => {
      for (const entry of entries) table.splice(table.indexOf(entry), 1);
    };
  }, [key]);
}
