import { FolderPlus, Plus } from 'lucide-react';
import { useState } from 'react';

import { folded } from '#domain/search.ts';
import { useInProject } from '../chosen.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { ProjectSwitcher } from '../projects/ProjectSwitcher.tsx';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { railWidth, useMedia } from '../shell/useMedia.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { collectionWords as words } from '../words/collections.ts';
import { CollectionCard } from './CollectionCard.tsx';
import { CollectionDialog } from './CollectionDialog.tsx';
import page from '../ui/Page.module.css';
import styles from './Collections.module.css';
import { type Opened, OpenedDialog } from './OpenedDialog.tsx';
import { Places } from './Places.tsx';

/** Every collection with its cover; create, rename, archive, delete, save as ZIP. */
export function CollectionsScreen() {
  const hasRail = useMedia(railWidth);
  const mine = useInProject();
  const [archived, setArchived] = useState(false);
  const collections = useLiveQuery('collections', { ...mine, archived }).value;
  const trashed = useLiveQuery('collections', { ...mine, archived: true, trashed: true }).value;
  const command = useCommand();
  const [opened, setOpened] = useState<Opened | 'create' | null>(null);
  const close = (): void => setOpened(null);
  const [sought, setSought] = useState('');
  const wanted = folded(sought.trim());
  const found = collections?.filter(({ name, description }) =>
    folded(`${name} ${description ?? ''}`).includes(wanted),
  );
  return (
    <ScreenFrame
      top={
        <>
          <h1 className={page['title']}>{words.title}</h1>
          {!hasRail && (
            <div className={styles['switcher']}>
              <ProjectSwitcher />
            </div>
          )}
          <span className={styles['spring']} />
          <Button
            look={collections?.length === 0 ? 'plain' : 'primary'}
            icon={<Plus aria-hidden />}
            aria-label={words.create}
            onClick={() => setOpened('create')}
          >
            {hasRail ? words.create : null}
          </Button>
        </>
      }
    >
      <div className={page['page']}>
        <div className={styles['tools']}>
          {((collections?.length ?? 0) > 1 || sought !== '') && (
            <TextInput
              type="search"
              className={styles['find']}
              aria-label={words.findOne}
              placeholder={words.findOne}
              value={sought}
              maxLength={200}
              onChange={(event) => setSought(event.target.value)}
            />
          )}
          <Toggle label={words.showArchived} checked={archived} onChecked={setArchived} />
        </div>
        {collections?.length === 0 && (
          <EmptyState
            icon={<FolderPlus aria-hidden />}
            title={words.emptyTitle}
            actions={
              <Button look="primary" onClick={() => setOpened('create')}>
                {words.create}
              </Button>
            }
          >
            {words.emptyText} {words.emptySmart}
          </EmptyState>
        )}
        {found?.length === 0 && wanted !== '' && (
          <output className={styles['quiet']}>{words.findNone(sought.trim())}</output>
        )}
        {collections && collections.length > 0 && (
          <ul className={styles['cards']}>
            {found?.map((row) => (
              <CollectionCard
                key={row.id}
                row={row}
                onEdit={() => setOpened({ what: 'edit', row })}
                onExport={() => setOpened({ what: 'export', row })}
                onDelete={() => setOpened({ what: 'delete', row })}
              />
            ))}
          </ul>
        )}
        {!hasRail && (
          <div>
            <Places isLibrary={false} />
          </div>
        )}
        {trashed && trashed.length > 0 && (
          <section>
            <h2 className={styles['heading']}>{words.trashed}</h2>
            <ul className={styles['trashed']}>
              {trashed.map((row) => (
                <li key={row.id} className={styles['line']}>
                  <span className={styles['name']} dir="auto">
                    {row.name}
                  </span>
                  <span className={styles['quiet']}>{words.count(row.count)}</span>
                  <Button
                    size="small"
                    aria-label={words.restoreNamed(row.name)}
                    onClick={() => void command('restoreCollection', { collection: row.id })}
                  >
                    {words.restore}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {opened === 'create' && <CollectionDialog onClose={close} />}
      {opened !== null && opened !== 'create' && <OpenedDialog opened={opened} onClose={close} />}
    </ScreenFrame>
  );
}
