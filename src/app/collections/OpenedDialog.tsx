import type { CollectionRow } from '#domain/contract/collections.ts';
import { CollectionDialog } from './CollectionDialog.tsx';
import { DeleteCollection } from './DeleteCollection.tsx';
import { ExportCollection } from './ExportCollection.tsx';

/** A dialog that an act of a collection opens. */
export interface Opened {
  readonly what: 'edit' | 'export' | 'delete';
  readonly row: CollectionRow;
}

const dialogs = { edit: CollectionDialog, export: ExportCollection, delete: DeleteCollection };

/** The dialog that was asked for, wherever its menu stood. */
export function OpenedDialog({
  opened: { what, row },
  onClose,
}: {
  readonly opened: Opened;
  readonly onClose: () => void;
}) {
  const Dialog = dialogs[what];
  return <Dialog row={row} onClose={onClose} />;
}
