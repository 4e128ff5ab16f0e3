/** Combinations of keys as texts: "mod+shift+z", "a", "?". mod is Ctrl, or ⌘ on a Mac. */

const isMac = /mac|iphone|ipad/i.test(globalThis.navigator?.userAgent ?? '');

/** What of a key press a combination is made of. */
export interface KeyPress {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

interface Chord {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

function partsOf(keys: string): Chord {
  const isPlus = keys === '+' || keys.endsWith('++');
  const parts = (isPlus ? keys.slice(0, -1) : keys).split('+');
  return {
    mod: parts.includes('mod'),
    shift: parts.includes('shift'),
    alt: parts.includes('alt'),
    key: isPlus ? '+' : (parts.at(-1) ?? ''),
  };
}

/** A sign such as "?" needs Shift on many keyboards and none on others. */
const isSign = (key: string): boolean => key.length === 1 && !/[a-z0-9]/i.test(key);

/** The key of a press; a letter by its place where the layout has another alphabet. */
function keyOf({ key, code, altKey }: KeyPress): string {
  if (key === ' ') return 'Space';
  const place = /^Key([A-Z])$/.exec(code ?? '')?.[1];
  if (place && key.length === 1 && (altKey || key > '\u007f')) return place.toLowerCase();
  return key.length === 1 ? key.toLowerCase() : key;
}

/** Whether a key press is this combination. */
export function isChord(press: KeyPress, keys: string): boolean {
  const chord = partsOf(keys);
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  return (
    keyOf(press).toLowerCase() === chord.key.toLowerCase() &&
    mod === chord.mod &&
    !other &&
    press.altKey === chord.alt &&
    (isSign(chord.key) || press.shiftKey === chord.shift)
  );
}

const modifiers = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'Dead', 'Process']);

/** The combination of a key press; null while only Ctrl, Shift and the like are down. */
export function chordOf(press: KeyPress): string | null {
  if (modifiers.has(press.key)) return null;
  const key = keyOf(press);
  const mod = isMac ? press.metaKey : press.ctrlKey;
  return [
    ...(mod ? ['mod'] : []),
    ...(press.shiftKey && !isSign(key) ? ['shift'] : []),
    ...(press.altKey ? ['alt'] : []),
    key,
  ].join('+');
}

/** Keys as they stand on this keyboard: "mod+shift+z" → "⌘⇧Z" or "Ctrl Shift Z". */
export function keysText(keys: string): string {
  const { mod, shift, alt, key } = partsOf(keys);
  const said = [
    ...(mod ? [isMac ? '⌘' : 'Ctrl'] : []),
    ...(shift ? [isMac ? '⇧' : 'Shift'] : []),
    ...(alt ? [isMac ? '⌥' : 'Alt'] : []),
    key.length === 1 ? key.toUpperCase() : key,
  ];
  return said.join(isMac ? '' : ' ');
}

/** Whether a single letter, digit or sign does it: what speech input and trembling hands type by accident. */
export function isCharacterKey(keys: string): boolean {
  const { mod, alt, key } = partsOf(keys);
  return key.length === 1 && !mod && !alt;
}

/** Whether it can be told from typing: pressed with Ctrl, ⌘ or Alt, or a key that writes nothing. */
export const worksWhileTyping = (keys: string): boolean => {
  const { mod, alt, key } = partsOf(keys);
  return mod || alt || /^F\d+$/.test(key);
};

/** Keys that move about in a page or a list; taking them away would lock people out. */
const ofThePage = new Set([
  'Tab',
  'Enter',
  'Space',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'CapsLock',
  'ContextMenu',
]);
/** What browsers keep for themselves whatever a page says. */
const ofTheBrowser = new Set([
  'mod+w',
  'mod+t',
  'mod+n',
  'mod+q',
  'mod+shift+t',
  'mod+shift+n',
  'mod+shift+w',
  'mod+Tab',
  'mod+shift+Tab',
  'alt+F4',
  'F11',
]);

/** Why a combination cannot be given to an act, or null. */
export function chordProblem(keys: string): 'page' | 'browser' | null {
  const { mod, alt, key } = partsOf(keys);
  if (ofTheBrowser.has(keys)) return 'browser';
  if (ofThePage.has(key) && !mod && !alt) return 'page';
  return key === 'Escape' ? 'page' : null;
}
