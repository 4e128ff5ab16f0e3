import { lazy, Suspense } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { AssetDetails } from '#domain/contract/queries.ts';
import type { SelectionFacts } from '#domain/contract/selection.ts';
import { useSession } from '../../session.ts';
import { Thumbnail } from '../../ui/Thumbnail.tsx';
import { bytesText, pixelsText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { libraryWords } from '../../words/library.ts';
import { useAssetOfRow } from '../useAssetOfRow.ts';
import { useSelectionFacts } from '../useSelectionFacts.ts';
import { Actions } from './Actions.tsx';
import { EditFields } from './EditFields.tsx';
import { isReadable, metadataOf } from './facts.ts';
import { Facts } from './Facts.tsx';
import { History } from './History.tsx';
import styles from './Inspector.module.css';
import { Lineage } from './Lineage.tsx';
import { NameField } from './NameField.tsx';
import { Preview } from './Preview.tsx';
import { Section } from './Section.tsx';
import { TaskList } from './TaskList.tsx';
import { WhileRead } from './WhileRead.tsx';

const Credentials = lazy(async () => {
  const { Credentials: Loaded } = await import('./Credentials.tsx');
  return { default: Loaded };
});
// Behind the first load: they know how everything is made.
const Making = lazy(async () => {
  const { Making: Loaded } = await import('./Making.tsx');
  return { default: Loaded };
});
const FileCarries = lazy(async () => {
  const { FileCarries: Loaded } = await import('../../outgoing/FileCarries.tsx');
  return { default: Loaded };
});

/** The line under the name: "PNG · 3,328 × 2,176 · 11.4 MB · AI-made". */
const summary = ({ asset }: AssetDetails): string =>
  [
    asset.format?.toUpperCase() ?? libraryWords.kinds[asset.kind],
    asset.width && asset.height ? pixelsText(asset.width, asset.height) : null,
    asset.size === null ? null : bytesText(asset.size),
    libraryWords.provenances[asset.provenance],
  ]
    .filter(Boolean)
    .join(' · ');

/** What is known of one asset needs no asking. */
const factsOf = (asset: AssetRow): SelectionFacts => ({
  assets: 1,
  size: asset.size ?? 0,
  groups: [
    {
      kind: asset.kind,
      state: asset.state,
      trashed: asset.deleted_at !== null,
      has_file: asset.blob !== null,
      readable: isReadable(asset),
      count: 1,
    },
  ],
});

function One({ n, onOpen }: { readonly n: number; readonly onOpen: (n: number) => void }) {
  const { details, gone, stale } = useAssetOfRow(n);
  if (gone) return <p className={styles['gone']}>{words.gone}</p>;
  if (!details) return null;
  const { asset } = details;
  return (
    <WhileRead className={styles['inspector']} stale={stale}>
      <Preview details={details} onOpen={() => onOpen(n)} />
      <div>
        {/* A name being typed belongs to its asset. */}
        <NameField key={asset.id} asset={asset} />
        <p className={styles['summary']}>{summary(details)}</p>
      </div>
      <Actions ids={[asset.id]} rows={[asset]} facts={factsOf(asset)} />
      <div className={styles['part']}>
        <EditFields ids={[asset.id]} rows={[asset]} tags={details.tags} />
      </div>
      <Section title={words.facts}>
        <Facts asset={asset} />
      </Section>
      <Suspense>
        <Making key={`making ${asset.id}`} details={details} />
      </Suspense>
      {metadataOf(asset).content_credentials && (
        <Suspense>
          <Credentials asset={asset} />
        </Suspense>
      )}
      <Suspense>
        <FileCarries key={`file ${asset.blob}`} asset={asset} />
      </Suspense>
      <Lineage details={details} />
      {details.places.length > 0 && (
        <Section title={words.places}>
          <ul className={styles['places']}>
            {details.places.map((place) => (
              <li key={place.path}>{place.path}</li>
            ))}
          </ul>
        </Section>
      )}
      <TaskList tasks={details.tasks} />
      <History key={`history ${asset.id}`} asset={asset.id} />
    </WhileRead>
  );
}

function Several({ rows: numbers }: { readonly rows: readonly number[] }) {
  const { ids, facts, rows, stale } = useSelectionFacts(numbers);
  return (
    <WhileRead className={styles['inspector']} stale={stale}>
      <div className={styles['stack']}>
        {rows.map((row) => (
          <span key={row.id} className={styles['tile']}>
            <Thumbnail blob={row.blob} format={row.format} kind={row.kind} />
          </span>
        ))}
      </div>
      <div>
        <h2 className={styles['title']}>{words.several(numbers.length)}</h2>
        <p className={styles['summary']}>{facts && words.totalBytes(bytesText(facts.size))}</p>
      </div>
      {ids.length > 0 && facts && (
        <>
          <Actions ids={ids} rows={rows} facts={facts} />
          <div className={styles['part']}>
            <EditFields ids={ids} rows={rows} tags={null} />
          </div>
        </>
      )}
    </WhileRead>
  );
}

/** What is selected, seen closely, with everything that can be done with it. */
export function Inspector({ onOpen }: { readonly onOpen: (n: number) => void }) {
  const selected = useSession((state) => state.selected);
  const rows = [...selected];
  const [first] = rows;
  if (first === undefined) return null;
  return rows.length === 1 ? <One n={first} onOpen={onOpen} /> : <Several rows={rows} />;
}
