import { useState } from 'react';

import type { BackupPlace, Repaired } from '#workers/client.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { safetyWords as words } from '../words/safety.ts';
import { JobBar } from './JobBar.tsx';
import { pickFile } from './pickers.ts';
import section from '../ui/Section.module.css';
import styles from './Safety.module.css';
import { useJob } from './useJob.ts';
import { useSafety } from './useSafety.ts';

/** Brings missing and damaged files back from a backup. Shows only where something is missing. */
export function RepairPart() {
  const safety = useSafety();
  const overview = useLiveQuery('backups', {}).value;
  const missing = useLiveQuery('missingBlobs', {}).value;
  const job = useJob();
  const [repaired, setRepaired] = useState<Repaired | null>(null);
  const repair = async (place: BackupPlace): Promise<void> => {
    if (!safety) return;
    setRepaired(await job.run((listening) => safety.repair(place, listening)));
  };
  const fromFolder = async (): Promise<void> => {
    const kept = overview && safety ? await safety.folder(overview) : null;
    if (!kept || !(await safety?.allow(kept.handle))) return;
    await repair({ kind: 'folder', folder: kept.handle });
  };
  const fromFile = async (): Promise<void> => {
    const file = await pickFile('.zip,application/zip');
    if (file) await repair({ kind: 'archive', file });
  };
  const busy = job.progress ? words.repairing : null;
  if (!repaired && !job.progress && (missing?.length ?? 0) === 0) return null;
  return (
    <div className={styles['note']}>
      <strong>{words.repair}</strong>
      <p className={section['quiet']}>{words.repairText}</p>
      {job.progress && <JobBar label={words.repairing} {...job.progress} onCancel={job.cancel} />}
      {repaired && (
        <output className={repaired.without.length === 0 ? section['ok'] : section['warn']}>
          {words.repaired(repaired.mended.length, repaired.without.length)}
        </output>
      )}
      {(missing?.length ?? 0) > 0 && (
        <div className={section['acts']}>
          {overview?.folder && (
            <Button unavailable={busy} onClick={() => void fromFolder()}>
              {words.fromKnown(overview.folder.name)}
            </Button>
          )}
          <Button unavailable={busy} onClick={() => void fromFile()}>
            {words.repairFile}
          </Button>
        </div>
      )}
    </div>
  );
}
