import { useState } from 'react';

import { useInProject } from '../../chosen.ts';
import { useCommand } from '../../inkreel.ts';
import { useUndo } from '../../shell/undo.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { showDone } from '../../ui/toasts.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import type { ActProps } from '../opened.ts';

/** Begins a pack with a selection. */
export function NewPackDialog({ ids, onClose }: Pick<ActProps, 'ids' | 'onClose'>) {
  const run = useCommand();
  const { undo } = useUndo();
  const mine = useInProject();
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  const create = async (): Promise<void> => {
    const done = await run('createPack', { name, assets: ids, ...mine });
    if (!done) return;
    showDone(words.addedToPack(ids.length, name), undo);
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.newPackTitle}
      size="small"
      actions={
        <Button
          look="primary"
          unavailable={name === '' ? words.packName : null}
          onClick={() => void create()}
        >
          {words.createPack}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name !== '') void create();
        }}
      >
        <Field label={words.packName}>
          {(control) => (
            <TextInput
              {...control}
              maxLength={255}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
