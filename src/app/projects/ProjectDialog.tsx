import { useState } from 'react';

import type { ProjectRow } from '#domain/contract/projects.ts';
import type { AssetId, FolderId, ProjectId } from '#domain/id.ts';
import { useInkreel, useLiveQuery, showFailure } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { Select } from '../ui/Select.tsx';
import { TextArea, TextInput } from '../ui/TextInput.tsx';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { commonWords } from '../words/common.ts';
import { projectWords as words } from '../words/projects.ts';
import styles from './Projects.module.css';

interface ProjectDialogProps {
  readonly onClose: () => void;
  readonly onSaved?: (project: ProjectId, name: string) => void;
  /** The project to change; a new one without it. */
  readonly project?: ProjectRow;
}

/** Makes a project, or changes one: name, description, folder and master reference. */
export function ProjectDialog({ onClose, onSaved, project }: ProjectDialogProps) {
  const client = useInkreel();
  const [name, setName] = useState(project?.name ?? '');
  const [description, setDescription] = useState(project?.description ?? '');
  const [folder, setFolder] = useState<string>(project?.folder_id ?? '');
  const [master, setMaster] = useState<string>(project?.master_reference_id ?? '');
  const [error, setError] = useState<string | null>(null);
  const folders = useLiveQuery('folders', {}).value ?? [];
  const marked = useLiveQuery('masterReferences', project ? { project: project.id } : null).value;
  const picture = marked?.find(({ id }) => id === master);

  const save = async (): Promise<void> => {
    if (name.trim() === '') return setError(words.nameMissing);
    const common = {
      name: name.trim(),
      description: description.trim() || null,
      // The border: the values of the choices are ids of rows.
      folder: (folder || null) as FolderId | null,
    };
    const done = project
      ? await client.command('editProject', {
          project: project.id,
          changes: { ...common, master_reference: (master || null) as AssetId | null },
        })
      : await client.command('createProject', common);
    if (!done.ok) {
      const { failure } = done;
      if (failure.code === 'invalid_input' && failure.field === 'name') {
        return setError(words.nameTaken);
      }
      return showFailure(failure);
    }
    onClose();
    const id = project?.id ?? ('project' in done.value ? done.value.project : null);
    if (id) onSaved?.(id, name.trim());
  };

  return (
    <FormDialog
      onClose={onClose}
      title={project ? words.edit : words.createTitle}
      act={project ? commonWords.save : words.createAct}
      onSubmit={save}
    >
      <Field label={words.name} error={error}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            maxLength={255}
            required
            onChange={(event) => {
              setName(event.target.value);
              setError(null);
            }}
          />
        )}
      </Field>
      <Field label={words.description}>
        {(control) => (
          <TextArea
            {...control}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        )}
      </Field>
      {(folders.length > 0 || folder !== '') && (
        <Field label={words.folder} help={words.folderHelp}>
          {(control) => (
            <Select
              {...control}
              value={folder}
              onValue={setFolder}
              choices={[
                { value: '', label: words.noFolder },
                ...folders.map((row) => ({ value: row.id, label: row.name })),
              ]}
            />
          )}
        </Field>
      )}
      {project && (
        <div className={styles['master']}>
          <Field
            label={words.master}
            help={marked?.length === 0 ? words.masterNone : words.masterHelp}
          >
            {(control) => (
              <Select
                {...control}
                value={master}
                onValue={setMaster}
                choices={[
                  { value: '', label: words.noMaster },
                  ...(marked ?? []).map((row) => ({ value: row.id, label: row.name })),
                ]}
              />
            )}
          </Field>
          {picture && (
            <span className={styles['masterPicture']}>
              <Thumbnail blob={picture.blob} format={picture.format} kind={picture.kind} />
            </span>
          )}
        </div>
      )}
    </FormDialog>
  );
}
