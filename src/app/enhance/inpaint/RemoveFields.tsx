import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { inpaintWords as words } from '../../words/inpaint.ts';
import { Slider } from '../masks/Slider.tsx';
import { MethodField } from './MethodField.tsx';
import { setRemove, useRemoveSettings } from './settings.ts';

/** How what is marked gets filled. */
export function RemoveFields() {
  const { method, grow, feather, seed } = useRemoveSettings();
  return (
    <>
      <MethodField
        label={words.method}
        task="inpaint"
        own={words.methods}
        help={words.methodHelp}
        value={method}
        onValue={(next) => setRemove({ method: next })}
      />
      <Slider
        label={words.grow}
        help={words.growHelp}
        value={grow}
        onValue={(next) => setRemove({ grow: next })}
        min={0}
        max={200}
        unit="px"
        curve={2}
      />
      <Slider
        label={words.feather}
        help={words.featherHelp}
        value={feather}
        onValue={(next) => setRemove({ feather: next })}
        min={0}
        max={200}
        unit="px"
        curve={2}
      />
      {method !== 'smooth' && (
        <Field label={words.seed} help={words.seedHelp}>
          {(control) => (
            <NumberInput
              {...control}
              value={seed}
              onValue={(next) => setRemove({ seed: Math.max(0, Math.round(next ?? 1)) })}
              min={0}
              max={0x7fffffff}
              step={1}
            />
          )}
        </Field>
      )}
    </>
  );
}
