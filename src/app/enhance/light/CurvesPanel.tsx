import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { curveThrough } from '#media/edit/curve.ts';
import { type Channel, channels, type CurvePoint, noEdits } from '#media/edit/edits.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { NumberInput } from '../../ui/NumberInput.tsx';
import { enhanceWords } from '../../words/enhance.ts';
import { useEditSession } from '../editor.ts';
import { ChannelChoice } from './ChannelChoice.tsx';
import { CurveGraph } from './CurveGraph.tsx';
import {
  keptPoints,
  mostPoints,
  pointAddedInGap,
  pointMoved,
  pointRemoved,
  shownPoints,
} from './curve-points.ts';
import styles from './Light.module.css';

const words = enhanceWords.curves;

/** Curves for all colours or one: by hand on the graph, by arrow keys on a point, by fields. */
export function CurvesPanel() {
  const { edits, change, endStep } = useEditSession();
  const { curves } = edits;
  const [channel, setChannel] = useState<Channel>('all');
  // Points that lie on the straight line are no curve yet, but they are there to be moved.
  const [waiting, setWaiting] = useState<readonly CurvePoint[] | null>(null);
  const [chosen, setChosen] = useState(0);
  const kept = curves[channel];
  const points = kept.length === 0 && waiting ? waiting : shownPoints(kept);
  const at = Math.min(chosen, points.length - 1);
  const point = points[at] ?? { x: 0, y: 0 };

  const set = (next: readonly CurvePoint[], what: string): void => {
    const keep = keptPoints(next);
    setWaiting(keep.length === 0 ? next : null);
    change({ curves: { ...curves, [channel]: keep } }, `curve ${channel} ${what}`);
  };
  const remove = (): void => {
    set(pointRemoved(points, at), 'remove');
    setChosen(Math.max(0, at - 1));
    endStep();
  };
  const gap = pointAddedInGap(points);
  return (
    <>
      <ChannelChoice
        value={channel}
        onValue={(next) => {
          setChannel(next);
          setWaiting(null);
          setChosen(0);
        }}
        isSet={(one) => curves[one].length > 0}
      />
      <CurveGraph
        channel={channel}
        points={points}
        curve={curveThrough(points)}
        chosen={at}
        onChosen={setChosen}
        onPoints={(next) => set(next, 'points')}
        onRemove={remove}
        onEnd={endStep}
      />
      <p className={styles['help']}>{words.help}</p>
      <fieldset className={styles['pair']} aria-label={words.chosen}>
        <Field label={words.from}>
          {(control) => (
            <NumberInput
              {...control}
              value={Math.round(point.x)}
              min={0}
              max={255}
              step={1}
              onBlurCapture={endStep}
              onValue={(x) => {
                if (x !== null) set(pointMoved(points, at, { ...point, x }), 'field');
              }}
            />
          )}
        </Field>
        <Field label={words.to}>
          {(control) => (
            <NumberInput
              {...control}
              value={Math.round(point.y)}
              min={0}
              max={255}
              step={1}
              onBlurCapture={endStep}
              onValue={(y) => {
                if (y !== null) set(pointMoved(points, at, { ...point, y }), 'field');
              }}
            />
          )}
        </Field>
      </fieldset>
      <div className={styles['acts']}>
        <Button
          icon={<Plus aria-hidden />}
          unavailable={gap === null || points.length >= mostPoints ? words.most : null}
          onClick={() => {
            if (!gap) return;
            set(gap.points, 'add');
            setChosen(gap.at);
            endStep();
          }}
        >
          {words.add}
        </Button>
        <Button
          icon={<Trash2 aria-hidden />}
          unavailable={points.length <= 2 ? words.fewest : null}
          onClick={remove}
        >
          {words.remove}
        </Button>
        <Button
          unavailable={
            channels.some((one) => curves[one].length > 0) ? null : enhanceWords.nothingEdited
          }
          onClick={() => {
            setWaiting(null);
            setChosen(0);
            change(
              { curves: channel === 'all' ? noEdits.curves : { ...curves, [channel]: [] } },
              'curves reset',
            );
            endStep();
          }}
        >
          {enhanceWords.light.resetPart}
        </Button>
      </div>
    </>
  );
}
