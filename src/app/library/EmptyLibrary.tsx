import { FolderUp, Images, Upload } from 'lucide-react';

import { useImport } from '../shell/importing.ts';
import { useLibraryStatus } from '../shell/StatusBanners.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { libraryWords as words } from '../words/library.ts';

/** What goes into a library, where it will be, and the first thing to do. */
export function EmptyLibrary() {
  const { pick } = useImport();
  const isTemporary = useLibraryStatus().state === 'temporary';
  const unavailable = isTemporary ? words.cannotKeep : null;
  return (
    <EmptyState
      icon={<Images aria-hidden />}
      title={words.emptyTitle}
      actions={
        <>
          <Button
            look="primary"
            icon={<Upload aria-hidden />}
            unavailable={unavailable}
            onClick={() => pick(false)}
          >
            {words.importFiles}
          </Button>
          <Button
            icon={<FolderUp aria-hidden />}
            unavailable={unavailable}
            onClick={() => pick(true)}
          >
            {words.importFolder}
          </Button>
        </>
      }
    >
      <p>{isTemporary ? words.emptyTemporary : words.emptyText}</p>
      {!isTemporary && <p>{words.emptyWhere}</p>}
    </EmptyState>
  );
}
