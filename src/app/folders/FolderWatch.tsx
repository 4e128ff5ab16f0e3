import { useEffect, useState } from 'react';

import type { FolderRow } from '#domain/contract/folders.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { showToast } from '../ui/toasts.ts';
import { folderWords as words } from '../words/folders.ts';
import { canLinkFolders, useFolderDoor } from './useFolderDoor.ts';

/** Watches linked folders while the app is seen, and asks for access where a restart took it away. */
export function FolderWatch() {
  const folders = useLiveQuery('folders', {}).value;
  const hasWatched = folders?.some(({ role }) => role === 'watched') ?? false;
  return hasWatched && canLinkFolders() ? <Watch /> : null;
}

function Watch() {
  const door = useFolderDoor();
  const [closed, setClosed] = useState<readonly FolderRow[]>([]);
  useEffect(() => door?.watch(setClosed), [door]);
  if (!door || closed.length === 0) return null;
  const allow = async (): Promise<void> => {
    const still: FolderRow[] = [];
    for (const folder of closed) {
      if ((await door.allow(folder.id, 'read')) !== 'granted') still.push(folder);
    }
    setClosed(still);
    if (still.length > 0) showToast({ text: words.denied, tone: 'bad' });
  };
  return (
    <Banner
      tone="info"
      title={words.banner(closed.map(({ name }) => name).join(', '))}
      actions={
        <Button size="small" onClick={() => void allow()}>
          {words.allow}
        </Button>
      }
    >
      {words.bannerText}
    </Banner>
  );
}
