import { useState } from 'react';
import { z } from 'zod/mini';

import type { CollectionRow } from '#domain/contract/collections.ts';
import { isFailure } from '#domain/failure.ts';
import type { Sha256, TaskId } from '#domain/id.ts';
import { showFailure, useCommand, useInkreel, useLiveQuery } from '../inkreel.ts';
import { saveFile } from '../packs/save-file.ts';
import { CarryOptions } from '../outgoing/CarryOptions.tsx';
import { useOutgoingChoice } from '../outgoing/choice.ts';
import { useProgress } from '../progress.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Progress } from '../ui/Progress.tsx';
import { showToast } from '../ui/toasts.ts';
import { collectionWords as words } from '../words/collections.ts';
import { commonWords } from '../words/common.ts';
import { failureWords } from '../words/failures.ts';
import styles from './Collections.module.css';

/** What the task leaves behind: the ZIP in the blob store. */
const exported = z.object({ sha256: z.string(), name: z.string() });

/** Packs a collection and hands the ZIP over. Closing it leaves the task in the queue. */
export function ExportCollection({
  row,
  onClose,
}: {
  readonly row: CollectionRow;
  readonly onClose: () => void;
}) {
  const client = useInkreel();
  const command = useCommand();
  const [id, setId] = useState<TaskId | null>(null);
  const [starting, setStarting] = useState(false);
  const carry = useOutgoingChoice(({ value }) => value);
  const members = useLiveQuery('collectionMembers', { id: row.id, limit: 50 }).value ?? [];
  const start = async (): Promise<void> => {
    setStarting(true);
    const settings = { collection: row.id, carry };
    const queued = await command('enqueue', { kind: 'export_collection', assets: [], settings });
    setId(queued?.tasks[0] ?? null);
    setStarting(false);
  };
  const task = useLiveQuery('task', id ? { id } : null).value;
  const tick = useProgress(id);
  const done =
    task?.status === 'completed' && task.result
      ? exported.safeParse(JSON.parse(task.result))
      : null;
  const failure: unknown =
    task?.status === 'failed' && task.failure ? JSON.parse(task.failure) : null;
  const save = async (): Promise<void> => {
    if (!done?.success) return;
    // The border: the engine wrote this result.
    const file = await client.openBlob(done.data.sha256 as Sha256);
    if (!file.ok) return showFailure(file.failure);
    const path = await saveFile(file.value, done.data.name);
    if (path === null) return;
    showToast({ text: words.savedAs(path), tone: 'plain' });
    onClose();
  };
  return (
    <Dialog
      open
      size="small"
      onClose={onClose}
      title={words.exportTitle(row.name)}
      actions={
        <>
          <Button onClick={onClose}>{commonWords.close}</Button>
          {id === null ? (
            <Button look="primary" busy={starting} onClick={() => void start()}>
              {words.exportStart}
            </Button>
          ) : (
            <Button
              look="primary"
              unavailable={done?.success ? null : words.exportBusy}
              onClick={() => void save()}
            >
              {words.exportSave}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['form']}>
        <p>{words.exportHelp}</p>
        {id === null && <CarryOptions ids={members.map(({ asset }) => asset)} />}
        {id !== null && !isFailure(failure) && (
          <Progress
            fraction={done ? 1 : (tick?.fraction ?? task?.progress ?? 0)}
            label={words.exportZip}
          />
        )}
        {isFailure(failure) && (
          <p className={styles['bad']} role="alert">
            {failureWords(failure).what} {failureWords(failure).next}
          </p>
        )}
      </div>
    </Dialog>
  );
}
