import { FolderOpen, ListChecks, Pause, Play, RefreshCw, Settings2, Wand2 } from 'lucide-react';

import type { FolderId } from '#domain/id.ts';
import { goTo } from '../address.ts';
import { useInProject } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import type { MenuEntry } from '../ui/Menu.tsx';
import { MenuList, type Point } from '../ui/MenuList.tsx';
import { placeWords as words } from '../words/places.ts';

/** A folder or a day of the rail: a name and the search that finds just what is in it. */
export interface Place {
  readonly name: string;
  readonly query: string;
  readonly assets: number;
  /** The linked folder that it is or lies in. */
  readonly folder: FolderId | null;
}

/** What can be done with a folder or a day, at the place where it was asked for. */
export function PlaceMenu({
  place: { name, query, assets, folder },
  at,
  focusAfter,
  onShow,
  onKeep,
  onClose,
}: {
  readonly place: Place;
  readonly at: Point;
  readonly focusAfter: () => HTMLElement | null;
  readonly onShow: () => void;
  /** Makes a smart collection of it. */
  readonly onKeep: () => void;
  readonly onClose: () => void;
}) {
  const run = useCommand();
  const mine = useInProject();
  const linked = useLiveQuery('folders', {}).value?.find(({ id }) => id === folder);
  const empty = assets === 0 ? words.nothingIn : null;
  const isPaused = linked?.settings.paused === true;
  const isBusy = linked?.task?.status === 'running';
  const review = async (): Promise<void> => {
    const filter = { query, ...mine };
    const begun = await run('beginReview', { name, filter, sort: 'newest', undecided: true });
    if (begun) goTo(`/review/${begun.review}`);
  };
  const ofFolder: readonly MenuEntry[] = linked
    ? [
        'separator',
        {
          label: words.scan(linked.name),
          icon: <RefreshCw aria-hidden />,
          unavailable: isBusy ? words.scanning : null,
          onSelect: () => void run('scanFolder', { folder: linked.id }),
        },
        {
          label: isPaused ? words.watch(linked.name) : words.pause(linked.name),
          icon: isPaused ? <Play aria-hidden /> : <Pause aria-hidden />,
          onSelect: () =>
            void run('editFolder', {
              folder: linked.id,
              changes: { settings: { paused: !isPaused } },
            }),
        },
        {
          label: words.folderSettings,
          icon: <Settings2 aria-hidden />,
          onSelect: () => goTo('/folders'),
        },
      ]
    : [];
  return (
    <MenuList
      anchor={at}
      align="start"
      label={words.menu(name)}
      entries={[
        { label: words.show, icon: <FolderOpen aria-hidden />, onSelect: onShow },
        {
          label: words.review,
          icon: <ListChecks aria-hidden />,
          unavailable: empty,
          onSelect: () => void review(),
        },
        { label: words.keep, icon: <Wand2 aria-hidden />, onSelect: onKeep },
        ...ofFolder,
      ]}
      focusAfter={focusAfter}
      onClose={onClose}
    />
  );
}
