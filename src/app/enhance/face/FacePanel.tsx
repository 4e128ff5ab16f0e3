import { useState } from 'react';

import { faceRefusal } from '#domain/face.ts';
import type { AssetId, TaskId } from '#domain/id.ts';
import { faceSwap } from '#tasks/face_swap/task.ts';
import { useChosen } from '../../chosen.ts';
import { useCommand, useInkreel, useLiveQuery } from '../../inkreel.ts';
import { AssetPicker } from '../../lineage/AssetPicker.tsx';
import { awaited } from '../editor.ts';
import { Button } from '../../ui/Button.tsx';
import { TaskForm } from '../../ui/TaskForm.tsx';
import { Toggle } from '../../ui/Toggle.tsx';
import { showToast } from '../../ui/toasts.ts';
import { faceWords as words } from '../../words/face.ts';
import { MethodField } from '../inpaint/MethodField.tsx';
import { ResultCard } from '../inpaint/ResultCard.tsx';
import { Section } from '../masks/parts.tsx';
import { useSurface } from '../surface.ts';
import { FacePicture } from './FacePicture.tsx';
import { FindFaces } from './FindFaces.tsx';
import { PointNumbers } from './PointNumbers.tsx';
import { faceSettings } from './settings.ts';
import { pointsOf, useFace } from './state.ts';
import styles from './Face.module.css';

/** How it is done has its own control, which knows the models that were added. */
const fields = faceSwap.fields.filter(({ name }) => name !== 'method');

/** Puts the face of another picture, the project's master reference first, into this one. */
export function FacePanel() {
  const { asset, picture } = useSurface();
  const state = useFace();
  const { face, points, settings, isPreviewed } = state;
  const { query } = useInkreel();
  const run = useCommand();
  const collection = useChosen((chosen) => chosen.target);
  const [isChoosing, setChoosing] = useState(false);
  const [tasks, setTasks] = useState<readonly TaskId[]>([]);
  const projects = useLiveQuery('projects', {}).value ?? [];
  const project = projects.find(({ id }) => id === asset.project_id);
  const master = project?.master_reference_id ?? null;

  const choose = async (id: AssetId): Promise<void> => {
    const found = await query('asset', { id });
    if (found.ok && found.value) useFace.setState({ face: found.value.asset });
    setChoosing(false);
  };
  const refusal =
    face === null
      ? words.chooseFirst
      : (faceRefusal(pointsOf(points, asset)) ?? faceRefusal(pointsOf(points, face)));
  const apply = async (): Promise<void> => {
    if (!face) return;
    const queued = await run('enqueue', {
      kind: 'face_swap',
      assets: [asset.id],
      settings: faceSettings(asset, face, state),
      priority: awaited,
      ...(collection === null ? {} : { collection }),
    });
    if (!queued) return;
    setTasks([...queued.tasks, ...tasks]);
    showToast({ text: words.started, tone: 'plain' });
  };

  return (
    <div className={styles['panel']}>
      <p className={styles['quiet']}>{words.intro}</p>
      <h3 className={styles['heading']}>{words.newFace}</h3>
      {face ? <FacePicture face={face} /> : <p className={styles['quiet']}>{words.none}</p>}
      <div className={styles['row']}>
        {master !== face?.id && project && (
          <Button
            unavailable={master === null ? words.noMaster : null}
            onClick={() => {
              if (master) void choose(master);
            }}
          >
            {words.master(project.name)}
          </Button>
        )}
        <Button aria-expanded={isChoosing} onClick={() => setChoosing(!isChoosing)}>
          {face ? words.another : words.choose}
        </Button>
      </div>
      {isChoosing && (
        <div className={styles['picker']}>
          <AssetPicker
            kind="image"
            without={[asset.id]}
            chosen={[]}
            project={null}
            onChosen={([one]) => {
              if (one) void choose(one.id);
            }}
          />
        </div>
      )}
      <FindFaces asset={asset} face={face} />
      <MethodField
        label={words.method}
        task="face_swap"
        own={words.methods}
        help={words.methodHelp}
        value={String(settings['method'])}
        onValue={(method) => useFace.setState({ settings: { ...settings, method } })}
      />
      <TaskForm
        fields={fields}
        settings={settings}
        onSettings={(next) => useFace.setState({ settings: next })}
      />
      <Toggle
        label={words.preview}
        help={words.previewHelp}
        checked={isPreviewed}
        onChecked={(checked) => useFace.setState({ isPreviewed: checked })}
      />
      <Button look="primary" unavailable={refusal} onClick={() => void apply()}>
        {words.apply}
      </Button>
      {tasks.map((task) => (
        <ResultCard key={task} task={task} source={asset.id} />
      ))}
      <Section title={words.byNumbers}>
        <PointNumbers picture={{ id: asset.id, ...picture }} where={words.here} />
        {face && <PointNumbers picture={face} where={words.there} />}
      </Section>
      <p className={styles['quiet']}>{words.consent}</p>
    </div>
  );
}
