import { useEffect, useRef, useState } from 'react';

import type { BackupOverview } from '#domain/contract/backup.ts';
import { archiveName } from '#formats/backup/names.ts';
import { showFailure, useCommand, useInkreel, useLiveQuery } from '../inkreel.ts';
import { useNow } from '../now.ts';
import { useProgress } from '../progress.ts';
import { Button } from '../ui/Button.tsx';
import { saveDownload } from '../ui/download.ts';
import { showToast } from '../ui/toasts.ts';
import { Toggle } from '../ui/Toggle.tsx';
import { agoText } from '../words/format.ts';
import { safetyWords as words } from '../words/safety.ts';
import { BackupFolder } from './BackupFolder.tsx';
import { BackupRecords } from './BackupRecords.tsx';
import { JobBar } from './JobBar.tsx';
import { canPickPlaces, pickPlace } from './pickers.ts';
import { RehearsalPart } from './RehearsalPart.tsx';
import section from '../ui/Section.module.css';
import { useSafety } from './useSafety.ts';

/** Milliseconds within which a second press belongs to the first. */
const doubleClick = 600;

/** Whether the library is copied elsewhere, and every way to have it so. */
export function BackupSection() {
  const overview = useLiveQuery('backups', {}).value;
  const client = useInkreel();
  const safety = useSafety();
  const command = useCommand();
  const now = useNow(30_000);
  const [inPlace, setInPlace] = useState(true);
  const [models, setModels] = useState(true);
  /** The backup that was asked for here; its file is handed over as soon as it is whole. */
  const wanted = useRef<string | null>(null);
  const asked = useRef(-doubleClick);
  const running = useLiveQuery('queue', {
    status: ['pending', 'running'],
    kind: 'backup',
    limit: 1,
  }).value?.[0];
  const tick = useProgress(running?.id ?? null);
  const added = useLiveQuery('localModels', {}).value?.filter(({ missing }) => missing === 0) ?? [];
  const outside = useLiveQuery('folders', {}).value?.some(({ mode }) => mode === 'in_place');

  const newest = overview?.records[0];
  useEffect(() => {
    if (!newest || !safety || newest.task !== wanted.current) return;
    wanted.current = null;
    if (newest.target === 'download') void saveArchive(safety, newest.where);
  }, [newest, safety]);

  const start = async (target: 'download' | 'file' | 'folder'): Promise<void> => {
    // The queue has not told yet that one runs: the second half of a double click is no second one.
    const again = performance.now() - asked.current < doubleClick;
    if (!safety || again) return;
    asked.current = performance.now();
    const file =
      target === 'file'
        ? await pickPlace(archiveName(await safety.libraryName(), Date.now()))
        : null;
    if (target === 'file' && !file) return;
    const queued = await safety.backUp(
      file ? { target: 'file', file } : { target: target === 'file' ? 'download' : target },
      { inPlace, models },
    );
    if (queued.ok) wanted.current = queued.value;
    else showFailure(queued.failure);
  };
  const saveDatabase = async (): Promise<void> => {
    const file = await client.exportDatabase();
    if (file.ok) saveDownload(file.value.blob, file.value.name);
    else showFailure(file.failure);
  };
  const isWaiting = running?.waits_for === 'permission';
  const busy = running && !isWaiting ? words.making : safety ? null : words.unavailable;

  return (
    <section className={section['section']} aria-labelledby="data-backup">
      <h2 id="data-backup">{words.backup}</h2>
      <p className={section['lead']}>{words.backupText}</p>
      {overview && <Freshness overview={overview} now={now} />}
      {running && (
        <JobBar
          label={isWaiting ? words.waitsForFolder : words.making}
          fraction={tick?.fraction ?? running.progress}
          note={tick?.note ?? ''}
          onCancel={() => void command('cancelTasks', { tasks: [running.id] })}
        />
      )}
      {overview && safety && (
        <BackupFolder
          overview={overview}
          safety={safety}
          busy={busy}
          isWaiting={isWaiting}
          onBackUp={() => void start('folder')}
        />
      )}
      {outside === true && (
        <Toggle
          label={words.inPlace}
          help={words.inPlaceText}
          checked={inPlace}
          onChecked={setInPlace}
        />
      )}
      {added.length > 0 && (
        <Toggle
          label={words.withModels}
          help={words.withModelsText(added.reduce((sum, { size }) => sum + size, 0))}
          checked={models}
          onChecked={setModels}
        />
      )}
      <div className={section['acts']}>
        <Button unavailable={busy} onClick={() => void start('download')}>
          {words.download}
        </Button>
        {canPickPlaces() && (
          <Button unavailable={busy} onClick={() => void start('file')}>
            {words.saveAs}
          </Button>
        )}
      </div>
      {overview && safety && <RehearsalPart overview={overview} safety={safety} now={now} />}
      {overview && overview.records.length > 0 && <BackupRecords records={overview.records} />}
      <h3>{words.database}</h3>
      <p className={section['quiet']}>{words.databaseText}</p>
      <Button onClick={() => void saveDatabase()}>{words.database}</Button>
    </section>
  );
}

async function saveArchive(
  safety: { archive(record: { readonly where: string }): Promise<File | null> },
  where: string,
): Promise<void> {
  const file = await safety.archive({ where });
  if (!file) {
    showToast({ text: words.archiveGone, tone: 'bad' });
    return;
  }
  saveDownload(file, where);
  showToast({ text: words.ready(file.size), tone: 'plain' });
}

function Freshness({ overview, now }: { readonly overview: BackupOverview; readonly now: number }) {
  const [last] = overview.records;
  if (!last) return <p className={section['warn']}>{words.never}</p>;
  const lacking = words.lacking(last.missing + last.damaged, last.in_place, last.models_left_out);
  return (
    <p>
      <span className={overview.changes === 0 ? section['ok'] : undefined}>
        {(last.target === 'download' ? words.made : words.last)(
          last.where,
          agoText(last.taken_at, now),
          last.files,
          last.bytes,
        )}
      </span>{' '}
      {words.since(overview.changes)}
      {lacking && <span className={section['warn']}>{` ${words.lackingLead}${lacking}.`}</span>}
    </p>
  );
}
