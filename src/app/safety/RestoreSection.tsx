import { useEffect, useState } from 'react';

import type { BackupPlace, Restored } from '#workers/client.ts';
import { Button } from '../ui/Button.tsx';
import { showToast } from '../ui/toasts.ts';
import { safetyWords as words } from '../words/safety.ts';
import { JobBar } from './JobBar.tsx';
import { canPickFolders, pickFile, pickFolder } from './pickers.ts';
import { DamagedDialog, RestoreDialog, type Chosen } from './RestoreDialog.tsx';
import section from '../ui/Section.module.css';
import styles from './Safety.module.css';
import { useJob } from './useJob.ts';
import { useSafety } from './useSafety.ts';

interface Question {
  readonly files: readonly string[];
  readonly of: number;
  readonly answer: (goOn: boolean) => void;
}

/** Brings a backup back as a library of its own; works also where the present one is gone. */
export function RestoreSection() {
  const safety = useSafety();
  const job = useJob();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const [restored, setRestored] = useState<Restored | null>(null);
  const [known, setKnown] = useState<FileSystemDirectoryHandle | null>(null);
  useEffect(() => {
    let current = true;
    void safety?.lastFolder().then((folder) => {
      if (current) setKnown(folder);
    });
    return () => {
      current = false;
    };
  }, [safety]);

  const chooseFile = async (): Promise<void> => {
    const file = await pickFile('.zip,application/zip');
    if (file) setChosen({ kind: 'archive', file });
  };
  const chooseFolder = async (folder: FileSystemDirectoryHandle | null): Promise<void> => {
    if (!safety || !folder || !(await safety.allow(folder))) return;
    const copies = await safety.copies(folder);
    if (copies.length === 0) showToast({ text: words.noCopies, tone: 'bad' });
    else setChosen({ kind: 'folder', folder, copies });
  };
  const start = async (place: BackupPlace, name: string): Promise<void> => {
    setChosen(null);
    if (!safety) return;
    const made = await job.run((listening) =>
      safety.restore(place, name, {
        ...listening,
        onDamaged: (files, of) =>
          new Promise((resolve) => {
            setQuestion({
              files,
              of,
              answer: (goOn) => {
                setQuestion(null);
                resolve(goOn);
              },
            });
          }),
      }),
    );
    setRestored(made);
  };
  const busy = job.progress ? words.restoring : safety ? null : words.unavailable;

  return (
    <section className={section['section']} aria-labelledby="data-restore">
      <h2 id="data-restore">{words.restore}</h2>
      <p className={section['lead']}>{words.restoreText}</p>
      {job.progress && <JobBar label={words.restoring} {...job.progress} onCancel={job.cancel} />}
      {restored && (
        <output className={styles['note']}>
          <strong>{words.restored(restored.name)}</strong>
          <p>{words.restoredText(restored.assets, restored.files, restored.missing)}</p>
          <div className={section['acts']}>
            <Button look="primary" onClick={() => safety?.libraries.switchTo(restored.library)}>
              {words.openIt}
            </Button>
            <Button onClick={() => setRestored(null)}>{words.stay}</Button>
          </div>
        </output>
      )}
      <div className={section['acts']}>
        {known && (
          <Button unavailable={busy} onClick={() => void chooseFolder(known)}>
            {words.fromKnown(known.name)}
          </Button>
        )}
        <Button unavailable={busy} onClick={() => void chooseFile()}>
          {words.fromFile}
        </Button>
        <Button
          unavailable={canPickFolders() ? busy : words.noFolders}
          onClick={() => void pickFolder().then(chooseFolder)}
        >
          {words.fromFolder}
        </Button>
      </div>
      {chosen && (
        <RestoreDialog
          chosen={chosen}
          onStart={(place, name) => void start(place, name)}
          onClose={() => setChosen(null)}
        />
      )}
      {question && <DamagedDialog {...question} />}
    </section>
  );
}
