import { useState } from 'react';

import { useCommand, useLiveQuery } from '../inkreel.ts';
import type { ActProps } from '../library/acts.ts';
import { useUndo } from '../shell/undo.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { showDone } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { projectWords as words } from '../words/projects.ts';

/** Moves a selection to another project, or to the whole library. */
export function MoveToProject({ ids, onClose }: ActProps) {
  const command = useCommand();
  const { undo } = useUndo();
  const projects = useLiveQuery('projects', {}).value ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const value = chosen ?? projects[0]?.id ?? '';
  const move = async (): Promise<void> => {
    const project = projects.find(({ id }) => id === value);
    const done = await command('moveToProject', { assets: ids, project: project?.id ?? null });
    if (!done) return;
    onClose();
    showDone(
      words.moveDone(done.changed, project?.name ?? words.allHelp),
      undo,
      done.left > 0 ? words.movedLeft(done.left) : undefined,
    );
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={words.moveTitle(ids.length)}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button look="primary" onClick={() => void move()}>
            {words.move}
          </Button>
        </>
      }
    >
      <Field label={words.moveDialog}>
        {(control) => (
          <Select
            {...control}
            value={value}
            onValue={setChosen}
            choices={[
              ...projects.map(({ id, name }) => ({ value: id as string, label: name })),
              { value: 'library', label: words.wholeLibrary },
            ]}
          />
        )}
      </Field>
    </Dialog>
  );
}
