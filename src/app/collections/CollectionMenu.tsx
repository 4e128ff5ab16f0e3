import type { CollectionRow } from '#domain/contract/collections.ts';
import { MenuList, type Point } from '../ui/MenuList.tsx';
import { collectionWords as words } from '../words/collections.ts';
import type { Opened } from './OpenedDialog.tsx';
import { useCollectionEntries } from './useCollectionEntries.tsx';

/** The acts of a collection, at the place where they were asked for. */
export function CollectionMenu({
  row,
  at,
  focusAfter,
  onRename,
  onOpen,
  onClose,
}: {
  readonly row: CollectionRow;
  readonly at: Point;
  readonly focusAfter: () => HTMLElement | null;
  readonly onRename: () => void;
  readonly onOpen: (opened: Opened) => void;
  readonly onClose: () => void;
}) {
  const entries = useCollectionEntries(row, {
    onRename,
    onEdit: () => onOpen({ what: 'edit', row }),
    onExport: () => onOpen({ what: 'export', row }),
    onDelete: () => onOpen({ what: 'delete', row }),
  });
  return (
    <MenuList
      anchor={at}
      align="start"
      label={words.menu(row.name)}
      entries={entries}
      focusAfter={focusAfter}
      onClose={onClose}
    />
  );
}
