import {
  ArrowLeftRight,
  FlipHorizontal2,
  FlipVertical2,
  RotateCcwSquare,
  RotateCwSquare,
} from 'lucide-react';
import { useRef } from 'react';

import {
  flipped,
  mirrored,
  ownRatio,
  straightenedTo,
  turnedBy,
  withCrop,
  withRatio,
} from '#media/edit/change.ts';
import { noEdits, type PictureEdits } from '#media/edit/edits.ts';
import { cropOf, frameSize, type Rectangle } from '#media/edit/frame.ts';
import { useShortcuts } from '../../shell/shortcuts.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { Select } from '../../ui/Select.tsx';
import { enhanceWords } from '../../words/enhance.ts';
import { useEditor, useEditSession } from '../editor.ts';
import { Slide } from '../Slide.tsx';

import styles from './Crop.module.css';

const words = enhanceWords.crop;

/** Shapes that are offered, width to height; each the other way round as well. */
const shapes = [
  [1, 1],
  [5, 4],
  [4, 3],
  [3, 2],
  [16, 9],
  [2, 1],
] as const;

const near = (one: number, other: number): boolean => Math.abs(one / other - 1) < 0.002;

/** The shape that a ratio is, as its name in the list. */
function shapeName(ratio: number | null, own: number): string {
  if (ratio === null) return 'free';
  const shape = shapes.find(([w, h]) => near(ratio, w / h) || near(ratio, h / w));
  if (shape)
    return near(ratio, shape[0] / shape[1]) ? shape.join(':') : shape.toReversed().join(':');
  return near(ratio, own) ? 'original' : 'free';
}

