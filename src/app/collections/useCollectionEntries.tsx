import {
  Archive,
  ArchiveRestore,
  FileArchive,
  FolderOpen,
  Inbox,
  ListPlus,
  Pencil,
  TextCursorInput,
  Trash2,
} from 'lucide-react';

import type { CollectionRow } from '#domain/contract/collections.ts';
import { goTo } from '../address.ts';
import { useChosen } from '../chosen.ts';
import { useCommand } from '../inkreel.ts';
import { libraryPath } from '../library/place.ts';
import { useSession } from '../session.ts';
import { useUndo } from '../shell/undo.ts';
import type { MenuEntry } from '../ui/Menu.tsx';
import { showDone, showToast } from '../ui/toasts.ts';
import { collectionWords as words } from '../words/collections.ts';
import { useCollect } from './useCollect.ts';

/** What an entry leaves to whoever shows the menu. */
export interface CollectionOpens {
  readonly onRename: () => void;
  readonly onEdit: () => void;
  readonly onExport: () => void;
  readonly onDelete: () => void;
}

/** What can be done with a collection, the same on its card and in the rail. */
export function useCollectionEntries(
  row: CollectionRow,
  { onRename, onEdit, onExport, onDelete }: CollectionOpens,
): readonly MenuEntry[] {
  const command = useCommand();
  const { undo } = useUndo();
  const { target, setTarget } = useChosen();
  const selected = useSession((state) => state.selected);
  const { collectRows } = useCollect();
  const isSmart = row.type === 'smart';
  const isTarget = target === row.id;
  const isArchived = row.archived_at !== null;
  // What fills itself, or holds nothing, has no assets to be asked about.
  const asksFirst = !isSmart && row.count > 0;
  const told = (text: string): void => showDone(text, undo);

  const archive = async (): Promise<void> => {
    const done = await command('archiveCollection', { collection: row.id, archived: !isArchived });
    if (done && !isArchived) told(words.archivedDone(row.name));
  };
  const remove = async (): Promise<void> => {
    if (await command('trashCollection', { collection: row.id })) told(words.removed(row.name));
  };
  const aim = (): void => {
    setTarget(isTarget ? null : row.id);
    if (!isTarget) showToast({ text: words.autoStarted(row.name), tone: 'plain' });
  };
  return [
    {
      label: words.openIt,
      icon: <FolderOpen aria-hidden />,
      onSelect: () => goTo(libraryPath({ collection: row.id })),
    },
    {
      label: words.addSelected(selected.size),
      icon: <ListPlus aria-hidden />,
      unavailable: isSmart ? words.autoSmart : selected.size === 0 ? words.noneSelected : null,
      onSelect: () => void collectRows([...selected], row),
    },
    {
      label: isTarget ? words.autoOff : words.autoOn,
      icon: <Inbox aria-hidden />,
      unavailable: isSmart ? words.autoSmart : null,
      onSelect: aim,
    },
    'separator',
    {
      label: words.rename,
      icon: <TextCursorInput aria-hidden />,
      // After the menu has given the focus back.
      onSelect: () => setTimeout(onRename, 60),
    },
    { label: words.edit, icon: <Pencil aria-hidden />, onSelect: onEdit },
    {
      label: words.exportZip,
      icon: <FileArchive aria-hidden />,
      unavailable: row.count === 0 ? words.exportEmpty : null,
      onSelect: onExport,
    },
    {
      label: isArchived ? words.unarchive : words.archive,
      icon: isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />,
      onSelect: () => void archive(),
    },
    'separator',
    {
      label: asksFirst ? words.removeAsk : words.remove,
      icon: <Trash2 aria-hidden />,
      danger: true,
      onSelect: () => (asksFirst ? onDelete() : void remove()),
    },
  ];
}
