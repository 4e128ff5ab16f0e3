import {
  Archive,
  ArchiveRestore,
  FileArchive,
  Inbox,
  MoreHorizontal,
  Pencil,
  TextCursorInput,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';

import type { CollectionRow } from '#domain/contract/collections.ts';
import { useChosen } from '../chosen.ts';
import { useCommand } from '../inkreel.ts';
import { libraryPath } from '../library/place.ts';
import { useUndo } from '../shell/undo.ts';
import { Badge } from '../ui/Badge.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Cover } from '../ui/Cover.tsx';
import { Menu } from '../ui/Menu.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { showToast } from '../ui/toasts.ts';
import { collectionWords as words } from '../words/collections.ts';
import { commonWords } from '../words/common.ts';
import { AutoBadge } from './AutoBadge.tsx';
import styles from './Collections.module.css';
import { typeIcons } from './type-icons.ts';

/** One collection on its screen: cover, name that can be changed in place, and its acts. */
export function CollectionCard({
  row,
  onEdit,
  onExport,
  onDelete,
}: {
  readonly row: CollectionRow;
  readonly onEdit: () => void;
  readonly onExport: () => void;
  readonly onDelete: () => void;
}) {
  const command = useCommand();
  const { undo } = useUndo();
  const { target, setTarget } = useChosen();
  const [renaming, setRenaming] = useState(false);
  const Icon = typeIcons[row.type];
  const isTarget = target === row.id;
  const isArchived = row.archived_at !== null;
  // What fills itself, or holds nothing, has no assets to be asked about.
  const asksFirst = row.type !== 'smart' && row.count > 0;
  const told = (text: string): void =>
    showToast({ text, tone: 'plain', action: { label: commonWords.undo, run: undo } });

  const rename = (name: string): void => {
    setRenaming(false);
    const clean = name.trim();
    if (clean === '' || clean === row.name) return;
    void command('editCollection', { collection: row.id, changes: { name: clean } });
  };
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
  return (
    <li className={styles['card']}>
      <a
        href={`#${libraryPath({ collection: row.id })}`}
        className={styles['cover']}
        aria-label={words.open(row.name)}
      >
        <Cover blobs={row.cover} drawings={row.cover_drawings} icon={<Icon aria-hidden />} />
      </a>
      <div className={styles['foot']}>
        {renaming ? (
          <TextInput
            className={styles['rename']}
            aria-label={words.renameNamed(row.name)}
            defaultValue={row.name}
            maxLength={255}
            ref={(field) => {
              // Renaming was asked for: the name is ready to be typed over.
              if (field && document.activeElement !== field) field.select();
            }}
            onBlur={(event) => rename(event.target.value)}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Enter') rename(event.currentTarget.value);
              if (event.key === 'Escape') setRenaming(false);
            }}
          />
        ) : (
          <span
            className={styles['name']}
            dir="auto"
            title={row.name}
            onDoubleClick={() => setRenaming(true)}
          >
            {row.name}
          </span>
        )}
        <Menu
          trigger={
            <IconButton
              size="small"
              label={words.more(row.name)}
              icon={<MoreHorizontal aria-hidden />}
            />
          }
          entries={[
            {
              label: words.rename,
              icon: <TextCursorInput aria-hidden />,
              // After the menu has given the focus back to its button.
              onSelect: () => setTimeout(() => setRenaming(true), 60),
            },
            { label: words.edit, icon: <Pencil aria-hidden />, onSelect: onEdit },
            {
              label: isTarget ? words.autoOff : words.autoOn,
              icon: <Inbox aria-hidden />,
              unavailable: row.type === 'smart' ? words.autoSmart : null,
              onSelect: aim,
            },
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
          ]}
        />
      </div>
      <span className={styles['quiet']}>
        {words.types[row.type]} · {words.count(row.count)}
      </span>
      {(isTarget || isArchived) && (
        <span className={styles['badges']}>
          {isTarget && <AutoBadge name={row.name} />}
          {isArchived && <Badge>{words.archived}</Badge>}
        </span>
      )}
    </li>
  );
}