/** Crop, turns and the angle, as fields; the handles on the picture do the same. */
export function CropPanel() {
  const { stage } = useEditor();
  const session = useEditSession();
  const { edits } = session;
  const { picture } = stage;
  const part = cropOf(picture, edits);
  const frame = frameSize(picture, edits);
  const ratio = edits.crop?.ratio ?? null;
  const own = ownRatio(picture, edits);
  const start = useRef<PictureEdits | null>(null);

  const set = (next: PictureEdits, what: string): void => {
    session.change(next, what);
  };
  const once = (next: PictureEdits): void => {
    session.change(next, 'shape');
    session.endStep();
  };
  const setPart = (next: Partial<Rectangle>, what: string): void =>
    set(withCrop(picture, edits, { ...part, ...next }, ratio), what);
  const choose = (name: string): void => {
    const [w, h] = name.split(':').map(Number);
    const wished = name === 'free' ? null : name === 'original' ? own : w && h ? w / h : null;
    once(withRatio(picture, edits, wished));
  };
  const straighten = (angle: number): void => {
    // From where the hand began, or a crop would shrink a little with every degree there and back.
    start.current ??= edits;
    set(straightenedTo(picture, { ...start.current }, angle), 'straighten');
  };
  const end = (): void => {
    start.current = null;
    session.endStep();
  };

  useShortcuts(
    [
      {
        name: 'enhance.turn-right',
        keys: 'r',
        words: words.turnRight,
        run: () => once(turnedBy(edits, 1)),
      },
      {
        name: 'enhance.turn-left',
        keys: 'shift+r',
        words: words.turnLeft,
        run: () => once(turnedBy(edits, -1)),
      },
      { name: 'enhance.mirror', keys: 'h', words: words.mirror, run: () => once(mirrored(edits)) },
      { name: 'enhance.flip', keys: 'shift+h', words: words.flip, run: () => once(flipped(edits)) },
    ].map((shortcut) => ({ ...shortcut, place: enhanceWords.title })),
  );

  const field = (
    label: string,
    value: number,
    most: number,
    onValue: (value: number) => void,
    least = 0,
  ) => (
    <Field label={label}>
      {(control) => (
        <NumberInput
          {...control}
          value={Math.round(value)}
          min={least}
          max={Math.floor(most)}
          step={1}
          unit={words.pixels}
          onBlurCapture={session.endStep}
          onValue={(next) => {
            if (next !== null && next >= least && next <= most) onValue(next);
          }}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className={styles['row']}>
        <Field label={words.shape}>
          {(control) => (
            <Select
              {...control}
              value={shapeName(ratio, own)}
              onValue={choose}
              choices={[
                { value: 'free', label: words.free },
                { value: 'original', label: words.original },
                ...shapes.flatMap(([w, h]) => [
                  { value: `${w}:${h}`, label: words.ratio(w, h) },
                  ...(w === h ? [] : [{ value: `${h}:${w}`, label: words.ratio(h, w) }]),
                ]),
              ]}
            />
          )}
        </Field>
        <IconButton
          look="plain"
          label={words.swap}
          icon={<ArrowLeftRight aria-hidden />}
          unavailable={ratio === null || near(ratio, 1) ? words.nothingToSwap : null}
          onClick={() => {
            if (ratio !== null) once(withRatio(picture, edits, 1 / ratio));
          }}
        />
      </div>
      <div className={styles['fields']}>
        {/* Without a shape to keep, a part that has no room to move becomes smaller. */}
        {field(
          words.left,
          part.x,
          ratio === null ? frame.width - 1 : frame.width - part.width,
          (x) => setPart({ x, width: Math.min(part.width, frame.width - x) }, 'crop x'),
        )}
        {field(
          words.top,
          part.y,
          ratio === null ? frame.height - 1 : frame.height - part.height,
          (y) => setPart({ y, height: Math.min(part.height, frame.height - y) }, 'crop y'),
        )}
        {field(
          words.width,
          part.width,
          ratio === null ? frame.width - part.x : Math.min(frame.width, frame.height * ratio),
          (width) =>
            setPart(
              ratio === null ? { width } : { width, height: Math.max(1, width / ratio) },
              'crop width',
            ),
          1,
        )}
        {field(
          words.height,
          part.height,
          ratio === null ? frame.height - part.y : Math.min(frame.height, frame.width / ratio),
          (height) =>
            setPart(
              ratio === null ? { height } : { height, width: Math.max(1, height * ratio) },
              'crop height',
            ),
          1,
        )}
      </div>
      <p className={styles['result']}>{words.result(part.width, part.height)}</p>
      <Slide
        label={words.straighten}
        value={edits.straighten}
        min={-45}
        max={45}
        step={0.1}
        unit={words.degrees}
        onValue={straighten}
        onEnd={end}
      />
      <fieldset className={styles['turns']} aria-label={words.turn}>
        <IconButton
          look="plain"
          label={words.turnLeft}
          keys="⇧R"
          icon={<RotateCcwSquare aria-hidden />}
          onClick={() => once(turnedBy(edits, -1))}
        />
        <IconButton
          look="plain"
          label={words.turnRight}
          keys="R"
          icon={<RotateCwSquare aria-hidden />}
          onClick={() => once(turnedBy(edits, 1))}
        />
        <IconButton
          look="plain"
          label={words.mirror}
          keys="H"
          icon={<FlipVertical2 aria-hidden />}
          aria-pressed={edits.mirror}
          onClick={() => once(mirrored(edits))}
        />
        <IconButton
          look="plain"
          label={words.flip}
          keys="⇧H"
          icon={<FlipHorizontal2 aria-hidden />}
          onClick={() => once(flipped(edits))}
        />
      </fieldset>
      <Button
        unavailable={
          edits.crop === null && edits.straighten === 0 && edits.turn === 0 && !edits.mirror
            ? words.isWhole
            : null
        }
        onClick={() => {
          const { mirror, turn, straighten: angle, crop } = noEdits;
          once({ ...edits, mirror, turn, straighten: angle, crop });
        }}
      >
        {words.reset}
      </Button>
    </>
  );
}
