import { Package, Plus } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';

import type { PackRow } from '#domain/contract/queries.ts';
import type { PackId } from '#domain/id.ts';
import { useInProject } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { Cover } from '../ui/Cover.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { packWords as words } from '../words/packs.ts';
import { PackDialog } from './PackDialog.tsx';
import { PackPage } from './PackPage.tsx';
import page from '../ui/Page.module.css';
import styles from './Packs.module.css';

/** All packs, or the one that the address names. */
export function PacksScreen() {
  const { id } = useParams<{ id?: string }>();
  return id ? <PackPage key={id} id={id as PackId} /> : <PackList />;
}

function PackList() {
  const packs = useLiveQuery('packs', useInProject()).value;
  const [creating, setCreating] = useState(false);
  const [, navigate] = useLocation();
  return (
    <ScreenFrame
      top={
        <>
          <h1 className={page['title']}>{words.title}</h1>
          <span className={page['spring']} />
          <Button
            look={packs?.length === 0 ? 'plain' : 'primary'}
            icon={<Plus aria-hidden />}
            onClick={() => setCreating(true)}
          >
            {words.create}
          </Button>
        </>
      }
    >
      <div className={page['page']}>
        {packs?.length === 0 && (
          <EmptyState
            icon={<Package aria-hidden />}
            title={words.emptyTitle}
            actions={
              <Button look="primary" onClick={() => setCreating(true)}>
                {words.create}
              </Button>
            }
          >
            {words.emptyText}
          </EmptyState>
        )}
        {packs && packs.length > 0 && (
          <ul className={styles['packs']}>
            {packs.map((pack) => (
              <PackCard key={pack.id} pack={pack} />
            ))}
          </ul>
        )}
      </div>
      <PackDialog
        open={creating}
        onClose={() => setCreating(false)}
        onSaved={(pack) => navigate(`/packs/${pack}`)}
      />
    </ScreenFrame>
  );
}

const PackCard = ({ pack }: { readonly pack: PackRow }) => (
  <li>
    <a href={`#/packs/${pack.id}`} className={styles['pack']}>
      <span className={styles['cover']}>
        <Cover blobs={pack.cover} drawings={pack.cover_drawings} icon={<Package aria-hidden />} />
      </span>
      <span className={styles['packName']} dir="auto">
        {pack.name}
      </span>
      <span className={styles['quiet']}>
        {words.members(pack.asset_count)} · {words.size(pack.total_size)}
      </span>
      {pack.stale && <Badge tone="warn">{words.stale}</Badge>}
    </a>
  </li>
);
