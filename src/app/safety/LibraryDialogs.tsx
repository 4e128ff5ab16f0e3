import { useEffect, useState, type FormEvent } from 'react';

import type { KnownLibrary, Safety } from '#workers/client.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { showToast } from '../ui/toasts.ts';
import { safetyWords as words } from '../words/safety.ts';
import section from '../ui/Section.module.css';
import styles from './Safety.module.css';

/** Asks for a name. */
export function NameLibrary({
  title,
  text,
  act,
  initial,
  onName,
  onClose,
}: {
  readonly title: string;
  readonly text?: string;
  readonly act: string;
  readonly initial: string;
  readonly onName: (name: string) => Promise<void>;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(initial);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '') return;
    void onName(name).then(onClose);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={text}
      size="small"
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            type="submit"
            form="library-name"
            look="primary"
            unavailable={name.trim() === '' ? words.deleteWrong : null}
          >
            {act}
          </Button>
        </>
      }
    >
      <form id="library-name" onSubmit={submit}>
        <Field label={words.name}>
          {(control) => (
            <TextInput
              {...control}
              value={name}
              maxLength={100}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

/** Deletes a library after its name was typed; says in numbers what goes, and offers a backup first. */
export function DeleteLibrary({
  safety,
  library,
  onClose,
}: {
  readonly safety: Safety;
  readonly library: KnownLibrary;
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const [holds, setHolds] = useState<{ files: number; bytes: number } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    void safety.libraries.measure(library.id).then((measured) => {
      if (current) setHolds(measured);
    });
    return () => {
      current = false;
    };
  }, [safety, library]);
  const isNamed = typed.trim() === library.name.trim();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isNamed) return;
    const result = await safety.libraries.delete(library.id);
    if (!result.ok) {
      setTrouble(words.deleteBusy);
      return;
    }
    showToast({ text: words.deleted(library.name), tone: 'plain' });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.deleteTitle(library.name)}
      description={holds ? words.deleteText(holds.files, holds.bytes) : words.deleteMeasuring}
      size="small"
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            type="submit"
            form="library-delete"
            look="danger"
            unavailable={isNamed ? null : words.deleteWrong}
          >
            {words.deleteAct}
          </Button>
        </>
      }
    >
      <form id="library-delete" className={styles['form']} onSubmit={(event) => void submit(event)}>
        <p className={section['quiet']}>{words.deleteBackup}</p>
        <div className={section['acts']}>
          <Button size="small" onClick={() => safety.libraries.switchTo(library.id)}>
            {words.deleteOpen}
          </Button>
        </div>
        <Field label={words.deleteType(library.name)} error={trouble}>
          {(control) => (
            <TextInput
              {...control}
              value={typed}
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
