import { useState } from 'react';

import type { ProjectId } from '#domain/id.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useUndo } from '../shell/undo.ts';
import { Field } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { Select } from '../ui/Select.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { showDone } from '../ui/toasts.ts';
import { countText } from '../words/format.ts';
import { libraryWords } from '../words/library.ts';
import { projectWords as words } from '../words/projects.ts';

/** Deletes a project: says by numbers what goes, offers to keep the assets and to save a copy. */
export function DeleteProject({
  id,
  onClose,
}: {
  readonly id: ProjectId;
  readonly onClose: () => void;
}) {
  const command = useCommand();
  const { undo } = useUndo();
  const use = useLiveQuery('projectUse', { id }).value;
  const others = useLiveQuery('projects', {}).value?.filter((row) => row.id !== id) ?? [];
  const [target, setTarget] = useState<string>('');
  const [typed, setTyped] = useState('');
  if (!use) return null;
  const { project } = use;
  const holds = use.by_kind.length > 0;
  const isNamed = !holds || target !== '' || typed.trim() === project.name;

  const remove = async (): Promise<void> => {
    if (!isNamed) return;
    // The border: the values of the choices are ids of rows.
    const moveTo = others.find((row) => row.id === target)?.id;
    const done = await command('trashProject', {
      project: id,
      ...(moveTo ? { moveTo } : {}),
      ...(typed.trim() === '' ? {} : { name: typed.trim() }),
    });
    if (!done) return;
    onClose();
    showDone(words.deleted(project.name), undo);
  };
  const parts = [
    ...use.by_kind.map(
      ({ kind, count }) =>
        `${countText(count, libraryWords.kinds[kind].toLowerCase(), `${libraryWords.kinds[kind].toLowerCase()}s`)}`,
    ),
    ...(use.collections > 0 ? [words.deleteCollections(use.collections)] : []),
  ];
  return (
    <FormDialog
      onClose={onClose}
      title={words.deleteTitle(project.name)}
      act={target === '' ? words.deleteDo : words.moveDo}
      look="danger"
      unavailable={isNamed ? null : words.typeFirst}
      onSubmit={remove}
    >
      {!holds && use.collections === 0 && <p>{words.deleteEmpty}</p>}
      {holds && (
        <Field label={words.deleteOr}>
          {(control) => (
            <Select
              {...control}
              value={target}
              onValue={setTarget}
              choices={[
                { value: '', label: words.deleteAll },
                ...others.map((row) => ({
                  value: row.id as string,
                  label: words.moveTo(row.name),
                })),
              ]}
            />
          )}
        </Field>
      )}
      {target === '' && parts.length > 0 && <p>{words.deleteHolds(parts)}</p>}
      {target === '' && use.waiting_tasks > 0 && <p>{words.deleteWaiting(use.waiting_tasks)}</p>}
      {use.running_tasks > 0 && <p>{words.deleteRunning(use.running_tasks)}</p>}
      {target === '' && use.used_elsewhere > 0 && <p>{words.deleteUsed(use.used_elsewhere)}</p>}
      {holds && target === '' && (
        <>
          <p>
            <a href="#/data">{words.backup}</a>
          </p>
          <Field label={words.typeName(project.name)}>
            {(control) => (
              <TextInput
                {...control}
                value={typed}
                autoComplete="off"
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        </>
      )}
    </FormDialog>
  );
}
