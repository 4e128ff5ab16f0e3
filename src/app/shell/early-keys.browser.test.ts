import { afterEach, expect, test } from 'vitest';

import { heldKeys } from './early-keys.ts';
import { closePalette, openPalette, usePalette } from './palette-state.ts';

const press = (key: string, more: KeyboardEventInit = {}): boolean =>
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  );

afterEach(closePalette);

test('letters typed before the palette stands reach no act of the screen, and are handed on', () => {
  const heard: string[] = [];
  const listen = (event: KeyboardEvent): void => void heard.push(event.key);
  document.addEventListener('keydown', listen);
  openPalette();
  for (const key of ['a', 'b', 'x', 'Backspace', 'Enter', 'c']) press(key);
  expect(heard).toEqual([]);
  expect(heldKeys()).toBe('abc');
  press('a');
  expect(heard).toEqual(['a']);
  document.removeEventListener('keydown', listen);
});

test('Escape takes the wish for the palette back; keys of the browser stay its own', () => {
  openPalette();
  expect(press('r', { ctrlKey: true })).toBe(true);
  expect(press('Escape')).toBe(false);
  expect(usePalette.getState().open).toBe(false);
  expect(press('a')).toBe(true);
  expect(heldKeys()).toBe('');
});
