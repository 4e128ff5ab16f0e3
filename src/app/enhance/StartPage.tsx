import { SlidersHorizontal } from 'lucide-react';

import type { AssetId } from '#domain/id.ts';
import { goTo } from '../address.ts';
import { useLiveQuery } from '../inkreel.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { enhanceWords as words } from '../words/enhance.ts';
import { useDraftedAssets, useLastEdited } from './drafts.ts';
import editor from './Editor.module.css';
import styles from './StartPage.module.css';

/** What the editor is for, and the pictures that were edited last. */
export function StartPage() {
  const last = useLastEdited((state) => state.value);
  const drafted = useDraftedAssets();
  return (
    <ScreenFrame top={<h1 className={editor['title']}>{words.title}</h1>}>
      <div className={styles['page']}>
        <EmptyState
          icon={<SlidersHorizontal aria-hidden />}
          title={words.startTitle}
          actions={
            <Button look="primary" onClick={() => goTo('/library?q=kind:image')}>
              {words.choose}
            </Button>
          }
        >
          {words.startText}
        </EmptyState>
        {last.length > 0 && (
          <section className={styles['last']} aria-labelledby="edited-last">
            <h2 id="edited-last" className={styles['heading']}>
              {words.last}
            </h2>
            <ul className={styles['list']}>
              {last.map((id) => (
                <LastEdited key={id} id={id} isDrafted={drafted.has(id)} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </ScreenFrame>
  );
}

function LastEdited({ id, isDrafted }: { readonly id: AssetId; readonly isDrafted: boolean }) {
  const asset = useLiveQuery('asset', { id }).value?.asset;
  // What is gone, in the trash or of another library is left out.
  if (!asset || asset.deleted_at !== null || asset.kind !== 'image') return null;
  return (
    <li>
      <a className={styles['card']} href={`#/enhance/${id}`}>
        <span className={styles['picture']}>
          <Thumbnail blob={asset.blob} format={asset.format} kind={asset.kind} />
        </span>
        <span className={styles['name']} dir="auto">
          {asset.name}
        </span>
        {isDrafted && <span className={styles['quiet']}>{words.drafted}</span>}
      </a>
    </li>
  );
}
