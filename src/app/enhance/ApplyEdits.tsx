import { useState } from 'react';

import type { PictureEdits } from '#media/edit/edits.ts';
import { editPicture } from '#tasks/edit_picture/task.ts';
import { goTo } from '../address.ts';
import type { ActProps } from '../library/opened.ts';
import { ToolDialog } from '../tool/ToolDialog.tsx';
import { useQueueing } from '../tool/useQueueing.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { initialSettings, TaskForm } from '../ui/TaskForm.tsx';
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
export function ApplyEdits(props: ActProps) {
  const copied = useCopiedEdits((state) => state.value);
  return copied === null ? <NoEdits {...props} /> : <Apply {...props} edits={copied} />;
}

/** Says where edits to put on others come from. */
function NoEdits({ ids, onClose }: ActProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.title(ids.length)}
      description={editPicture.words.help}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            onClick={() => {
              onClose();
              goTo(ids.length === 1 && ids[0] ? `/enhance/${ids[0]}` : '/enhance');
            }}
          >
            {words.open}
          </Button>
        </>
      }
    >
      <p>
        <strong>{words.none}.</strong> {words.noneText}
      </p>
    </Dialog>
  );
}

function Apply({ edits, ...props }: ActProps & { readonly edits: PictureEdits }) {
  const [format, setFormat] = useState(initialSettings(editPicture.fields));
  const queueing = useQueueing(editPicture, props.ids, { ...format, edits }, props.onClose);
  return (
    <ToolDialog
      {...props}
      kind={editPicture}
      queueing={queueing}
      title={words.title(props.ids.length)}
      start={words.start(queueing.taken)}
    >
      <section aria-labelledby="copied-edits">
        <h3 id="copied-edits" className={styles['heading']}>
          {words.what}
        </h3>
        <ul className={styles['parts']}>
          {partsOf(edits).map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      </section>
      <TaskForm fields={editPicture.fields} settings={format} onSettings={setFormat} />
    </ToolDialog>
  );
}
