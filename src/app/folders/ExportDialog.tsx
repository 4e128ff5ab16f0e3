import { useState } from 'react';

import { defaultTemplate, fillTemplate, readTemplate } from '#domain/folders/template.ts';
import type { FolderId } from '#domain/id.ts';
import { sidecarChoices, type SidecarChoice } from '#tasks/export_files/task.ts';
import { showFailure, useCommand, useInkreel, useLiveQuery } from '../inkreel.ts';
import type { ActProps } from '../library/acts.ts';
import { CarryOptions } from '../outgoing/CarryOptions.tsx';
import { useOutgoingChoice } from '../outgoing/choice.ts';
import { saveCopy } from '../outgoing/save-copy.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { Select } from '../ui/Select.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { failureLine } from '../words/failures.ts';
import { folderWords as words } from '../words/folders.ts';
import styles from './Folders.module.css';
import { refusalWords } from './refusal.ts';
import { canLinkFolders, useFolderDoor } from './useFolderDoor.ts';

const mostDownloads = 50;
const another = 'another';

/** Exports the selected files into a folder of the disk, or as downloads where that cannot be. */
export const ExportDialog = (props: ActProps) =>
  canLinkFolders() ? <ToFolder {...props} /> : <AsDownloads {...props} />;

function ToFolder({ ids, onClose }: ActProps) {
  const command = useCommand();
  const door = useFolderDoor();
  const folders = useLiveQuery('folders', {}).value?.filter(({ role }) => role === 'export') ?? [];
  const sample = useLiveQuery('exportRows', { ids: ids.slice(0, 1) }).value?.[0];
  const [chosen, setChosen] = useState<string>('');
  const [typed, setTyped] = useState<string | null>(null);
  const [sidecar, setSidecar] = useState<SidecarChoice>('none');
  const carry = useOutgoingChoice(({ value }) => value);
  const [refused, setRefused] = useState<string | null>(null);

  const folder = folders.find(({ id }) => id === chosen) ?? folders[0];
  const text = typed ?? folder?.settings.template ?? defaultTemplate;
  const template = readTemplate(text);
  const filled =
    template.ok && sample
      ? fillTemplate(
          template.value,
          {
            name: sample.name.replace(/\.[^.]+$/, ''),
            theme: sample.theme,
            id8: sample.id.slice(-8),
            date: new Date(sample.created_at).toISOString().slice(0, 10),
            project: sample.project_name,
            w: sample.width,
            h: sample.height,
            kind: sample.kind,
          },
          1,
        )
      : null;
  const example = filled ? [...filled.folders, filled.stem].join('/') : '';

  const choose = async (): Promise<void> => {
    setRefused(null);
    const picked = await door?.pick('readwrite');
    if (!door || !picked) return;
    if (!picked.ok) {
      showFailure(picked.failure);
      return;
    }
    if (!picked.value) return;
    const refusal = await door.refusal(picked.value, 'export');
    if (refusal?.why === 'linked' && refusal.role === 'export') {
      const same = folders.find(({ name }) => name === refusal.name);
      if (same) setChosen(same.id);
      return;
    }
    if (refusal) {
      setRefused(refusalWords(refusal));
      return;
    }
    const linked = await door.link(picked.value, { role: 'export' });
    if (linked.ok) setChosen(linked.value);
    else showFailure(linked.failure);
  };

  const start = async (): Promise<void> => {
    if (!folder || !template.ok) return;
    // Asked for now, with the gesture: in the background nobody could answer.
    await door?.allow(folder.id, 'readwrite');
    const queued = await command('enqueue', {
      kind: 'export_files',
      assets: [],
      settings: { folder: folder.id, ids, template: text, sidecar, carry },
    });
    if (!queued) return;
    if (folder.settings.template !== text) {
      await command('editFolder', { folder: folder.id, changes: { settings: { template: text } } });
    }
    showToast({ text: words.exportStarted(ids.length, folder.name), tone: 'plain' });
    onClose();
  };

  return (
    <FormDialog
      onClose={onClose}
      title={words.exportTitle(ids.length)}
      act={words.exportNow}
      unavailable={
        folder ? (template.ok ? null : failureLine(template.failure)) : words.chooseFolder
      }
      onSubmit={start}
    >
      {folder ? (
        <Field label={words.exportTo} error={refused}>
          {(control) => (
            <Select
              {...control}
              value={folder.id as string}
              onValue={(value) =>
                value === another ? void choose() : setChosen(value as FolderId)
              }
              choices={[
                ...folders.map(({ id, name }) => ({ value: id as string, label: name })),
                { value: another, label: words.newFolder },
              ]}
            />
          )}
        </Field>
      ) : (
        <>
          <p className={styles['quiet']}>{words.exportsText}</p>
          <div className={styles['acts']}>
            <Button onClick={() => void choose()} busy={!door}>
              {words.chooseFolder}
            </Button>
          </div>
          {refused !== null && (
            <p className={styles['bad']} role="alert">
              {refused}
            </p>
          )}
        </>
      )}
      <Field
        label={words.template}
        help={
          <>
            {words.templateHelp}
            {example !== '' && (
              <>
                <br />
                {words.example(example)}
              </>
            )}
          </>
        }
        error={template.ok ? null : failureLine(template.failure)}
      >
        {(control) => (
          <TextInput
            {...control}
            className={styles['mono']}
            spellCheck={false}
            value={text}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <CarryOptions ids={ids} />
      <Field label={words.sidecar} help={words.sidecarHelp[sidecar]}>
        {(control) => (
          <Select
            {...control}
            value={sidecar}
            onValue={setSidecar}
            choices={sidecarChoices.map((value) => ({ value, label: words.sidecars[value] }))}
          />
        )}
      </Field>
    </FormDialog>
  );
}

function AsDownloads({ ids, onClose }: ActProps) {
  const client = useInkreel();
  const rows = useLiveQuery('exportRows', { ids: ids.slice(0, mostDownloads) }).value ?? [];
  const start = async (): Promise<void> => {
    for (const row of rows) {
      const saved = await saveCopy(client, row);
      if (!saved.ok) showFailure(saved.failure);
    }
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={words.exportTitle(ids.length)}
      description={words.downloadText}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            unavailable={ids.length > mostDownloads ? words.downloadMany(mostDownloads) : null}
            onClick={() => void start()}
          >
            {words.download}
          </Button>
        </>
      }
    >
      <CarryOptions ids={ids} />
    </Dialog>
  );
}
