import { useState } from 'react';

import type { LinkRow } from '#domain/contract/lineage.ts';
import { useCommand } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { TextArea } from '../ui/TextInput.tsx';
import { lineageWords as words } from '../words/lineage.ts';

const objectOf = (text: string): Readonly<Record<string, unknown>> => {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? { ...value } : {};
};

/** What is said of one link; everything else that it holds is kept. */
export function NoteDialog({
  link,
  onClose,
}: {
  readonly link: LinkRow;
  readonly onClose: () => void;
}) {
  const run = useCommand();
  const { note: before, ...rest } = objectOf(link.metadata);
  const [note, setNote] = useState(typeof before === 'string' ? before : '');
  const save = (): void => {
    const { parent, child, type } = link;
    const metadata = note.trim() === '' ? rest : { ...rest, note: note.trim() };
    void run('editLink', { parent, child, type, metadata }).then((done) => {
      if (done) onClose();
    });
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={words.noteTitle}
      actions={
        <Button look="primary" onClick={save}>
          {words.save}
        </Button>
      }
    >
      <Field label={words.noteLabel}>
        {(control) => (
          <TextArea
            {...control}
            value={note}
            maxLength={10_000}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
