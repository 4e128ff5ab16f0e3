import { useState } from 'react';

import type { LocalModelRow } from '#domain/contract/models.ts';
import type { ModelFileFacts, ModelManifest } from '#domain/local-model.ts';
import { useCommand } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TaskForm } from '../ui/TaskForm.tsx';
import { commonWords } from '../words/common.ts';
import { modelWords as words } from '../words/models.ts';
import { LicenceFields, type LicenceChoice } from './LicenceFields.tsx';
import { manifestFields, manifestOf, settingsOf } from './manifest-form.ts';
import styles from './Models.module.css';

/** How a model is used, and under which licence. */
export function EditDialog({
  model,
  manifest,
  facts,
  onClose,
}: {
  readonly model: LocalModelRow;
  readonly manifest: ModelManifest;
  readonly facts: ModelFileFacts;
  readonly onClose: () => void;
}) {
  const command = useCommand();
  const [settings, setSettings] = useState(() => settingsOf(manifest));
  const [licence, setLicence] = useState<LicenceChoice>({
    name: model.name,
    licence: model.licence,
    sold: model.commercial_use === null ? null : model.commercial_use === 1,
    accepted: model.accepted_at !== null,
  });
  const save = async (): Promise<void> => {
    const done = await command('updateModel', {
      model: model.id,
      changes: {
        name: licence.name,
        licence: licence.licence,
        commercial_use: licence.sold,
        accepted: licence.accepted,
        manifest: manifestOf(settings, manifest, true),
      },
    });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.editTitle(model.name)}
      description={words.editText}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            unavailable={licence.licence.trim() === '' ? words.noLicence : null}
            onClick={() => void save()}
          >
            {words.save}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <LicenceFields choice={licence} onChoice={setLicence} />
        <TaskForm fields={manifestFields(facts)} settings={settings} onSettings={setSettings} />
      </div>
    </Dialog>
  );
}
