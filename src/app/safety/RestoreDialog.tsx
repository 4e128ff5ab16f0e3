import { useState } from 'react';

import type { BackupPlace } from '#workers/client.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Field } from '../ui/Field.tsx';
import { Select } from '../ui/Select.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { momentText } from '../words/format.ts';
import { safetyWords as words } from '../words/safety.ts';
import section from '../ui/Section.module.css';
import styles from './Safety.module.css';

/** What a person chose to restore from. */
export type Chosen =
  | { readonly kind: 'archive'; readonly file: File }
  | {
      readonly kind: 'folder';
      readonly folder: FileSystemDirectoryHandle;
      /** The newest first (ms UTC). */
      readonly copies: readonly number[];
    };

/** Asks which copy, and what the library shall be called. */
export function RestoreDialog({
  chosen,
  onStart,
  onClose,
}: {
  readonly chosen: Chosen;
  readonly onStart: (place: BackupPlace, name: string) => void;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState('');
  const copies = chosen.kind === 'folder' ? chosen.copies : [];
  const [time, setTime] = useState(copies[0] ?? 0);
  const start = (): void =>
    onStart(
      chosen.kind === 'archive'
        ? { kind: 'archive', file: chosen.file }
        : { kind: 'folder', folder: chosen.folder, time },
      name.trim(),
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={words.restore}
      description={words.restoreText}
      size="small"
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button look="primary" onClick={start}>
            {words.start}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <p className={section['quiet']}>
          {chosen.kind === 'archive' ? chosen.file.name : chosen.folder.name}
        </p>
        {copies.length > 0 && (
          <Field label={words.chooseCopy}>
            {(control) => (
              <Select
                {...control}
                value={String(time)}
                choices={copies.map((copy, index) => ({
                  value: String(copy),
                  label: index === 0 ? `${momentText(copy)} (${words.newest})` : momentText(copy),
                }))}
                onValue={(value) => setTime(Number(value))}
              />
            )}
          </Field>
        )}
        <Field label={words.libraryName}>
          {(control) => (
            <TextInput
              {...control}
              value={name}
              maxLength={100}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}

/** Names what is not whole and asks whether the rest is wanted. */
export const DamagedDialog = ({
  files,
  of,
  answer,
}: {
  readonly files: readonly string[];
  readonly of: number;
  readonly answer: (goOn: boolean) => void;
}) => (
  <Dialog
    open
    onClose={() => answer(false)}
    title={words.damagedTitle}
    description={words.damagedText(of)}
    actions={
      <>
        <Button onClick={() => answer(false)}>{words.cancel}</Button>
        <Button look="primary" onClick={() => answer(true)}>
          {words.goOn}
        </Button>
      </>
    }
  >
    <ul className={styles['hashes']}>
      {files.map((file) => (
        <li key={file}>{file}</li>
      ))}
      {of > files.length && <li>{words.damagedMore(of - files.length)}</li>}
    </ul>
  </Dialog>
);
