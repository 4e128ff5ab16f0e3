import { useState } from 'react';

import type { TaskId } from '#domain/id.ts';
import { isEmpty } from '#media/mask/mask.ts';
import { useChosen } from '../../chosen.ts';
import { useCommand } from '../../inkreel.ts';
import { awaited } from '../editor.ts';
import { Button } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toasts.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { inpaintWords as words } from '../../words/inpaint.ts';
import { told } from '../masks/ChangeControls.tsx';
import { DrawControls } from '../masks/DrawControls.tsx';
import { drawModes } from '../masks/drawing.ts';
import { KeptMasks } from '../masks/KeptMasks.tsx';
import { ActsList, MaskFactsLine } from '../masks/MaskFacts.tsx';
import styles from '../masks/Masks.module.css';
import { NumbersForm } from '../masks/NumbersForm.tsx';
import { useDeskOfTool } from '../masks/use-desk.ts';
import { RemoveFields } from './RemoveFields.tsx';
import { ResultCard } from './ResultCard.tsx';
import { setRemove, useRemoveSettings } from './settings.ts';

/** Takes out what is marked and puts the background back. */
export function RemovePanel() {
  const { desk, state } = useDeskOfTool('mask');
  const settings = useRemoveSettings();
  const run = useCommand();
  const collection = useChosen((chosen) => chosen.target);
  const [tasks, setTasks] = useState<readonly TaskId[]>([]);
  const [busy, setBusy] = useState(false);
  const [mask] = state.history.present.masks;
  const nothing = mask === undefined || isEmpty(mask) ? words.nothing : null;

  const remove = async (seed: number): Promise<void> => {
    setBusy(true);
    // First the mask is an asset: whatever happens to the task, what was drawn stays.
    const saved = await desk.save();
    if (!saved.ok) {
      setBusy(false);
      return told(saved);
    }
    const { method, grow, feather } = settings;
    const queued = await run('enqueue', {
      kind: 'inpaint',
      assets: [desk.picture.id],
      settings: { mask: saved.value, method, grow, feather, seed },
      priority: awaited,
      ...(collection === null ? {} : { collection }),
    });
    setBusy(false);
    if (!queued) return;
    setRemove({ seed });
    setTasks([...queued.tasks, ...tasks]);
    showToast({ text: words.started, tone: 'plain' });
  };

  return (
    <div className={styles['panel']}>
      <p className={styles['intro']}>{words.intro}</p>
      <MaskFactsLine desk={desk} state={state} />
      <DrawControls modes={drawModes} />
      <Toggle
        label={words.preview}
        help={words.previewHelp}
        checked={settings.preview}
        onChecked={(preview) => setRemove({ preview })}
      />
      <RemoveFields />
      <div className={styles['row']}>
        <Button
          look="primary"
          busy={busy}
          unavailable={nothing}
          onClick={() => void remove(settings.seed)}
        >
          {words.apply}
        </Button>
        {tasks.length > 0 && settings.method !== 'smooth' && (
          <Button
            busy={busy}
            unavailable={nothing}
            onClick={() => void remove((settings.seed + 1) % 0x7fffffff)}
          >
            {words.again}
          </Button>
        )}
      </div>
      {tasks.map((task) => (
        <ResultCard key={task} task={task} source={desk.picture.id} />
      ))}
      <div>
        <NumbersForm desk={desk} />
        <KeptMasks desk={desk} />
        <ActsList state={state} />
      </div>
      <p className={styles['help']}>{words.batch}</p>
    </div>
  );
}
