import { useState } from 'react';

import type { FolderRow } from '#domain/contract/folders.ts';
import { isFailure } from '#domain/failure.ts';
import type { FolderDoor } from '#workers/folders/door.ts';
import { showFailure, useCommand } from '../inkreel.ts';
import { useNow } from '../now.ts';
import { useProgress } from '../progress.ts';
import { useUndo } from '../shell/undo.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { Progress } from '../ui/Progress.tsx';
import { showDone, showToast } from '../ui/toasts.ts';
import { failureWords } from '../words/failures.ts';
import { folderWords as words } from '../words/folders.ts';
import { agoText } from '../words/format.ts';
import styles from './Folders.module.css';
import { ScanReport } from './ScanReport.tsx';
import { accessFor, useAccess } from './useFolderDoor.ts';

/** One linked folder: how it stands, what the last scan found, what can be done. */
export function FolderCard({
  folder,
  door,
  onEdit,
}: {
  readonly folder: FolderRow;
  readonly door: FolderDoor | null;
  readonly onEdit: (folder: FolderRow) => void;
}) {
  const command = useCommand();
  const { undo } = useUndo();
  const { access, askAgain } = useAccess(door, folder);
  const [asking, setAsking] = useState<'forget' | 'copy' | null>(null);
  const { id, task } = folder;
  const isWatched = folder.role === 'watched';
  const isPaused = folder.settings.paused === true;
  const isClosed = access === 'prompt' || access === 'denied' || access === 'lost';
  const isBusy = task?.status === 'running' || (task?.status === 'pending' && !isClosed);

  const allow = async (): Promise<void> => {
    const answer = await door?.allow(id, accessFor(folder.role));
    askAgain();
    if (answer !== 'granted') showToast({ text: words.denied, tone: 'bad' });
  };
  const choose = async (): Promise<void> => {
    const picked = await door?.pick(accessFor(folder.role));
    if (!picked?.ok) {
      if (picked) showFailure(picked.failure);
      return;
    }
    if (!picked.value) return;
    const replaced = await door?.replace(id, picked.value);
    if (replaced && !replaced.ok) showFailure(replaced.failure);
    askAgain();
  };
  const forget = async (): Promise<void> => {
    if (!(await command('forgetFolder', { folder: id }))) return;
    showDone(words.forgotten(folder.name), undo);
  };

  return (
    <li className={styles['folder']}>
      <div className={styles['head']}>
        <span className={styles['name']} dir="auto">
          {folder.name}
        </span>
        {isWatched && <Badge>{words.modes[folder.mode]}</Badge>}
        {folder.project_name !== null && (
          <span className={styles['quiet']}>{words.project(folder.project_name)}</span>
        )}
      </div>
      {isWatched && <Facts folder={folder} />}
      {isClosed && (
        <p className={styles['warn']}>{access === 'lost' ? words.lost : words.needsAccess}</p>
      )}
      {!isClosed && isBusy && <Running folder={folder} />}
      {!isBusy && <LastFailure json={task?.failure ?? null} />}
      {isWatched && folder.report !== null && (
        <ScanReport report={folder.report} at={folder.reported_at} />
      )}
      <div className={styles['acts']}>
        {isClosed && access !== 'lost' && (
          <Button look="primary" onClick={() => void allow()}>
            {words.allow}
          </Button>
        )}
        {access === 'lost' && (
          <Button look="primary" onClick={() => void choose()}>
            {words.choose}
          </Button>
        )}
        {isWatched && (
          <>
            <Button
              size="small"
              unavailable={isClosed ? words.needsAccess : isBusy ? words.scanning : null}
              onClick={() => void command('scanFolder', { folder: id })}
            >
              {words.scan}
            </Button>
            <Button
              size="small"
              onClick={() =>
                void command('editFolder', {
                  folder: id,
                  changes: { settings: { paused: !isPaused } },
                })
              }
            >
              {isPaused ? words.resume : words.pause}
            </Button>
            <Button size="small" onClick={() => onEdit(folder)}>
              {words.edit}
            </Button>
          </>
        )}
        {folder.outside > 0 && (
          <Button
            size="small"
            unavailable={isClosed ? words.needsAccess : isBusy ? words.scanning : null}
            onClick={() => setAsking('copy')}
          >
            {words.copyIn}
          </Button>
        )}
        <Button size="small" look="quiet" onClick={() => setAsking('forget')}>
          {words.forget}
        </Button>
      </div>
      <ConfirmDialog
        open={asking === 'forget'}
        title={words.forgetTitle(folder.name)}
        description={
          <>
            <p>{words.forgetText(folder.files + folder.missing)}</p>
            {folder.outside > 0 && (
              <p className={styles['warn']}>
                {words.forgetOutside(folder.outside, folder.outside_bytes)}
              </p>
            )}
          </>
        }
        act={words.forget}
        onConfirm={() => void forget()}
        onClose={() => setAsking(null)}
      />
      <ConfirmDialog
        open={asking === 'copy'}
        title={words.copyIn}
        description={words.copyInText(folder.outside, folder.outside_bytes)}
        act={words.copyIn}
        onConfirm={() =>
          void command('enqueue', {
            kind: 'scan_folder',
            assets: [],
            settings: { folder: id, work: 'copy' },
          })
        }
        onClose={() => setAsking(null)}
      />
    </li>
  );
}

function Facts({ folder }: { readonly folder: FolderRow }) {
  const command = useCommand();
  const now = useNow(60_000);
  const { last_scanned_at: last } = folder;
  return (
    <>
      <p className={styles['facts']}>
        <span>{words.facts(folder.files, folder.bytes)}</span>
        <span>{last === null ? words.never : words.lastScan(agoText(last, now))}</span>
        {folder.missing > 0 && <span>{words.missing(folder.missing)}</span>}
        {folder.skipped > 0 && <span>{words.skipped(folder.skipped)}</span>}
        {folder.removed > 0 && <span>{words.removed(folder.removed)}</span>}
        {folder.skipped + folder.removed > 0 && (
          <Button
            size="small"
            look="quiet"
            onClick={() =>
              void command('forgetSkipped', { folder: folder.id }).then((done) =>
                done ? command('scanFolder', { folder: folder.id }) : null,
              )
            }
          >
            {words.lookAgain}
          </Button>
        )}
      </p>
      {folder.settings.paused && <p className={styles['quiet']}>{words.paused}</p>}
      {folder.outside > 0 && (
        <p className={styles['quiet']}>{words.outside(folder.outside, folder.outside_bytes)}</p>
      )}
    </>
  );
}

function Running({ folder: { task } }: { readonly folder: FolderRow }) {
  const tick = useProgress(task?.id ?? null);
  if (task?.status !== 'running') return <p className={styles['quiet']}>{words.waiting}</p>;
  return (
    <div className={styles['bar']}>
      <Progress fraction={tick?.fraction ?? task.progress} label={words.scanning} />
      <span className={styles['quiet']}>{tick?.note ?? words.scanning}</span>
    </div>
  );
}

function LastFailure({ json }: { readonly json: string | null }) {
  const failure: unknown = json === null ? null : JSON.parse(json);
  if (!isFailure(failure)) return null;
  const said = failureWords(failure);
  return (
    <p className={styles['bad']} role="alert">
      {said.what} {said.safe} {said.next}
    </p>
  );
}
