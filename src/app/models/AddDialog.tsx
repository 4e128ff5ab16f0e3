import { useState } from 'react';

import type { Failure } from '#domain/failure.ts';
import { keptFacts } from '#models/local/intake.ts';
import type { CatalogueEntry } from '#models/local/catalogue/catalogue.ts';
import { addressRefusal } from '#tasks/get_model/task.ts';
import type { TakenModel } from '#workers/models/messages.ts';
import { useCommand, useInkreel } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { TaskForm } from '../ui/TaskForm.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { showToast } from '../ui/toasts.ts';
import { commonWords } from '../words/common.ts';
import { failureWords } from '../words/failures.ts';
import { modelWords as words } from '../words/models.ts';
import { chooseModelFile } from './choose-file.ts';
import { LicenceFields, licenceMissing, type LicenceChoice } from './LicenceFields.tsx';
import { manifestFields, manifestOf, settingsOf } from './manifest-form.ts';
import styles from './Models.module.css';

/** What is asked first of an added model, and what only when it is opened. */
const nameOf = (file: string): string => file.replace(/\.onnx$/i, '').slice(0, 255);

/** Adds a model from a file or an address; nothing of it is run here. */
export function AddDialog({
  entry,
  file: given,
  onClose,
}: {
  /** The entry of the catalogue whose file it is said to be. */
  readonly entry: CatalogueEntry | null;
  /** A file that was dropped. */
  readonly file: File | null;
  readonly onClose: () => void;
}) {
  const client = useInkreel();
  const command = useCommand();
  const [way, setWay] = useState<'file' | 'address'>('file');
  const [address, setAddress] = useState('');
  const [taken, setTaken] = useState<{ model: TakenModel; name: string } | null>(null);
  const [reading, setReading] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [settings, setSettings] = useState<ReturnType<typeof settingsOf>>({});
  const [licence, setLicence] = useState<LicenceChoice>({
    name: entry?.words.name ?? '',
    licence: entry?.licence ?? '',
    sold: entry?.commercialUse ?? null,
    accepted: false,
  });

  const read = async (file: File): Promise<void> => {
    setReading(true);
    setFailure(null);
    setTaken(null);
    const known = entry ? { task: entry.task, manifest: entry.manifest, sha256: entry.sha256 } : {};
    const result = await client.takeModel?.(file, known);
    setReading(false);
    if (!result) return;
    if (!result.ok) {
      setFailure(result.failure);
      return;
    }
    setTaken({ model: result.value, name: file.name });
    setSettings(settingsOf(result.value.manifest));
    setLicence((before) => ({ ...before, name: before.name || nameOf(file.name) }));
  };
  // A file that was dropped is read at once, one time.
  const [dropped, setDropped] = useState<File | null>(null);
  if (given !== dropped) {
    setDropped(given);
    if (given) void read(given);
  }

  const choose = async (): Promise<void> => {
    const file = await chooseModelFile();
    if (file) await read(file);
  };
  const addFile = async (): Promise<void> => {
    if (!taken) return;
    const { blob, size, facts, manifest } = taken.model;
    const done = await command('addModel', {
      name: licence.name || nameOf(taken.name),
      manifest: manifestOf(settings, manifest),
      facts: keptFacts(facts),
      blob,
      size,
      licence: licence.licence.trim(),
      commercial_use: licence.sold,
      source_url: entry?.url ?? null,
      catalogue: entry?.id ?? null,
      accepted: licence.accepted,
    });
    if (done) onClose();
  };
  const addAddress = async (): Promise<void> => {
    const done = await command('enqueue', {
      kind: 'get_model',
      assets: [],
      settings: {
        url: address.trim(),
        ...(licence.name.trim() === '' ? {} : { name: licence.name.trim() }),
        licence: licence.licence.trim(),
        commercial_use: licence.sold,
        accepted: licence.accepted,
      },
    });
    if (!done) return;
    showToast({ text: words.started(licence.name || address), tone: 'plain' });
    onClose();
  };
  const wrongAddress = address.trim() === '' ? words.address : addressRefusal(address.trim());
  const missing =
    (way === 'file' ? (taken ? null : reading ? words.reading : words.notRead) : wrongAddress) ??
    licenceMissing(licence);
  const said = failure && failureWords(failure);
  return (
    <Dialog
      open
      onClose={onClose}
      title={entry ? words.getTitle(entry.words.name) : words.addTitle}
      description={words.addText}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.cancel}</Button>
          <Button
            look="primary"
            unavailable={missing}
            onClick={() => void (way === 'file' ? addFile() : addAddress())}
          >
            {way === 'file' ? words.addAct : words.start}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        {!entry && (
          <TaskForm
            fields={[
              {
                type: 'choice',
                name: 'way',
                label: words.way,
                options: [
                  { value: 'file', label: words.ways.file },
                  { value: 'address', label: words.ways.address },
                ],
                initial: 'file',
              },
            ]}
            settings={{ way }}
            onSettings={(next) => setWay(next['way'] === 'address' ? 'address' : 'file')}
          />
        )}
        {way === 'file' ? (
          <div className={styles['acts']}>
            <Button busy={reading} onClick={() => void choose()}>
              {words.choose}
            </Button>
            <output className={styles['quiet']}>
              {reading
                ? words.reading
                : taken
                  ? `${words.chosen(taken.name, taken.model.size)}. ${words.looksLike(words.tasks[taken.model.manifest.task], taken.model.facts.nodes)}${taken.model.alike === null ? '' : ` ${words.usedAs(taken.model.alike)}`}`
                  : ''}
            </output>
          </div>
        ) : (
          <Field
            label={words.address}
            help={words.addressHelp}
            error={address.trim() === '' ? null : addressRefusal(address.trim())}
          >
            {(control) => (
              <TextInput
                {...control}
                type="url"
                value={address}
                onChange={(event) => setAddress(event.target.value)}
              />
            )}
          </Field>
        )}
        {said && (
          <p className={styles['bad']} role="alert">
            {said.what} {said.safe}
          </p>
        )}
        <LicenceFields choice={licence} onChoice={setLicence} />
        {way === 'file' && taken && (
          <details>
            <summary>{words.edit}</summary>
            <div className={styles['form']}>
              <p className={styles['quiet']}>{words.checkUse}</p>
              <TaskForm
                fields={manifestFields(taken.model.facts)}
                settings={settings}
                onSettings={setSettings}
              />
            </div>
          </details>
        )}
      </div>
    </Dialog>
  );
}
