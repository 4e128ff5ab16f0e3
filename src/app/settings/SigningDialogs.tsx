import { useState } from 'react';

import { renewSigning, usualName, type bringSigning } from '#workers/signing.ts';
import { Field } from '../ui/Field.tsx';
import { FormDialog } from '../ui/FormDialog.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { credentialsWords as words } from '../words/credentials.ts';
import styles from './Settings.module.css';

const longestName = 80;

/** Makes a key under a name of the person's choice. */
export function RenewDialog({
  isFirst,
  onClose,
  onFailed,
}: {
  readonly isFirst: boolean;
  readonly onClose: () => void;
  readonly onFailed: (failed: boolean) => void;
}) {
  const [name, setName] = useState(usualName);
  const make = async (): Promise<void> => {
    const isMade = await renewSigning(name, Date.now()).catch(() => false);
    onFailed(!isMade);
    onClose();
  };
  return (
    <FormDialog
      title={isFirst ? words.makeKey : words.renew}
      {...(isFirst ? {} : { description: words.renewText })}
      act={isFirst ? words.makeKey : words.renew}
      size="small"
      onSubmit={make}
      onClose={onClose}
    >
      <Field label={words.name} help={words.nameHelp}>
        {(control) => (
          <TextInput
            {...control}
            value={name}
            maxLength={longestName}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}

/** Takes a key and a certificate out of a file that a person chooses. */
export function BringDialog({
  bring,
  onClose,
}: {
  readonly bring: typeof bringSigning;
  readonly onClose: () => void;
}) {
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<string | null>(null);
  const take = async (): Promise<void> => {
    if (!file) {
      setError(words.problems.no_key);
      return;
    }
    try {
      const problem = await bring(await file.slice(0, 200_000).text(), Date.now());
      if (problem === null) onClose();
      else setError(words.problems[problem]);
    } catch {
      setError(words.failed);
    }
  };
  return (
    <FormDialog
      title={words.bring}
      description={words.bringText}
      act={words.bring}
      onSubmit={take}
      onClose={onClose}
    >
      <Field label={words.bringFile} error={error}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".pem,.crt,.key,text/plain"
            className={styles['file']}
            onChange={(event) => {
              setFile(event.target.files?.[0] ?? null);
              setError(null);
            }}
          />
        )}
      </Field>
    </FormDialog>
  );
}
