import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { LocalModelRow } from '#domain/contract/models.ts';
import type { AssetId } from '#domain/id.ts';
import { faceSwap } from '#tasks/face_swap/task.ts';
import { goTo } from '../../address.ts';
import { useInkreel, useLiveQuery } from '../../inkreel.ts';
import type { ActProps } from '../../library/opened.ts';
import { AssetPicker } from '../../lineage/AssetPicker.tsx';
import { useFields } from '../../model-options.ts';
import { ToolDialog } from '../../tool/ToolDialog.tsx';
import { useQueueing } from '../../tool/useQueueing.ts';
import { useTryOut } from '../../tool/useTryOut.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { initialSettings, TaskForm } from '../../ui/TaskForm.tsx';
import { Thumbnail } from '../../ui/Thumbnail.tsx';
import { commonWords } from '../../words/common.ts';
import { faceWords as words } from '../../words/face.ts';
import { DetectorChoice } from './DetectorChoice.tsx';
import styles from './Face.module.css';

/** One face put into a whole selection: a model finds where it goes in each picture. */
export function FacesDialog(props: ActProps) {
  const detectors = useLiveQuery('localModels', { task: 'face_detection', ready: true }).value;
  if (!detectors) return null;
  const [first] = detectors;
  return first ? <Faces {...props} detectors={detectors} first={first} /> : <NoFinder {...props} />;
}

const editorOf = (ids: readonly AssetId[]): string =>
  ids.length === 1 && ids[0] ? `/enhance/${ids[0]}?tool=face` : '/enhance';

/** Says that a model is needed for many, and where one picture is done by hand. */
function NoFinder({ ids, onClose }: ActProps) {
  const go = (to: string) => () => {
    onClose();
    goTo(to);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.manyTitle(ids.length)}
      description={faceSwap.words.help}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button onClick={go('/models')}>{words.toModels}</Button>
          <Button look="primary" onClick={go(editorOf(ids))}>
            {words.byHand}
          </Button>
        </>
      }
    >
      <p>{words.noFinderForMany}</p>
    </Dialog>
  );
}

function Faces({
  detectors,
  first,
  ...props
}: ActProps & {
  readonly detectors: readonly LocalModelRow[];
  readonly first: LocalModelRow;
}) {
  const { ids, rows, onClose } = props;
  const { query } = useInkreel();
  const [face, setFace] = useState<AssetRow | null>(null);
  const [isChoosing, setChoosing] = useState(true);
  const [settings, setSettings] = useState(() => initialSettings(faceSwap.fields));
  const [wanted, setWanted] = useState<string | null>(null);
  const detector = detectors.find(({ id }) => id === wanted) ?? first;
  const fields = useFields(faceSwap.fields);
  const given = { ...settings, face: face?.id ?? '', detector: detector.id };
  const queueing = useQueueing(faceSwap, ids, given, onClose);
  const tryOut = useTryOut({
    kind: faceSwap.kind,
    queueing,
    sources: rows.filter(
      ({ id, kind, state }) => kind === 'image' && state === 'ready' && id !== face?.id,
    ),
    unavailable: face ? null : words.chooseFirst,
  });
  const choose = async (id: AssetId): Promise<void> => {
    const found = await query('asset', { id });
    if (found.ok && found.value) setFace(found.value.asset);
    setChoosing(false);
  };
  return (
    <ToolDialog
      {...props}
      kind={faceSwap}
      queueing={face ? queueing : { ...queueing, unavailable: words.chooseFirst, leftOut: [] }}
      title={words.manyTitle(ids.length)}
      size={tryOut.size}
      measured={tryOut.measured}
      beside={
        <>
          {tryOut.button}
          {ids.length === 1 && (
            <Button
              look="quiet"
              onClick={() => {
                onClose();
                goTo(editorOf(ids));
              }}
            >
              {words.byHand}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['halves']}>
        <div className={styles['panel']}>
          <h3 className={styles['heading']}>{words.newFace}</h3>
          {face && (
            <div className={styles['row']}>
              <span className={styles['thumb']}>
                <Thumbnail blob={face.blob} />
              </span>
              <span dir="auto">{face.name}</span>
              {!isChoosing && <Button onClick={() => setChoosing(true)}>{words.another}</Button>}
            </div>
          )}
          {isChoosing && (
            <div className={styles['picker']}>
              <AssetPicker
                kind="image"
                without={[]}
                chosen={[]}
                project={null}
                onChosen={([one]) => {
                  if (one) void choose(one.id);
                }}
              />
            </div>
          )}
          <DetectorChoice detectors={detectors} chosen={detector} onChosen={setWanted} />
          <p className={styles['quiet']}>{words.manyHelp(detector.name)}</p>
          <TaskForm fields={fields} settings={settings} onSettings={setSettings} />
          <p className={styles['quiet']}>{words.consent}</p>
        </div>
        {tryOut.trial}
      </div>
    </ToolDialog>
  );
}
