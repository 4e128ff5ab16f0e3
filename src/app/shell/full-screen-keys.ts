import { useEffect, useEffectEvent } from 'react';

import { useSingleKeys } from './bindings.ts';
import { isCharacterKey } from './chords.ts';
import { isTyping } from './shortcuts.ts';

/** A key by what stands on it ("a", "Backspace") or, with Shift, by its place ("Digit1"). */
type FullScreenKeys = Readonly<Record<string, () => void>>;

/** Whether a key belongs to what has the focus: a button takes Space and Enter, a player its arrows. */
const isTaken = (event: KeyboardEvent): boolean => {
  const { target, key } = event;
  if (isTyping(target)) return true;
  if (target instanceof HTMLElement && target.closest('[role="menu"]') !== null) return true;
  if (key.startsWith('Arrow') && target instanceof Element && target.closest('[data-moves]')) {
    return true;
  }
  if (target instanceof HTMLMediaElement || target instanceof HTMLInputElement) {
    return key === ' ' || key.startsWith('Arrow');
  }
  return (
    (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) &&
    (key === ' ' || key === 'Enter')
  );
};

/** The keys of a full-screen work for as long as it stands; Ctrl+Z is the same as Z. */
export function useFullScreenKeys(keys: FullScreenKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.altKey || isTaken(event)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const withMod = event.ctrlKey || event.metaKey;
    if (withMod && (key !== 'z' || event.shiftKey)) return;
    if (isCharacterKey(key) && !withMod && !useSingleKeys.getState().value) return;
    // With Shift a digit gives another sign on every keyboard: its place says which one it is.
    const name =
      event.shiftKey && event.code.startsWith('Digit') ? `shift+${event.code.slice(5)}` : key;
    const act = keys[name];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat || key.startsWith('Arrow')) act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    // On the way down: a dialog keeps the arrows from whoever listens above it.
    document.addEventListener('keydown', listen, true);
    return () => document.removeEventListener('keydown', listen, true);
  }, []);
}
