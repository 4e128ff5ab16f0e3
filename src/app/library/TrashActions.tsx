import { Trash2, Undo2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';

import { useInProject } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/Dialog.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { showToast } from '../ui/toasts.ts';
import { libraryWords as words } from '../words/library.ts';

const TrashUses = lazy(async () => {
  const { TrashUses: component } = await import('../lineage/TrashUses.tsx');
  return { default: component };
});

const emptied = { assets: 0, starred: 0, collections: 0, projects: 0 } as const;

/** The way back from the trash, and its end: starred ones may stay in it. */
export function TrashActions() {
  const run = useCommand();
  const mine = useInProject();
  // Collections and projects go with it: they are named before.
  const trash = useLiveQuery('trash', mine).value ?? emptied;
  const setPlace = useSession((state) => state.setPlace);
  const [asking, setAsking] = useState(false);
  const [keepsStarred, setKeepsStarred] = useState(true);
  const keepStarred = keepsStarred && trash.starred > 0;
  const going = keepStarred ? { ...trash, assets: trash.assets - trash.starred } : trash;
  return (
    <>
      <Button
        size="small"
        icon={<Undo2 aria-hidden />}
        onClick={() => setPlace({ trashed: false })}
      >
        {words.backToLibrary}
      </Button>
      {trash.assets + trash.collections + trash.projects > 0 && (
        <Button
          size="small"
          look="danger"
          icon={<Trash2 aria-hidden />}
          onClick={() => setAsking(true)}
        >
          {words.emptyTrash}
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={words.emptyTrashTitle(going)}
        description={
          <>
            {words.emptyTrashText(going)}
            {trash.starred > 0 && (
              <Toggle
                label={words.keepStarred(trash.starred)}
                checked={keepsStarred}
                onChecked={setKeepsStarred}
              />
            )}
            {asking && (
              <Suspense fallback={null}>
                <TrashUses />
              </Suspense>
            )}
          </>
        }
        act={words.emptyTrashAct(going)}
        onConfirm={() =>
          void run('emptyTrash', { ...mine, keepStarred }).then((done) => {
            if (!done) return;
            const { changed: assets, collections, projects } = done;
            const text = words.deletedForGood({ assets, collections, projects });
            showToast({ text, tone: 'plain' });
          })
        }
      />
    </>
  );
}
