import { useState } from 'react';

import type { PictureEdits } from '#media/edit/edits.ts';
import { editPicture } from '#tasks/edit_picture/task.ts';
import { goTo } from '../address.ts';
import type { ActProps } from '../library/opened.ts';
import { saidEdits } from '../tool/said-edits.ts';
import { ToolDialog } from '../tool/ToolDialog.tsx';
import { useQueueing } from '../tool/useQueueing.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { initialSettings, TaskForm } from '../ui/TaskForm.tsx';
import { commonWords } from '../words/common.ts';
import { enhanceWords } from '../words/enhance.ts';
import styles from './ApplyEdits.module.css';
import { useCopiedEdits } from './drafts.ts';

const words = enhanceWords.apply;

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
          {saidEdits(edits).map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      </section>
      <TaskForm fields={editPicture.fields} settings={format} onSettings={setFormat} />
    </ToolDialog>
  );
}
