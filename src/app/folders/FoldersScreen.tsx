import { FolderSync, Plus } from 'lucide-react';
import { useState } from 'react';

import type { FolderRole, FolderRow } from '#domain/contract/folders.ts';
import { showFailure, useInkreel, useLiveQuery } from '../inkreel.ts';
import { pickFiles } from '../shell/dropped-files.ts';
import { useFolderDrops } from '../shell/folder-drops.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { showToast } from '../ui/toasts.ts';
import { folderWords as words } from '../words/folders.ts';
import { FolderCard } from './FolderCard.tsx';
import page from '../ui/Page.module.css';
import styles from './Folders.module.css';
import { LinkDialog } from './LinkDialog.tsx';
import { refusalWords } from './refusal.ts';
import { canLinkFolders, useFolderDoor } from './useFolderDoor.ts';

type Opened =
  | { readonly handle: FileSystemDirectoryHandle; readonly folder: null }
  | { readonly handle: FileSystemDirectoryHandle | null; readonly folder: FolderRow };

/** The folders of the disk that are linked with the library, and what goes out to where. */
export function FoldersScreen() {
  const client = useInkreel();
  const door = useFolderDoor();
  const folders = useLiveQuery('folders', {}).value;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const canLink = canLinkFolders();
  const watched = folders?.filter(({ role }) => role === 'watched') ?? [];
  const exports = folders?.filter(({ role }) => role === 'export') ?? [];

  const link = async (role: FolderRole): Promise<void> => {
    setRefused(null);
    const picked = await door?.pick(role === 'watched' ? 'read' : 'readwrite');
    if (!door || !picked) return;
    if (!picked.ok) {
      showFailure(picked.failure);
      return;
    }
    const handle = picked.value;
    if (handle) await use(handle, role);
  };
  const use = async (handle: FileSystemDirectoryHandle, role: FolderRole): Promise<void> => {
    if (!door) return;
    const refusal = await door.refusal(handle, role);
    if (refusal) setRefused(refusalWords(refusal));
    else if (role === 'watched') setOpened({ handle, folder: null });
    else {
      const added = await door.link(handle, { role });
      if (!added.ok) showFailure(added.failure);
    }
  };
  useFolderDrops(canLink && door !== null, (handle) => {
    setRefused(null);
    void use(handle, 'watched');
  });
  const edit = async (folder: FolderRow): Promise<void> => {
    setOpened({ handle: (await door?.handle(folder.id)) ?? null, folder });
  };
  const pickAgain = async (): Promise<void> => {
    const files = await pickFiles(true);
    if (files.length === 0 || !door) return;
    const done = await door.takePicked(files, (some) => client.importFiles(some));
    if (done.ok) {
      showToast({ text: words.repicked(done.value.taken, done.value.known), tone: 'plain' });
    } else showFailure(done.failure);
  };

  const isEmpty = folders !== undefined && watched.length === 0;
  const first = canLink ? (
    <Button
      look="primary"
      icon={<Plus aria-hidden />}
      onClick={() => void link('watched')}
      busy={!door}
    >
      {words.link}
    </Button>
  ) : (
    <Button look="primary" onClick={() => void pickAgain()} busy={!door}>
      {words.pickAgain}
    </Button>
  );
  return (
    <ScreenFrame
      top={
        <>
          <h1 className={page['title']}>{words.title}</h1>
          <span className={page['spring']} />
          {!isEmpty && first}
        </>
      }
    >
      <div className={page['roomy']}>
        {!canLink && (
          <Banner tone="info" title={words.cannotTitle}>
            {words.cannotText}
          </Banner>
        )}
        {refused !== null && (
          <p className={styles['bad']} role="alert">
            {refused}
          </p>
        )}
        {isEmpty && (
          <EmptyState icon={<FolderSync aria-hidden />} title={words.emptyTitle} actions={first}>
            {words.emptyText}
          </EmptyState>
        )}
        {watched.length > 0 && (
          <section className={styles['section']} aria-labelledby="folders-watched">
            <h2 id="folders-watched">{words.watched}</h2>
            <FolderList folders={watched} door={door} onEdit={(row) => void edit(row)} />
          </section>
        )}
        {canLink && (
          <section className={styles['section']} aria-labelledby="folders-export">
            <h2 id="folders-export">{words.exports}</h2>
            <p className={styles['quiet']}>{words.exportsText}</p>
            <FolderList folders={exports} door={door} onEdit={(row) => void edit(row)} />
            <div className={styles['acts']}>
              <Button onClick={() => void link('export')} busy={!door}>
                {words.linkExport}
              </Button>
            </div>
          </section>
        )}
      </div>
      {opened && door && <LinkDialog door={door} {...opened} onClose={() => setOpened(null)} />}
    </ScreenFrame>
  );
}

const FolderList = ({
  folders,
  door,
  onEdit,
}: {
  readonly folders: readonly FolderRow[];
  readonly door: ReturnType<typeof useFolderDoor>;
  readonly onEdit: (folder: FolderRow) => void;
}) =>
  folders.length === 0 ? null : (
    <ul className={styles['list']}>
      {folders.map((folder) => (
        <FolderCard key={folder.id} folder={folder} door={door} onEdit={onEdit} />
      ))}
    </ul>
  );
