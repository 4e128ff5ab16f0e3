import { useState } from 'react';

import { useCommand } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { commonWords } from '../../words/common.ts';
import { consoleWords as words } from '../../words/console.ts';
import { useDraft } from './draft.ts';

/** Gives a statement a name and keeps it with the library. */
export function KeepDialog({ onClose }: { readonly onClose: () => void }) {
  const command = useCommand();
  const { sql, write } = useDraft();
  const [name, setName] = useState('');
  const keep = async (): Promise<void> => {
    const done = await command('saveQuery', { name: name.trim(), sql });
    if (!done) return;
    write(sql, { query: done.query, name: name.trim() });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.keepTitle}
      size="small"
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            unavailable={name.trim() === '' ? words.name : null}
            onClick={() => void keep()}
          >
            {commonWords.save}
          </Button>
        </>
      }
    >
      <Field label={words.name}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={255}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && name.trim() !== '') void keep();
            }}
          />
        )}
      </Field>
    </Dialog>
  );
}
