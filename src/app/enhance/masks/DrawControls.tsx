import { Brush, Circle, Lasso, Pipette, Square } from 'lucide-react';

import { useShortcuts } from '../../shell/shortcuts.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { maskWords as words } from '../../words/masks.ts';
import {
  hardenBrush,
  resizeBrush,
  setDrawing,
  sizeLimits,
  turnBrush,
  useDrawing,
  type DrawMode,
} from './drawing.ts';
import styles from './Masks.module.css';
import { Choices } from './parts.tsx';
import { Slider } from './Slider.tsx';

const icons = { brush: Brush, lasso: Lasso, rectangle: Square, ellipse: Circle, colour: Pipette };
const joins = ['add', 'take', 'keep', 'replace'] as const;

/** With what is drawn, and how. */
export function DrawControls({
  modes,
  plain = false,
}: {
  readonly modes: readonly DrawMode[];
  /** Drawing and erasing only. */
  readonly plain?: boolean;
}) {
  const drawing = useDrawing();
  const mode = modes.includes(drawing.mode) ? drawing.mode : 'brush';
  useShortcuts([
    {
      name: 'mask.larger',
      keys: ']',
      words: words.keys.larger,
      place: words.place,
      run: () => resizeBrush(1),
    },
    {
      name: 'mask.smaller',
      keys: '[',
      words: words.keys.smaller,
      place: words.place,
      run: () => resizeBrush(-1),
    },
    {
      name: 'mask.harder',
      keys: 'shift+]',
      words: words.keys.harder,
      place: words.place,
      run: () => hardenBrush(1),
    },
    {
      name: 'mask.harder',
      keys: 'shift+}',
      words: words.keys.harder,
      place: words.place,
      run: () => hardenBrush(1),
    },
    {
      name: 'mask.softer',
      keys: 'shift+[',
      words: words.keys.softer,
      place: words.place,
      run: () => hardenBrush(-1),
    },
    {
      name: 'mask.softer',
      keys: 'shift+{',
      words: words.keys.softer,
      place: words.place,
      run: () => hardenBrush(-1),
    },
    { name: 'mask.turn', keys: 'x', words: words.keys.turn, place: words.place, run: turnBrush },
  ]);
  const isShape = mode !== 'brush';
  const offered = isShape && !plain ? joins : joins.slice(0, 2);
  return (
    <>
      {modes.length > 1 && (
        <Choices
          label={words.modesLabel}
          value={mode}
          onValue={(next) => setDrawing({ mode: next })}
          choices={modes.map((one) => ({ value: one, label: words.modes[one], icon: icons[one] }))}
        />
      )}
      <p className={styles['help']}>{words.modeHelp[mode]}</p>
      <Choices
        label={words.joinLabel}
        value={offered.includes(drawing.join) ? drawing.join : 'add'}
        onValue={(join) => setDrawing({ join })}
        choices={offered.map((one) => ({
          value: one,
          label:
            !isShape && (one === 'add' || one === 'take') ? words.joinShort[one] : words.joins[one],
        }))}
      />
      {mode === 'brush' && (
        <>
          <Slider
            label={words.size}
            value={drawing.size}
            onValue={(size) => setDrawing({ size })}
            min={sizeLimits.least}
            max={sizeLimits.most}
            unit="px"
            curve={3}
          />
          <Slider
            label={words.hardness}
            value={Math.round(drawing.hardness * 100)}
            onValue={(hardness) => setDrawing({ hardness: hardness / 100 })}
            min={0}
            max={100}
            unit="%"
          />
          <Toggle
            label={words.pressure}
            checked={drawing.pressure}
            onChecked={(pressure) => setDrawing({ pressure })}
          />
        </>
      )}
      {mode === 'colour' && <ColourSettings />}
    </>
  );
}

/** What counts as the same colour. */
export function ColourSettings() {
  const { tolerance, contiguous } = useDrawing();
  return (
    <>
      <Slider
        label={words.tolerance}
        help={words.toleranceHelp}
        value={tolerance}
        onValue={(next) => setDrawing({ tolerance: next })}
        min={0}
        max={100}
        curve={2}
      />
      <Toggle
        label={words.contiguous}
        checked={contiguous}
        onChecked={(next) => setDrawing({ contiguous: next })}
      />
    </>
  );
}
