import { describe, expect, it } from 'vitest';

import { parseBindings } from './bindings.ts';
import { chordOf, chordProblem, isCharacterKey, isChord, worksWhileTyping } from './chords.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrl' | 'shift' | 'alt', boolean>> = {},
  code = '',
) => ({
  key,
  code,
  ctrlKey: held.ctrl ?? false,
  metaKey: false,
  altKey: held.alt ?? false,
  shiftKey: held.shift ?? false,
});

describe('combinations of keys', () => {
  it('writes down what was pressed, and knows it again', () => {
    for (const [pressed, keys] of [
      [press('z', { ctrl: true }), 'mod+z'],
      [press('Z', { ctrl: true, shift: true }), 'mod+shift+z'],
      [press('?', { shift: true }), '?'],
      [press('+', { ctrl: true }), 'mod++'],
      [press('+'), '+'],
      [press('F2'), 'F2'],
      [press(' ', { ctrl: true }), 'mod+Space'],
      [press('å', { alt: true }, 'KeyA'), 'alt+a'],
      [press('я', { ctrl: true }, 'KeyZ'), 'mod+z'],
    ] as const) {
      expect(chordOf(pressed)).toBe(keys);
      expect(isChord(pressed, keys)).toBe(true);
    }
  });

  it('waits while only Ctrl or Shift is down', () => {
    expect(chordOf(press('Control', { ctrl: true }))).toBeNull();
    expect(chordOf(press('Shift', { shift: true }))).toBeNull();
  });

  it('tells Ctrl Z from Ctrl Shift Z and from Z', () => {
    expect(isChord(press('z', { ctrl: true, shift: true }), 'mod+z')).toBe(false);
    expect(isChord(press('z'), 'mod+z')).toBe(false);
  });

  it('leaves the page and the browser their own keys', () => {
    expect(chordProblem('Tab')).toBe('page');
    expect(chordProblem('Enter')).toBe('page');
    expect(chordProblem('Escape')).toBe('page');
    expect(chordProblem('mod+w')).toBe('browser');
    expect(chordProblem('mod+Enter')).toBeNull();
    expect(chordProblem('g')).toBeNull();
  });

  it('knows the keys that a voice or a stray touch would set off', () => {
    expect(['a', '/', '5', 'shift+a'].every(isCharacterKey)).toBe(true);
    expect(['mod+a', 'alt+1', 'Delete', 'F2'].some(isCharacterKey)).toBe(false);
    expect(worksWhileTyping('f')).toBe(false);
    expect(worksWhileTyping('mod+f')).toBe(true);
  });

  it('takes from the device only what is right', () => {
    expect(parseBindings({ undo: ['mod+u'], redo: 'x', open: [3], none: [] })).toEqual({
      undo: ['mod+u'],
      none: [],
    });
    expect(parseBindings('nonsense')).toEqual({});
  });
});
