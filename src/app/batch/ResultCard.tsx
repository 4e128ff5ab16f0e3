import { Check, Undo2, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { useCommand } from '../inkreel.ts';
import { openAct } from '../library/opened.ts';
import { selectionActs } from '../library/acts.ts';
import { announce } from '../shell/announcer.ts';
import { Badge } from '../ui/Badge.tsx';
import { IconButton } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { batchWords as words } from '../words/batch.ts';
import type { BatchResult } from './useResults.ts';
import styles from './Batch.module.css';

const half = (asset: AssetRow | null) => (
  <span className={styles['half']}>
    <Thumbnail
      blob={asset?.blob ?? null}
      format={asset?.format ?? null}
      kind={asset?.kind ?? 'image'}
    />
  </span>
);

/** Before and after of one result, with the decision about it: keys A, X, and Enter to compare. */
export function ResultCard({ result: { before, after } }: { readonly result: BatchResult }) {
  const run = useCommand();
  const isDiscarded = after.deleted_at !== null;
  const isApproved = after.approved === 1 && !isDiscarded;
  const approve = (): void =>
    void run('editAssets', { assets: [after.id], changes: { approved: true } }).then((done) => {
      if (done) announce(`${words.approved}: ${after.name}`);
    });
  const discard = (): void =>
    void run('trashAssets', { assets: [after.id] }).then((done) => {
      if (done) announce(`${words.discarded}: ${after.name}`);
    });
  const bringBack = (): void => void run('restoreAssets', { assets: [after.id] });
  const canCompare = before !== null && before.kind === 'image' && after.kind === 'image';
  const compare = (): void => {
    const Dialog = selectionActs.find(({ name }) => name === 'compare')?.dialog;
    if (!Dialog || !before || isDiscarded) return;
    openAct({ Dialog, ids: [before.id, after.id], rows: [before, after] });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'a' && !isDiscarded) approve();
    else if (event.key === 'x' && !isDiscarded) discard();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <li className={classes(styles['card'], isDiscarded && styles['gone'])}>
      {canCompare && !isDiscarded ? (
        <button
          type="button"
          className={styles['pair']}
          aria-label={words.compare(after.name)}
          onClick={compare}
          onKeyDown={onKeyDown}
        >
          {half(before)}
          {half(after)}
        </button>
      ) : (
        <span className={styles['pair']}>
          {half(before)}
          {half(after)}
        </span>
      )}
      <span className={styles['name']} title={after.name}>
        {after.name}
      </span>
      <span className={styles['foot']}>
        <span className={styles['size']}>{words.sizes(before?.size ?? null, after.size)}</span>
        {isApproved && <Badge tone="ok">{words.approved}</Badge>}
        {isDiscarded ? (
          <>
            <Badge tone="plain">{words.discarded}</Badge>
            <IconButton
              size="small"
              label={words.bringBack(after.name)}
              icon={<Undo2 />}
              onClick={bringBack}
            />
          </>
        ) : (
          <>
            <IconButton
              size="small"
              label={words.approve(after.name)}
              icon={<Check />}
              aria-pressed={isApproved}
              onClick={approve}
            />
            <IconButton
              size="small"
              label={words.discard(after.name)}
              icon={<X />}
              onClick={discard}
            />
          </>
        )}
      </span>
    </li>
  );
}
