import { MoreHorizontal } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';

import type { CollectionRow } from '#domain/contract/collections.ts';
import { useChosen } from '../chosen.ts';
import { libraryPath } from '../library/place.ts';
import { Badge } from '../ui/Badge.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Cover } from '../ui/Cover.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { Point } from '../ui/MenuList.tsx';
import { useMenuAt } from '../ui/useMenuAt.ts';
import { collectionWords as words } from '../words/collections.ts';
import { AutoBadge } from './AutoBadge.tsx';
import styles from './Collections.module.css';
import { RenameField } from './RenameField.tsx';
import { typeIcons } from './type-icons.ts';
import { useCollectionEntries } from './useCollectionEntries.tsx';

const MenuList = lazy(async () => {
  const { MenuList: component } = await import('../ui/MenuList.tsx');
  return { default: component };
});

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
  const target = useChosen((state) => state.target);
  const [renaming, setRenaming] = useState(false);
  const Icon = typeIcons[row.type];
  const isTarget = target === row.id;
  const isArchived = row.archived_at !== null;
  const entries = useCollectionEntries(row, {
    onRename: () => setRenaming(true),
    onEdit,
    onExport,
    onDelete,
  });
  const cover = useRef<HTMLAnchorElement>(null);
  const [menuAt, setMenuAt] = useState<Point | null>(null);
  const menu = useMenuAt((_, at) => setMenuAt(at));
  return (
    <li className={styles['card']} data-menu={row.id} {...menu}>
      <a
        ref={cover}
        href={`#${libraryPath({ collection: row.id })}`}
        className={styles['cover']}
        aria-label={words.open(row.name)}
      >
        <Cover blobs={row.cover} drawings={row.cover_drawings} icon={<Icon aria-hidden />} />
      </a>
      <div className={styles['foot']}>
        {renaming ? (
          <RenameField row={row} className={styles['rename']} onDone={() => setRenaming(false)} />
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
          entries={entries}
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
      {menuAt && (
        <Suspense fallback={null}>
          <MenuList
            anchor={menuAt}
            align="start"
            label={words.menu(row.name)}
            entries={entries}
            focusAfter={() => cover.current}
            onClose={() => setMenuAt(null)}
          />
        </Suspense>
      )}
    </li>
  );
}
