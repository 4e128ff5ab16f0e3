import { MoreHorizontal, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';

import type { ProjectRow } from '#domain/contract/projects.ts';
import { goTo } from '../address.ts';
import { useChosen } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { showToast } from '../ui/toasts.ts';
import { projectWords as words } from '../words/projects.ts';
import { DeleteProject } from './DeleteProject.tsx';
import { ProjectDialog } from './ProjectDialog.tsx';
import page from '../ui/Page.module.css';
import styles from './Projects.module.css';

type Opened =
  | { readonly what: 'edit' | 'delete'; readonly row: ProjectRow }
  | { readonly what: 'create' };

/** Every project with what it holds; create, change, delete, restore. */
export function ProjectsScreen() {
  const projects = useLiveQuery('projects', { sizes: true }).value ?? [];
  const trashed = useLiveQuery('projects', { trashed: true, sizes: true }).value ?? [];
  const command = useCommand();
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  const restore = async (row: ProjectRow): Promise<void> => {
    if (await command('restoreProject', { project: row.id })) {
      showToast({ text: words.restored(row.name), tone: 'plain' });
    }
  };
  return (
    <ScreenFrame
      top={
        <>
          <h1 className={page['title']}>{words.title}</h1>
          <span className={page['spring']} />
          <Button
            look="primary"
            icon={<Plus aria-hidden />}
            onClick={() => setOpened({ what: 'create' })}
          >
            {words.createAct}
          </Button>
        </>
      }
    >
      <div className={page['page']}>
        <ul className={styles['list']}>
          {projects.map((row) => (
            <ProjectLine key={row.id} row={row} onOpen={setOpened} />
          ))}
        </ul>
        {trashed.length > 0 && (
          <section>
            <h2 className={styles['heading']}>{words.trashed}</h2>
            <ul className={styles['list']}>
              {trashed.map((row) => (
                <li key={row.id} className={styles['row']}>
                  <span className={styles['about']}>
                    <span className={styles['name']} dir="auto">
                      {row.name}
                    </span>
                  </span>
                  <Button
                    size="small"
                    aria-label={words.restoreNamed(row.name)}
                    onClick={() => void restore(row)}
                  >
                    {words.restore}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {opened?.what === 'create' && <ProjectDialog onClose={close} />}
      {opened?.what === 'edit' && <ProjectDialog project={opened.row} onClose={close} />}
      {opened?.what === 'delete' && <DeleteProject id={opened.row.id} onClose={close} />}
    </ScreenFrame>
  );
}

function ProjectLine({
  row,
  onOpen,
}: {
  readonly row: ProjectRow;
  readonly onOpen: (opened: Opened) => void;
}) {
  return (
    <li className={styles['row']}>
      <span className={styles['masterPicture']}>
        <Thumbnail blob={row.master_reference_blob} />
      </span>
      <span className={styles['about']}>
        <button
          type="button"
          className={styles['name']}
          dir="auto"
          aria-label={words.open(row.name)}
          onClick={() => {
            useChosen.getState().setProject(row.id);
            goTo('/library');
          }}
        >
          {row.name}
        </button>
        <span className={styles['quiet']}>
          {words.line(row.assets, row.bytes, row.collections)}
        </span>
        {row.is_inbox === 1 && <span className={styles['quiet']}>{words.inbox}</span>}
        {row.description && (
          <span className={styles['quiet']} dir="auto">
            {row.description}
          </span>
        )}
        {row.master_reference_name && (
          <span className={styles['quiet']}>
            {words.master}: <bdi>{row.master_reference_name}</bdi>
          </span>
        )}
      </span>
      <Menu
        trigger={<IconButton label={words.more(row.name)} icon={<MoreHorizontal aria-hidden />} />}
        entries={[
          {
            label: words.edit,
            icon: <Pencil aria-hidden />,
            onSelect: () => onOpen({ what: 'edit', row }),
          },
          {
            label: words.deleteAct,
            icon: <Trash2 aria-hidden />,
            danger: true,
            unavailable: row.is_inbox === 1 ? words.deleteInbox : null,
            onSelect: () => onOpen({ what: 'delete', row }),
          },
        ]}
      />
    </li>
  );
}
