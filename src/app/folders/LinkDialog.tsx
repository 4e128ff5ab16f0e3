import { useEffect, useState } from 'react';

import { type FolderMode, folderModes, type FolderRow } from '#domain/contract/folders.ts';
import { defaultIgnore } from '#domain/folders/ignore.ts';
import type { ProjectId } from '#domain/id.ts';
import type { FolderDoor } from '#workers/folders/door.ts';
import type { Preview } from '#workers/folders/preview.ts';
import { showFailure, useCommand, useLiveQuery } from '../inkreel.ts';
import { Field } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Select } from '../ui/Select.tsx';
import { TextArea } from '../ui/TextInput.tsx';
import { folderWords as words } from '../words/folders.ts';
import styles from './Folders.module.css';
import { PreviewFacts, usePreviewFacts } from './PreviewFacts.tsx';

/** Rules as lines, without the empty ones. */
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/**
 * What will be taken from a folder, from where, into what, before anything is: to link a folder,
 * or to change a linked one.
 */
export function LinkDialog({
  door,
  handle,
  folder,
  onClose,
}: {
  readonly door: FolderDoor;
  readonly handle: FileSystemDirectoryHandle | null;
  /** The linked folder that is changed; null links a new one. */
  readonly folder: FolderRow | null;
  readonly onClose: () => void;
}) {
  const command = useCommand();
  const projects = useLiveQuery('projects', {}).value ?? [];
  const [preview, setPreview] = useState<Preview | null>(null);
  const [count, setCount] = useState(0);
  const [ignore, setIgnore] = useState((folder?.ignore ?? defaultIgnore).join('\n'));
  const [mode, setMode] = useState<FolderMode>(folder?.mode ?? 'copy');
  const [project, setProject] = useState<string>(folder?.project_id ?? '');
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (!handle) return undefined;
    const stop = new AbortController();
    void door.preview(handle, stop.signal, setCount).then((found) => {
      if (!stop.signal.aborted) setPreview(found);
    });
    return () => stop.abort();
  }, [door, handle]);

  const facts = usePreviewFacts(preview, ignore);
  const inbox = projects.find((row) => row.is_inbox === 1);
  const chosen = project === '' ? (inbox?.id ?? '') : project;

  const save = async (): Promise<void> => {
    setBusy(true);
    const rules = linesOf(ignore);
    // The border: the choices are the ids of projects.
    const into = (project === '' ? null : project) as ProjectId | null;
    if (folder) {
      const changes = { ignore: rules, mode, project: into };
      const changed = await command('editFolder', { folder: folder.id, changes });
      if (changed) await command('scanFolder', { folder: folder.id, quiet: true });
      if (changed) onClose();
    } else if (handle) {
      const linked = await door.link(handle, {
        role: 'watched',
        mode,
        ignore: rules,
        project: into,
      });
      if (linked.ok) onClose();
      else showFailure(linked.failure);
    }
    setBusy(false);
  };

  const name = folder?.name ?? handle?.name ?? '';
  return (
    <FormDialog
      onClose={onClose}
      title={folder ? words.editTitle(name) : words.linkTitle(name)}
      act={folder ? words.saveAct : words.linkAct}
      busy={busy}
      onSubmit={save}
    >
      {handle && !preview && (
        <div className={styles['preview']} aria-live="polite">
          <span>{words.looking(count)}</span>
          <Progress fraction={null} label={words.looking(count)} />
        </div>
      )}
      {preview && facts && <PreviewFacts preview={preview} facts={facts} />}
      <Field label={words.mode} help={words.modeHelp[mode](facts?.bytes ?? folder?.bytes ?? 0)}>
        {(control) => (
          <Select
            {...control}
            value={mode}
            onValue={setMode}
            choices={folderModes.map((value) => ({ value, label: words.modeChoices[value] }))}
          />
        )}
      </Field>
      {projects.length > 1 && (
        <Field label={words.intoProject}>
          {(control) => (
            <Select
              {...control}
              value={chosen}
              onValue={setProject}
              choices={projects.map((row) => ({ value: row.id as string, label: row.name }))}
            />
          )}
        </Field>
      )}
      <div className={styles['rules']}>
        <Field label={words.ignore} help={words.ignoreHelp}>
          {(control) => (
            <TextArea
              {...control}
              rows={6}
              spellCheck={false}
              value={ignore}
              onChange={(event) => setIgnore(event.target.value)}
            />
          )}
        </Field>
      </div>
    </FormDialog>
  );
}
