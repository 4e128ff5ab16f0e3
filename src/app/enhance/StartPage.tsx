import { SlidersHorizontal, Upload } from 'lucide-react';

import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { goTo } from '../address.ts';
import { useInProject } from '../chosen.ts';
import { useLiveQuery } from '../inkreel.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { useImport } from '../shell/importing.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { enhanceWords as words } from '../words/enhance.ts';
import { useDraftedAssets, useLastEdited } from './drafts.ts';
import editor from './Editor.module.css';
import styles from './StartPage.module.css';

/** As many pictures as are offered to begin with. */
const offered = 12;

/** What the editor is for, the pictures that were edited last, and the newest to begin with. */
export function StartPage() {
  const last = useLastEdited((state) => state.value);
  const drafted = useDraftedAssets();
  const mine = useInProject();
  const { pick } = useImport();
  const found = useLiveQuery('assetLayout', {
    filter: { ...mine, kinds: ['image'], states: ['ready'] },
    sort: 'newest',
  }).value?.n;
  const newest = useLiveQuery(
    'assetsByRow',
    found && found.length > 0 ? { rows: [...found.subarray(0, offered)] } : null,
  ).value;
  const isEmpty = found?.length === 0;
  return (
    <ScreenFrame top={<h1 className={editor['title']}>{words.title}</h1>}>
      <div className={styles['page']}>
        <EmptyState
          icon={<SlidersHorizontal aria-hidden />}
          title={words.startTitle}
          actions={
            isEmpty ? (
              <Button look="primary" icon={<Upload aria-hidden />} onClick={() => pick(false)}>
                {words.importFirst}
              </Button>
            ) : (
              <Button look="primary" onClick={() => goTo('/library?q=kind:image')}>
                {words.choose}
              </Button>
            )
          }
        >
          <p>{words.startText}</p>
          {isEmpty ? <p>{words.startNone}</p> : <p>{words.startMany}</p>}
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
        {newest && newest.length > 0 && (
          <section className={styles['last']} aria-labelledby="newest-pictures">
            <h2 id="newest-pictures" className={styles['heading']}>
              {words.newest}
            </h2>
            <ul className={styles['list']}>
              {newest.map((asset) => (
                <Card key={asset.id} asset={asset} isDrafted={drafted.has(asset.id)} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </ScreenFrame>
  );
}

const Card = ({ asset, isDrafted }: { readonly asset: AssetRow; readonly isDrafted: boolean }) => (
  <li>
    <a className={styles['card']} href={`#/enhance/${asset.id}`}>
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

function LastEdited({ id, isDrafted }: { readonly id: AssetId; readonly isDrafted: boolean }) {
  const asset = useLiveQuery('asset', { id }).value?.asset;
  // What is gone, in the trash or of another library is left out.
  if (!asset || asset.deleted_at !== null || asset.kind !== 'image') return null;
  return <Card asset={asset} isDrafted={isDrafted} />;
}
