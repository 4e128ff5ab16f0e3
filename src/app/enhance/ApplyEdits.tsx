import { useState } from 'react';

import type { PictureEdits } from '#media/edit/edits.ts';
import { editPicture } from '#tasks/edit_picture/task.ts';
import { goTo } from '../address.ts';
import { useChosen } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import type { ActProps } from '../library/opened.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { initialSettings, TaskForm } from '../ui/TaskForm.tsx';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { enhanceWords } from '../words/enhance.ts';
import { decimalText } from '../words/format.ts';
import styles from './ApplyEdits.module.css';
import { useCopiedEdits } from './drafts.ts';

const words = enhanceWords.apply;

const signed = (value: number): string =>
  value > 0 ? `+${decimalText(value)}` : decimalText(value);

/** What edits do, part by part, in words. */
export function partsOf(edits: PictureEdits): readonly string[] {
  const { parts } = words;
  const isSet = (one: { black: number; white: number; gamma: number }): boolean =>
    one.black !== 0 || one.white !== 255 || one.gamma !== 1;
  return [
    edits.turn !== 0 || edits.mirror ? parts.turn : null,
    edits.straighten === 0 ? null : parts.straighten(signed(edits.straighten)),
    edits.crop === null ? null : parts.crop,
    edits.exposure === 0 ? null : parts.exposure(signed(edits.exposure)),
    edits.temperature === 0 ? null : parts.temperature(signed(edits.temperature)),
    Object.values(edits.levels).some(isSet) ? parts.levels : null,
    edits.contrast === 0 ? null : parts.contrast(signed(edits.contrast)),
    Object.values(edits.curves).some((points) => points.length > 0) ? parts.curves : null,
    edits.saturation === 0 ? null : parts.saturation(signed(edits.saturation)),
  ].filter((part) => part !== null);
}

/** Puts copied edits on a selection: one task a picture, each a new picture. */
export function ApplyEdits({ ids, onClose }: ActProps) {
  const run = useCommand();
  const copied = useCopiedEdits((state) => state.value);
  const target = useChosen((state) => state.target);
  const [format, setFormat] = useState(initialSettings(editPicture.fields));
  const [starting, setStarting] = useState(false);
  const settings = { ...format, edits: copied };
  const fit = useLiveQuery(
    'taskFit',
    copied === null ? null : { kind: editPicture.kind, assets: ids, settings },
  ).value;
  const taken = fit?.taken ?? 0;
  const left = (fit?.left_out ?? []).reduce((sum, { count }) => sum + count, 0);

  const start = async (): Promise<void> => {
    setStarting(true);
    const done = await run('enqueue', {
      kind: editPicture.kind,
      assets: ids,
      settings,
      fitting: true,
      ...(target === null ? {} : { collection: target }),
    });
    setStarting(false);
    if (!done) return;
    showToast({ text: words.said(done.tasks.length), tone: 'plain' });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(ids.length)}
      description={editPicture.words.help}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          {copied === null ? (
            <Button
              look="primary"
              onClick={() => {
                onClose();
                goTo(ids.length === 1 && ids[0] ? `/enhance/${ids[0]}` : '/enhance');
              }}
            >
              {words.open}
            </Button>
          ) : (
            <Button
              look="primary"
              busy={starting}
              unavailable={fit && taken === 0 ? words.left(left) : null}
              onClick={() => void start()}
            >
              {words.start(taken)}
            </Button>
          )}
        </>
      }
    >
      {copied === null ? (
        <p>
          <strong>{words.none}.</strong> {words.noneText}
        </p>
      ) : (
        <>
          <section aria-labelledby="copied-edits">
            <h3 id="copied-edits" className={styles['heading']}>
              {words.what}
            </h3>
            <ul className={styles['parts']}>
              {partsOf(copied).map((part) => (
                <li key={part}>{part}</li>
              ))}
            </ul>
          </section>
          <TaskForm fields={editPicture.fields} settings={format} onSettings={setFormat} />
          {left > 0 && <p className={styles['left']}>{words.left(left)}</p>}
        </>
      )}
    </Dialog>
  );
}
