import { Import } from 'lucide-react';
import { useEffect, useState } from 'react';

import { shellWords as words } from '../words/shell.ts';
import styles from './DropTarget.module.css';
import { filesOf } from './dropped-files.ts';
import { folderTaker, takenFolder, useFolderTaker } from './folder-drops.ts';
import { useImport } from './importing.ts';
import { isTyping } from './shortcuts.ts';

const holdsFiles = (transfer: DataTransfer | null): transfer is DataTransfer =>
  transfer !== null && transfer.types.includes('Files');

/** Takes files dropped or pasted anywhere in the window. */
export function DropTarget() {
  const { importFiles } = useImport();
  const [over, setOver] = useState(false);
  const takesFolders = useFolderTaker();
  useEffect(() => {
    // Enter and leave fire for every element on the way; only their balance says "outside".
    let depth = 0;
    const enter = (event: DragEvent): void => {
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      depth += 1;
      setOver(true);
    };
    const move = (event: DragEvent): void => {
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const leave = (event: DragEvent): void => {
      if (!holdsFiles(event.dataTransfer)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      depth = 0;
      setOver(false);
      // What a screen has taken for itself, a model say, is not imported as well.
      if (event.defaultPrevented || !holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      const { dataTransfer } = event;
      const take = folderTaker();
      // Both are begun within the event: the browser empties the transfer when it ends.
      const folder = take === null ? null : takenFolder(dataTransfer);
      const files = folder === null ? filesOf(dataTransfer) : null;
      void folder?.then((handle) => handle && take?.(handle));
      void files?.then(importFiles);
    };
    const paste = (event: ClipboardEvent): void => {
      if (isTyping(event.target) || !holdsFiles(event.clipboardData)) return;
      event.preventDefault();
      void filesOf(event.clipboardData).then(importFiles);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragover', move);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragover', move);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
      removeEventListener('paste', paste);
    };
  }, [importFiles]);
  if (!over) return null;
  return (
    <div className={styles['overlay']}>
      <div className={styles['frame']}>
        <Import aria-hidden />
        <p className={styles['title']}>{takesFolders ? words.dropFolderTitle : words.dropTitle}</p>
        <p className={styles['text']}>{takesFolders ? words.dropFolderText : words.dropText}</p>
      </div>
    </div>
  );
}
