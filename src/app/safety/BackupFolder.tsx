import { useEffect, useState } from 'react';

import type { BackupOverview } from '#domain/contract/backup.ts';
import type { Safety } from '#workers/client.ts';
import { showFailure, useCommand } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { safetyWords as words } from '../words/safety.ts';
import { canPickFolders, pickFolder } from './pickers.ts';
import section from '../ui/Section.module.css';
import styles from './Safety.module.css';

/** The folder that backups go to: linking it, using it, allowing it again. */
export function BackupFolder({
  overview,
  safety,
  busy,
  isWaiting,
  onBackUp,
}: {
  readonly overview: BackupOverview;
  readonly safety: Safety;
  readonly busy: string | null;
  /** A backup waits until the folder may be written again. */
  readonly isWaiting: boolean;
  readonly onBackUp: () => void;
}) {
  const command = useCommand();
  const { folder } = overview;
  const [access, setAccess] = useState<PermissionState | 'gone' | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let current = true;
    void safety.folder({ folder }).then((kept) => {
      if (current) setAccess(kept?.access ?? 'gone');
    });
    return () => {
      current = false;
    };
  }, [safety, folder, asked]);

  const link = async (): Promise<void> => {
    const chosen = await pickFolder();
    if (!chosen) return;
    const linked = await safety.linkFolder(chosen);
    if (linked.ok) onBackUp();
    else showFailure(linked.failure);
  };
  const allow = async (): Promise<void> => {
    const kept = await safety.folder({ folder });
    // One that waited for this goes on by itself.
    if (kept && (await safety.allow(kept.handle)) && !isWaiting) onBackUp();
    setAsked(asked + 1);
  };
  const none = canPickFolders() ? null : words.noFolders;

  if (!folder) {
    return (
      <div className={section['acts']}>
        <Button look="primary" unavailable={none ?? busy} onClick={() => void link()}>
          {words.chooseFolder}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles['note']}>
      <strong>{words.folder(folder.name)}</strong>
      <p className={section['quiet']}>{words.folderText}</p>
      {(access === 'prompt' || access === 'denied') && (
        <output className={section['warn']}>{words.allowText(folder.name)}</output>
      )}
      {access === 'gone' && <p className={section['warn']}>{words.gone(folder.name)}</p>}
      <Toggle
        label={words.automatic}
        help={words.automaticText}
        checked={folder.automatic}
        onChecked={(automatic) =>
          void command('setBackupFolder', { folder: { ...folder, automatic } })
        }
      />
      <div className={section['acts']}>
        {access === 'prompt' || access === 'denied' ? (
          <Button look="primary" onClick={() => void allow()}>
            {words.allow}
          </Button>
        ) : access === 'gone' ? (
          <Button look="primary" unavailable={none} onClick={() => void link()}>
            {words.chooseFolder}
          </Button>
        ) : (
          <Button look="primary" unavailable={busy} onClick={onBackUp}>
            {words.backUpNow}
          </Button>
        )}
        <Button look="quiet" title={words.unlinkText} onClick={() => void safety.unlinkFolder()}>
          {words.unlink}
        </Button>
      </div>
    </div>
  );
}
