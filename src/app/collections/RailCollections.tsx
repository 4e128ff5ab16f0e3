import { Plus } from 'lucide-react';
import { type DragEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';

import type { CollectionRow } from '#domain/contract/collections.ts';
import { goTo } from '../address.ts';
import { useChosen, useInProject } from '../chosen.ts';
import { useInkreel, useLiveQuery } from '../inkreel.ts';
import { droppedAssets, holdsAssets } from '../library/dragging.ts';
import { libraryPath } from '../library/place.ts';
import { useSession } from '../session.ts';
import { IconButton } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import type { Point } from '../ui/MenuList.tsx';
import { useMenuAt } from '../ui/useMenuAt.ts';
import { collectionWords as words } from '../words/collections.ts';
import { AutoBadge } from './AutoBadge.tsx';
import { CollectionDialog } from './CollectionDialog.tsx';
import styles from './RailCollections.module.css';
import type { Opened } from './OpenedDialog.tsx';
import { RenameField } from './RenameField.tsx';
import { typeIcons } from './type-icons.ts';
import { useCollect } from './useCollect.ts';

const CollectionMenu = lazy(async () => {
  const { CollectionMenu: component } = await import('./CollectionMenu.tsx');
  return { default: component };
});
const OpenedDialog = lazy(async () => {
  const { OpenedDialog: component } = await import('./OpenedDialog.tsx');
  return { default: component };
});

/** The menu that stands open, on which collection. */
interface OpenMenu {
  readonly id: string;
  readonly at: Point;
}

/** The collections in the rail: open one, drop assets on one, begin one. */
export function RailCollections({ isLibrary }: { readonly isLibrary: boolean }) {
  const client = useInkreel();
  const collections = useLiveQuery('collections', useInProject()).value;
  const shown = useSession((state) => state.place.collection);
  const { target, setTarget } = useChosen();
  const [creating, setCreating] = useState(false);
  const [opened, setOpened] = useState<OpenMenu | null>(null);
  const [dialog, setDialog] = useState<Opened | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const menu = useMenuAt((id, at) => setOpened({ id, at }));
  const asked = collections?.find(({ id }) => id === opened?.id);
  const focusOn = (id: string | undefined): HTMLElement | null =>
    list.current?.querySelector<HTMLElement>(`[data-menu="${CSS.escape(id ?? '')}"]`) ?? null;
  const isUnlisted =
    collections !== undefined && target !== null && !collections.some(({ id }) => id === target);
  // What is not in sight any more takes nothing in: archived, deleted, or of another project. The
  // list may be a moment behind, so a collection that it lacks is asked for.
  useEffect(() => {
    if (!isUnlisted || target === null) return;
    void client.query('collection', { id: target }).then((found) => {
      const row = found.ok ? found.value : undefined;
      if (row === undefined) return;
      const { project } = useChosen.getState();
      const isHere =
        row !== null &&
        row.deleted_at === null &&
        row.archived_at === null &&
        (project === null || row.project_id === null || row.project_id === project);
      if (!isHere && useChosen.getState().target === target) setTarget(null);
    });
  }, [isUnlisted, target, client, setTarget]);
  return (
    <section className={styles['collections']} aria-label={words.railLabel}>
      <div className={styles['head']}>
        <a href="#/collections" className={styles['heading']}>
          {words.title}
        </a>
        <IconButton
          size="small"
          label={words.create}
          icon={<Plus aria-hidden />}
          onClick={() => setCreating(true)}
        />
      </div>
      {collections?.length === 0 && <p className={styles['empty']}>{words.railEmpty}</p>}
      <ul ref={list} className={styles['list']} {...menu}>
        {collections?.map((row) => (
          <Entry
            key={row.id}
            row={row}
            isHere={isLibrary && shown === row.id}
            isTarget={target === row.id}
            isRenaming={renaming === row.id}
            onRenamed={(byKeys) => {
              setRenaming(null);
              if (byKeys) setTimeout(() => focusOn(row.id)?.focus());
            }}
          />
        ))}
      </ul>
      {asked && opened && (
        <Suspense fallback={null}>
          <CollectionMenu
            key={asked.id}
            row={asked}
            at={opened.at}
            focusAfter={() => focusOn(asked.id)}
            onRename={() => setRenaming(asked.id)}
            onOpen={setDialog}
            onClose={() => setOpened(null)}
          />
        </Suspense>
      )}
      {dialog && (
        <Suspense fallback={null}>
          <OpenedDialog opened={dialog} onClose={() => setDialog(null)} />
        </Suspense>
      )}
      {creating && (
        <CollectionDialog
          onClose={() => setCreating(false)}
          onSaved={(collection) => goTo(libraryPath({ collection }))}
        />
      )}
    </section>
  );
}

function Entry({
  row,
  isHere,
  isTarget,
  isRenaming,
  onRenamed,
}: {
  readonly row: CollectionRow;
  readonly isHere: boolean;
  readonly isTarget: boolean;
  readonly isRenaming: boolean;
  readonly onRenamed: (byKeys: boolean) => void;
}) {
  const { collectRows } = useCollect();
  const [isOver, setOver] = useState(false);
  const Icon = typeIcons[row.type];
  const takes = (event: DragEvent): boolean =>
    row.type !== 'smart' && holdsAssets(event.dataTransfer);
  if (isRenaming) {
    return (
      <li className={styles['entry']}>
        <RenameField row={row} className={styles['rename']} onDone={onRenamed} />
      </li>
    );
  }
  return (
    <li className={styles['entry']}>
      <a
        data-menu={row.id}
        href={`#${libraryPath({ collection: row.id })}`}
        className={classes(styles['link'], isHere && styles['here'], isOver && styles['over'])}
        aria-current={isHere ? 'page' : undefined}
        draggable={false}
        onDragOver={(event) => {
          if (!takes(event)) return;
          event.preventDefault();
          event.dataTransfer.dropEffect = 'copy';
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          setOver(false);
          if (!takes(event)) return;
          event.preventDefault();
          const rows = droppedAssets(event.dataTransfer);
          if (rows.length > 0) void collectRows(rows, row);
        }}
      >
        <Icon aria-hidden />
        <span className={styles['name']} dir="auto" title={row.name}>
          {row.name}
        </span>
        <span className={styles['count']}>{words.figures(row.count)}</span>
      </a>
      {isTarget && <AutoBadge name={row.name} />}
    </li>
  );
}
