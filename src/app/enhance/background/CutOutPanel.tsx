import { Eraser, Plus, Square } from 'lucide-react';
import { useState } from 'react';

import type { TaskId } from '#domain/id.ts';
import { keptOf } from '#media/mask/keep.ts';
import { emptyMask, isEmpty } from '#media/mask/mask.ts';
import { goTo } from '../../address.ts';
import { useChosen } from '../../chosen.ts';
import { useCommand, useInkreel } from '../../inkreel.ts';
import { awaited } from '../editor.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Select } from '../../ui/Select.tsx';
import { showToast } from '../../ui/toasts.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { cutOutWords as words } from '../../words/inpaint.ts';
import { maskWords } from '../../words/masks.ts';
import { MethodField } from '../inpaint/MethodField.tsx';
import { ResultCard } from '../inpaint/ResultCard.tsx';
import { told } from '../masks/ChangeControls.tsx';
import { deskOf } from '../masks/desk.ts';
import { DrawControls } from '../masks/DrawControls.tsx';
import { ActsList } from '../masks/MaskFacts.tsx';
import styles from '../masks/Masks.module.css';
import { Choices } from '../masks/parts.tsx';
import { Slider } from '../masks/Slider.tsx';
import { useDeskOfTool } from '../masks/use-desk.ts';
import { useKept } from '../masks/use-kept.ts';
import { useSurface } from '../surface.ts';
import { BoxForm } from './BoxForm.tsx';
import { usePreviewing } from './preview.ts';
import { cutDraws, cutOutputs, setCut, useBox, useCutSettings } from './settings.ts';

const icons = { box: Square, keep: Plus, away: Eraser };

/** Cuts the subject out of its background. */
export function CutOutPanel() {
  const surface = useSurface();
  const { asset } = surface;
  const putMask = useKept();
  const { desk, state } = useDeskOfTool('hints');
  const settings = useCutSettings();
  const { masks: door } = useInkreel();
  const run = useCommand();
  const collection = useChosen((chosen) => chosen.target);
  const isPreviewing = usePreviewing();
  const { id, width, height } = desk.picture;
  const box = useBox(id);
  const [tasks, setTasks] = useState<readonly TaskId[]>([]);
  const [busy, setBusy] = useState(false);
  const [keep, away] = state.history.present.masks;
  const hasStrokes = [keep, away].some((mask) => mask !== undefined && !isEmpty(mask));

  /** The strokes as an asset: first they are kept, then they are used. */
  const saveHints = async () => {
    if (!hasStrokes || !keep || !away || !door) return { ok: true, value: null } as const;
    const file = await (
      await desk.thread()
    ).call('encodeHints', { keep: keptOf(keep), away: keptOf(away) });
    if (!file.ok) return file;
    const name = words.hintsName(asset.name);
    const saved = await door.save({ file: file.value, width, height, of: id, name });
    return saved.ok ? ({ ok: true, value: saved.value.asset } as const) : saved;
  };

  const cut = async (): Promise<void> => {
    setBusy(true);
    const hints = await saveHints();
    if (!hints.ok) {
      setBusy(false);
      return told(hints);
    }
    const { method, feather, output, colour } = settings;
    const shares = box && {
      left: box.left / width,
      top: box.top / height,
      right: box.right / width,
      bottom: box.bottom / height,
    };
    const queued = await run('enqueue', {
      kind: 'remove_background',
      assets: [id],
      settings: { box: shares, hints: hints.value, method, feather, output, colour },
      priority: awaited,
      ...(collection === null ? {} : { collection }),
    });
    setBusy(false);
    if (!queued) return;
    setTasks([...queued.tasks, ...tasks]);
    showToast({ text: words.started, tone: 'plain' });
  };

  return (
    <div className={styles['panel']}>
      <p className={styles['intro']}>{words.intro}</p>
      <Choices
        label={words.draw}
        value={settings.draw}
        onValue={(draw) => setCut({ draw })}
        choices={cutDraws.map((value) => ({
          value,
          label: words.draws[value],
          icon: icons[value],
        }))}
      />
      <p className={styles['help']}>{words.drawHelp[settings.draw]}</p>
      {settings.draw === 'box' ? (
        <BoxForm desk={desk} />
      ) : (
        <>
          <DrawControls modes={['brush']} plain />
          <div className={styles['row']}>
            <Button
              size="small"
              unavailable={hasStrokes ? null : words.noStrokes}
              onClick={() =>
                desk.act(
                  desk.masks().map(() => emptyMask(width, height)),
                  maskWords.acts.clear,
                )
              }
            >
              {words.clear}
            </Button>
          </div>
        </>
      )}
      {state.draft !== 'none' && <p className={styles['draft']}>{maskWords.drafts[state.draft]}</p>}
      <Toggle
        label={words.preview}
        help={isPreviewing ? words.previewing : words.previewHelp}
        checked={settings.preview}
        onChecked={(preview) => setCut({ preview })}
      />
      <MethodField
        label={words.method}
        task="matting"
        own={words.methods}
        help={words.methodHelp}
        value={settings.method}
        onValue={(method) => setCut({ method })}
      />
      <Slider
        label={words.feather}
        value={settings.feather}
        onValue={(feather) => setCut({ feather })}
        min={0}
        max={50}
        step={0.5}
        unit="px"
        curve={2}
      />
      <Field label={words.output}>
        {(control) => (
          <Select
            {...control}
            value={settings.output}
            onValue={(output) => setCut({ output })}
            choices={cutOutputs.map((value) => ({ value, label: words.outputs[value] }))}
          />
        )}
      </Field>
      {settings.output === 'colour' && (
        <Field label={words.colour}>
          {(control) => (
            <input
              {...control}
              type="color"
              className={styles['swatch']}
              value={settings.colour}
              onChange={(event) => setCut({ colour: event.target.value })}
            />
          )}
        </Field>
      )}
      <div className={styles['row']}>
        <Button look="primary" busy={busy} onClick={() => void cut()}>
          {words.apply}
        </Button>
      </div>
      {tasks.map((task) => (
        <ResultCard
          key={task}
          task={task}
          source={id}
          onMask={(made) => {
            if (!door) return;
            goTo(`/enhance/${id}?tool=remove`, { replace: true });
            void putMask(deskOf(surface, 'mask', door), made, 'replace');
          }}
        />
      ))}
      <div>
        <ActsList state={state} />
      </div>
    </div>
  );
}
