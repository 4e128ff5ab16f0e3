import { Dialog } from '../ui/Dialog.tsx';
import { shellWords } from '../words/shell.ts';
import { ShortcutsList } from './ShortcutsList.tsx';

/** Every shortcut, those of other screens included, to be looked up and changed. */
export const ShortcutsDialog = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog open onClose={onClose} title={shellWords.shortcuts.title}>
    <ShortcutsList />
  </Dialog>
);
