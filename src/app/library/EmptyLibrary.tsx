import { FolderUp, Images, Upload } from 'lucide-react';

import { useImport } from '../shell/importing.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { libraryWords as words } from '../words/library.ts';

/** What goes into a library, and the first thing to do. */
export function EmptyLibrary() {
  const { pick } = useImport();
  return (
    <EmptyState
      icon={<Images aria-hidden />}
      title={words.emptyTitle}
      actions={
        <>
          <Button look="primary" icon={<Upload aria-hidden />} onClick={() => pick(false)}>
            {words.importFiles}
          </Button>
          <Button icon={<FolderUp aria-hidden />} onClick={() => pick(true)}>
            {words.importFolder}
          </Button>
        </>
      }
    >
      {words.emptyText}
    </EmptyState>
  );
}
