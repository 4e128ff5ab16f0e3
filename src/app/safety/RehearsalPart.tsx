import type { BackupOverview, Rehearsal } from '#domain/contract/backup.ts';
import type { BackupPlace, Safety } from '#workers/client.ts';
import { Button } from '../ui/Button.tsx';
import { agoText } from '../words/format.ts';
import { safetyWords as words } from '../words/safety.ts';
import { JobBar } from './JobBar.tsx';
import { pickFile } from './pickers.ts';
import section from '../ui/Section.module.css';
import { useJob } from './useJob.ts';

/** The newest backup that can be reached from here; a folder that wants to be asked is asked. */
async function newest(safety: Safety, overview: BackupOverview): Promise<BackupPlace | null> {
  for (const record of overview.records) {
    if (record.target === 'folder') {
      const kept = await safety.folder(overview);
      if (kept && (await safety.allow(kept.handle))) return { kind: 'folder', folder: kept.handle };
    }
    if (record.target === 'download') {
      const file = await safety.archive(record);
      if (file) return { kind: 'archive', file };
    }
  }
  return null;
}

/** Proves the newest backup by restoring it, and tells what the last proof found. */
export function RehearsalPart({
  overview,
  safety,
  now,
}: {
  readonly overview: BackupOverview;
  readonly safety: Safety;
  readonly now: number;
}) {
  const job = useJob();
  const rehearse = (place: BackupPlace): Promise<unknown> =>
    job.run((listening) => safety.rehearse(place, listening));
  const start = async (): Promise<void> => {
    const place = await newest(safety, overview);
    if (place) await rehearse(place);
    else await startWithFile();
  };
  const startWithFile = async (): Promise<void> => {
    const file = await pickFile('.zip,application/zip');
    if (file) await rehearse({ kind: 'archive', file });
  };
  const busy = job.progress ? words.rehearsing : null;
  const none = overview.records.length === 0 ? words.noBackupYet : null;
  return (
    <>
      <h3>{words.rehearse}</h3>
      <p className={section['quiet']}>{words.rehearseText}</p>
      <Found rehearsal={overview.rehearsal} now={now} />
      {job.progress && <JobBar label={words.rehearsing} {...job.progress} onCancel={job.cancel} />}
      <div className={section['acts']}>
        <Button unavailable={none ?? busy} onClick={() => void start()}>
          {words.rehearse}
        </Button>
        <Button look="quiet" unavailable={busy} onClick={() => void startWithFile()}>
          {words.rehearseFile}
        </Button>
      </div>
    </>
  );
}

function Found({ rehearsal, now }: { readonly rehearsal: Rehearsal | null; readonly now: number }) {
  if (!rehearsal) return <p className={section['warn']}>{words.notRehearsed}</p>;
  const ago = agoText(rehearsal.at, now);
  if (rehearsal.trouble !== null) {
    return <p className={section['bad']}>{words.rehearsedTrouble(ago, rehearsal.trouble)}</p>;
  }
  if (!rehearsal.passed) {
    const { damaged, differing } = rehearsal;
    return <p className={section['bad']}>{words.rehearsedBad(ago, damaged.length, differing)}</p>;
  }
  return (
    <output>
      <span className={section['ok']}>
        {words.rehearsed(ago, rehearsal.assets, rehearsal.took)}
      </span>{' '}
      <span className={section['quiet']}>
        {words.rehearsedFiles(rehearsal.files, rehearsal.bytes, rehearsal.taken_at)}
      </span>
    </output>
  );
}
