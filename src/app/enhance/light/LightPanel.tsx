import { noEdits } from '#media/edit/edits.ts';
import { Button } from '../../ui/Button.tsx';
import { enhanceWords } from '../../words/enhance.ts';
import { useEditSession } from '../editor.ts';
import { Slide } from '../Slide.tsx';
import { Histogram } from './Histogram.tsx';
import styles from './Light.module.css';

const words = enhanceWords.light;

/** Exposure, contrast, saturation and temperature, with the light of the result above. */
export function LightPanel() {
  const { edits, change, endStep } = useEditSession();
  const { exposure, contrast, saturation, temperature } = edits;
  const isPlain = exposure === 0 && contrast === 0 && saturation === 0 && temperature === 0;
  return (
    <>
      <Histogram until="all" />
      <Slide
        label={words.exposure}
        value={exposure}
        min={-5}
        max={5}
        step={0.05}
        unit={words.stops}
        onValue={(value) => change({ exposure: value }, 'exposure')}
        onEnd={endStep}
      />
      <Slide
        label={words.contrast}
        value={contrast}
        min={-100}
        max={100}
        step={1}
        onValue={(value) => change({ contrast: value }, 'contrast')}
        onEnd={endStep}
      />
      <Slide
        label={words.temperature}
        value={temperature}
        min={-100}
        max={100}
        step={1}
        onValue={(value) => change({ temperature: value }, 'temperature')}
        onEnd={endStep}
      />
      <Slide
        label={words.saturation}
        value={saturation}
        min={-100}
        max={100}
        step={1}
        onValue={(value) => change({ saturation: value }, 'saturation')}
        onEnd={endStep}
      />
      <p className={styles['help']}>{words.help}</p>
      <Button
        unavailable={isPlain ? enhanceWords.nothingEdited : null}
        onClick={() => {
          change(
            {
              exposure: noEdits.exposure,
              contrast: noEdits.contrast,
              saturation: noEdits.saturation,
              temperature: noEdits.temperature,
            },
            'light',
          );
          endStep();
        }}
      >
        {words.resetPart}
      </Button>
    </>
  );
}
