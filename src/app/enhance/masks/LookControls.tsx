import { useShortcuts } from '../../shell/shortcuts.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { maskWords as words } from '../../words/masks.ts';
import { overlayColours, setDrawing, useDrawing, type OverlayColour } from './drawing.ts';
import type { Look } from './overlay.ts';
import { Choices, Section } from './parts.tsx';
import { Slider } from './Slider.tsx';

const names = Object.keys(overlayColours) as readonly OverlayColour[];

/** The colour and strength in which masks lie over the picture. */
export function LookControls() {
  const { colour, opacity, alone } = useDrawing();
  useShortcuts([
    {
      name: 'mask.alone',
      keys: 'shift+m',
      words: words.keys.alone,
      place: words.place,
      run: () => setDrawing({ alone: !useDrawing.getState().alone }),
    },
  ]);
  return (
    <Section title={words.look}>
      <Choices
        label={words.colour}
        value={colour}
        onValue={(next) => setDrawing({ colour: next })}
        choices={names.map((value) => ({ value, label: words.colours[value] }))}
      />
      <Slider
        label={words.opacity}
        value={Math.round(opacity * 100)}
        onValue={(next) => setDrawing({ opacity: next / 100 })}
        min={10}
        max={100}
        unit="%"
      />
      <Toggle
        label={words.alone}
        checked={alone}
        onChecked={(next) => setDrawing({ alone: next })}
      />
    </Section>
  );
}

/** How a single mask is shown now. */
export function useLook(): Look {
  const { colour, opacity, alone } = useDrawing();
  return { colours: [overlayColours[colour]], opacity, alone };
}
