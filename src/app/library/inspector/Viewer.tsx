import { ChevronLeft, ChevronRight, FilePenLine, SlidersHorizontal, Star } from 'lucide-react';

import { useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import { showFailure, useInkreel } from '../../inkreel.ts';
import { useSession } from '../../session.ts';
import { useFullScreenKeys } from '../../shell/full-screen-keys.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { goTo } from '../../address.ts';
import { enhanceActWords } from '../../words/enhance-acts.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { useAssetActs } from '../useAssetActs.ts';
import { useAssetOfRow } from '../useAssetOfRow.ts';
import { deskOf, obstacleOf } from './desk.ts';
import { Preview } from './Preview.tsx';
import styles from './Viewer.module.css';

/** One asset over the whole window; arrows go to the next, A approves, S stars. */
export function Viewer({
  n,
  order,
  onN,
  onClose,
}: {
  readonly n: number;
  readonly order: Uint32Array;
  readonly onN: (n: number) => void;
  readonly onClose: () => void;
}) {
  const acts = useAssetActs();
  const select = useSession((state) => state.select);
  const client = useInkreel();
  const { details, gone, stale } = useAssetOfRow(n);
  const found = order.indexOf(n);
  // Where it was, should it leave the order while it is looked at: what came behind it is there now.
  const [last, setLast] = useState(Math.max(found, 0));
  if (found >= 0 && found !== last) setLast(found);
  const before = Math.min(last, order.length) - 1;
  const after = found >= 0 ? last + 1 : last;

  const go = (step: number): void => {
    const next = order[step < 0 ? before : after];
    if (next === undefined) return;
    onN(next);
    select({ selected: new Set([next]), anchor: next, active: next });
  };
  /** Acts on the asset that is asked for now, also where the one before is still shown. */
  const withAsset = async (act: (asset: AssetRow) => void): Promise<void> => {
    if (details && !stale) return act(details.asset);
    const ids = await client.query('assetIds', { rows: [n] });
    if (!ids.ok) return showFailure(ids.failure);
    const rows = await client.query('assets', { ids: ids.value });
    if (!rows.ok) return showFailure(rows.failure);
    const [asset] = rows.value;
    return asset && act(asset);
  };
  const edit = (): void =>
    void withAsset((asset) => {
      const desk = deskOf(asset);
      if (desk !== null && obstacleOf(asset) === null) goTo(desk);
    });
  const approve = (): void =>
    void withAsset((asset) => acts.approve([asset.id], asset.approved === 0));
  const star = (): void => void withAsset((asset) => acts.star([asset.id], asset.starred === 0));
  // For the whole window: where the focus stands in it does not matter.
  useFullScreenKeys({
    ArrowRight: () => go(1),
    ArrowLeft: () => go(-1),
    e: edit,
    a: approve,
    s: star,
  });

  return (
    <Dialog
      open
      onClose={onClose}
      size="full"
      title={details?.asset.name ?? words.preview}
      focusAfter={() => {
        // Where the looking ended, not where it began.
        const cell = document.querySelector<HTMLElement>(`[data-n="${String(n)}"]`);
        cell?.scrollIntoView({ block: 'nearest' });
        return cell;
      }}
    >
      <div className={styles['viewer']}>
        <div className={styles['stage']}>
          {gone ? (
            <EmptyState title={words.gone}>{words.goneText}</EmptyState>
          ) : (
            details && <Preview details={details} large />
          )}
        </div>
        <footer className={styles['foot']}>
          <IconButton
            label={words.previous}
            icon={<ChevronLeft aria-hidden />}
            aria-disabled={before < 0}
            onClick={() => go(-1)}
          />
          <output className={styles['position']}>
            {found >= 0
              ? words.position(found + 1, order.length)
              : details && details.asset.deleted_at !== null && !gone
                ? words.trashedNow
                : words.leftNow}
          </output>
          <IconButton
            label={words.next}
            icon={<ChevronRight aria-hidden />}
            aria-disabled={after >= order.length}
            onClick={() => go(1)}
          />
          {!gone && details && deskOf(details.asset) !== null && (
            <Button
              size="small"
              icon={
                details.asset.kind === 'image' ? (
                  <SlidersHorizontal aria-hidden />
                ) : (
                  <FilePenLine aria-hidden />
                )
              }
              unavailable={obstacleOf(details.asset)}
              onClick={edit}
            >
              {enhanceActWords.act}
            </Button>
          )}
          {!gone && details && (
            <Button
              size="small"
              icon={<Star aria-hidden />}
              aria-pressed={details.asset.starred === 1}
              onClick={star}
            >
              {details.asset.starred === 1 ? words.starred : words.star}
            </Button>
          )}
          {!gone && details && (
            <Button size="small" aria-pressed={details.asset.approved === 1} onClick={approve}>
              {details.asset.approved === 1 ? words.approved : words.approve}
            </Button>
          )}
        </footer>
      </div>
    </Dialog>
  );
}
