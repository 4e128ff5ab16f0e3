/* oxlint-disable jsx-a11y/prefer-tag-over-role -- keys for the whole window */
import { ChevronLeft, ChevronRight, SlidersHorizontal } from 'lucide-react';
import type { KeyboardEvent } from 'react';

import { useLiveQuery } from '../../inkreel.ts';
import { useSession } from '../../session.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { goTo } from '../../address.ts';
import { enhanceActWords } from '../../words/enhance-acts.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { useAssetActs } from '../useAssetActs.ts';
import { Preview } from './Preview.tsx';
import styles from './Viewer.module.css';

/** One asset over the whole window; arrows go to the next, A approves. */
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
  const id = useLiveQuery('assetIds', { rows: [n] }).value?.[0];
  const details = useLiveQuery('asset', id ? { id } : null).value;
  const at = order.indexOf(n);

  const go = (step: number): void => {
    const next = order[at + step];
    if (next === undefined) return;
    onN(next);
    select({ selected: new Set([next]), anchor: next, active: next });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLMediaElement)
      return;
    if (event.key === 'ArrowRight') go(1);
    else if (event.key === 'ArrowLeft') go(-1);
    else if (
      event.key === 'e' &&
      details?.asset.kind === 'image' &&
      !event.ctrlKey &&
      !event.metaKey
    )
      goTo(`/enhance/${details.asset.id}`);
    else if (event.key === 'a' && details && !event.ctrlKey && !event.metaKey) {
      acts.approve([details.asset.id], details.asset.approved === 0);
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog open onClose={onClose} size="full" title={details?.asset.name ?? words.preview}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- keys for the whole window */}
      <div className={styles['viewer']} onKeyDown={onKeyDown} role="group">
        <div className={styles['stage']}>{details && <Preview details={details} large />}</div>
        <footer className={styles['foot']}>
          <IconButton
            label={words.previous}
            icon={<ChevronLeft aria-hidden />}
            aria-disabled={at <= 0}
            onClick={() => go(-1)}
          />
          <span className={styles['position']}>{words.position(at + 1, order.length)}</span>
          <IconButton
            label={words.next}
            icon={<ChevronRight aria-hidden />}
            aria-disabled={at >= order.length - 1}
            onClick={() => go(1)}
          />
          {details?.asset.kind === 'image' && (
            <Button
              size="small"
              icon={<SlidersHorizontal aria-hidden />}
              unavailable={details.asset.state === 'ready' ? null : enhanceActWords.noFile}
              onClick={() => goTo(`/enhance/${details.asset.id}`)}
            >
              {enhanceActWords.act}
            </Button>
          )}
          {details && (
            <Button
              size="small"
              aria-pressed={details.asset.approved === 1}
              onClick={() => acts.approve([details.asset.id], details.asset.approved === 0)}
            >
              {details.asset.approved === 1 ? words.approved : words.approve}
            </Button>
          )}
        </footer>
      </div>
    </Dialog>
  );
}
