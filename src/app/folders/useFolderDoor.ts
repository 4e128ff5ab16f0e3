import { useEffect, useState } from 'react';

import type { Access, FolderAccess, FolderDoor } from '#workers/folders/door.ts';
import type { FolderRow } from '#domain/contract/folders.ts';
import { useInkreel } from '../inkreel.ts';

/** The way to the folders of the disk, once it is loaded. */
export function useFolderDoor(): FolderDoor | null {
  const client = useInkreel();
  const [door, setDoor] = useState<FolderDoor | null>(null);
  useEffect(() => {
    let current = true;
    void client.folders().then(
      (opened) => {
        if (current) setDoor(opened);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [client]);
  return door;
}

/** Whether this browser can keep folders linked. */
export const canLinkFolders = (): boolean => 'showDirectoryPicker' in globalThis;

/** What a folder is opened for, by its role. */
export const accessFor = (role: FolderRow['role']): Access =>
  role === 'watched' ? 'read' : 'readwrite';

/** Whether a folder can be used now; asked again when it changes and when the window comes back. */
export function useAccess(
  door: FolderDoor | null,
  folder: FolderRow,
): { readonly access: FolderAccess | null; readonly askAgain: () => void } {
  const [access, setAccess] = useState<FolderAccess | null>(null);
  const [asked, setAsked] = useState(0);
  const { id, role } = folder;
  const status = folder.task?.status;
  useEffect(() => {
    let current = true;
    const ask = (): void => {
      void door?.access(id, accessFor(role)).then((answer) => {
        if (current) setAccess(answer);
      });
    };
    ask();
    addEventListener('focus', ask);
    return () => {
      current = false;
      removeEventListener('focus', ask);
    };
  }, [door, id, role, status, asked]);
  return { access, askAgain: () => setAsked(asked + 1) };
}
