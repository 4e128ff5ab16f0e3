import { useState } from 'react';

import { bulkFields, type BulkField } from '#domain/contract/bulk.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import type { ActProps } from '../library/acts.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useUndo } from '../shell/undo.ts';
import { showDone } from '../ui/toasts.ts';
import { bulkWords as words } from '../words/bulk.ts';
import { commonWords } from '../words/common.ts';
import styles from './Bulk.module.css';
import { BulkPreview } from './BulkPreview.tsx';
import { type Draft, editOf, emptyDraft } from './draft.ts';
import { FieldRow, type Mode } from './FieldRow.tsx';
import { NameFields } from './NameFields.tsx';
import { TagFields } from './TagFields.tsx';
import { useAsked } from './useAsked.ts';
import { ValueControl } from './ValueControl.tsx';

/** Fields that always have a value. */
const neverEmpty: ReadonlySet<BulkField> = new Set([
  'provenance',
  'approved',
  'is_master_reference',
  'starred',
]);

/** How many assets of the preview are listed. */
const listed = 20;

/** Changes any field of many assets: what is there, what shall be, and exactly what changes. */
export function BulkEditDialog({ ids: chosen, onClose }: ActProps) {
  // The selection as it was when the dialog opened, whatever happens behind it.
  const [ids] = useState(chosen);
  const run = useCommand();
  const { undo } = useUndo();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [isWriting, setWriting] = useState(false);
  const common = useAsked('commonValues', { assets: ids }, 'common').value;
  const projectRows = useLiveQuery('projects', {}).value ?? [];
  const projects = new Map<string, string>(projectRows.map(({ id, name }) => [id, name]));
  const edit = editOf(draft);
  const key = JSON.stringify(edit);
  const asked = useAsked(
    'bulkPreview',
    edit === null ? null : { assets: ids, edit, sample: listed },
    key,
  );
  const preview = edit === null ? undefined : asked.value;
  const changed = preview?.problem === null ? preview.changed : 0;

  const setMode = (field: BulkField, mode: Mode): void =>
    setDraft((now) => ({
      ...now,
      modes: { ...now.modes, [field]: mode },
      values:
        field === 'project_id' && now.values.project_id === ''
          ? { ...now.values, project_id: projectRows[0]?.id ?? '' }
          : now.values,
    }));
  const write = async (): Promise<void> => {
    if (edit === null) return;
    setWriting(true);
    const done = await run('bulkEdit', { assets: ids, edit });
    setWriting(false);
    if (done === null) return;
    showDone(words.done(done.changed), undo);
    onClose();
  };
  const unavailable =
    edit === null
      ? words.nothing
      : preview === undefined || !asked.isFresh
        ? words.working
        : preview.problem !== null
          ? preview.problem
          : changed === 0
            ? words.nothingDiffers
            : null;
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={words.title(ids.length)}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            busy={isWriting}
            unavailable={unavailable}
            onClick={() => void write()}
          >
            {words.apply(asked.isFresh ? changed : 0)}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <div className={styles['rows']}>
          {bulkFields.map((field) => (
            <FieldRow
              key={field}
              field={field}
              mode={draft.modes[field]}
              onMode={(mode) => setMode(field, mode)}
              canClear={!neverEmpty.has(field)}
              now={common?.fields[field]}
              projects={projects}
            >
              <ValueControl
                field={field}
                value={draft.values[field]}
                onValue={(value) =>
                  setDraft((now) => ({ ...now, values: { ...now.values, [field]: value } }))
                }
                projects={projects}
              />
            </FieldRow>
          ))}
        </div>
        <TagFields
          add={draft.addTags}
          remove={draft.removeTags}
          borne={common?.tags ?? []}
          of={common?.assets ?? 0}
          onAdd={(addTags) => setDraft((now) => ({ ...now, addTags }))}
          onRemove={(removeTags) => setDraft((now) => ({ ...now, removeTags }))}
        />
        <NameFields
          names={draft.names}
          problem={preview !== undefined && preview.problem !== null ? preview.problem : null}
          onNames={(names) => setDraft((now) => ({ ...now, names }))}
        />
        <section className={styles['section']} aria-label={words.preview}>
          <h3 className={styles['heading']}>{words.preview}</h3>
          <BulkPreview preview={preview} isIdle={edit === null} projects={projects} />
        </section>
      </div>
    </Dialog>
  );
}
