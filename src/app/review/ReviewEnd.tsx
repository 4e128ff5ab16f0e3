import { Check, Clock3, Undo2, X } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';

import type { ReviewOrder, ReviewRow, ReviewState } from '#domain/contract/curation.ts';
import { reviewStates } from '#domain/contract/curation.ts';
import { showFailure, useCommand, useInkreel } from '../inkreel.ts';
import { useUndo } from '../shell/undo.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { showDone } from '../ui/toasts.ts';
import { numberText } from '../words/format.ts';
import { reviewWords as words } from '../words/review.ts';
import styles from './Review.module.css';
import { goBack } from './way-back.ts';

const counted = [
  { state: 'approved', Icon: Check },
  { state: 'rejected', Icon: X },
  { state: 'later', Icon: Clock3 },
] as const;

/** What came of a review, and what may be done with it. */
export function ReviewEnd({
  review,
  order,
  onGoTo,
  onUndo,
}: {
  readonly review: ReviewRow;
  readonly order: ReviewOrder;
  /** To the first of this state; null: to the very start. */
  readonly onGoTo: (state: ReviewState | null) => void;
  readonly onUndo: () => void;
}) {
  const client = useInkreel();
  const run = useCommand();
  const { undo } = useUndo();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);

  /** Acts on the assets of one state; its button waits meanwhile. */
  const withState = async (
    state: ReviewState,
    act: (assets: Awaited<ReturnType<typeof idsOf>>) => Promise<void>,
  ): Promise<void> => {
    setBusy(true);
    const ids = await idsOf(state);
    if (ids.length > 0) await act(ids);
    setBusy(false);
  };
  const idsOf = async (state: ReviewState) => {
    const wanted = reviewStates.indexOf(state);
    const rows = Array.from(order.n).filter((_, at) => order.state[at] === wanted);
    const ids = await client.query('assetIds', { rows });
    if (ids.ok) return ids.value;
    showFailure(ids.failure);
    return [];
  };
  const trash = (): void =>
    void withState('rejected', async (assets) => {
      if (!(await run('trashAssets', { assets }))) return;
      showDone(words.trashed(assets.length), undo);
    });
  const reviewLater = (): void =>
    void withState('later', async (assets) => {
      const begun = await run('beginReview', { name: words.laterName(review.name), assets });
      if (!begun) return;
      await run('endReview', { review: review.id, ended: true });
      navigate(`/review/${begun.review}`);
    });
  const finish = (): void =>
    void run('endReview', { review: review.id, ended: true }).then((done) => done && goBack());

  return (
    <div className={styles['end']}>
      <EmptyState
        title={words.doneTitle(review.total)}
        actions={
          <>
            {review.undecided > 0 && (
              <Button look="primary" onClick={() => onGoTo('undecided')}>
                {words.toUndecided}
              </Button>
            )}
            {review.later > 0 && (
              <Button busy={busy} onClick={reviewLater}>
                {words.reviewLater(review.later)}
              </Button>
            )}
            {review.rejected > 0 && (
              <Button look="danger" busy={busy} onClick={trash}>
                {words.trashRejected(review.rejected)}
              </Button>
            )}
            <Button look={review.undecided > 0 ? 'plain' : 'primary'} onClick={finish}>
              {words.finish}
            </Button>
          </>
        }
      >
        <ul className={styles['counts']}>
          {counted.map(({ state, Icon }) => (
            <li key={state} className={styles[`of-${state}`]}>
              <Icon aria-hidden />
              <span className={styles['number']}>{numberText(review[state])}</span>
              {words.states[state]}
            </li>
          ))}
        </ul>
        <p>{review.undecided > 0 ? words.doneStill(review.undecided) : words.doneAll}</p>
        {review.rejected > 0 && <p>{words.trashRejectedHelp}</p>}
      </EmptyState>
      <div className={styles['endTools']}>
        <Button look="quiet" icon={<Undo2 aria-hidden />} onClick={onUndo}>
          {words.undo}
        </Button>
        <Button look="quiet" onClick={() => onGoTo(null)}>
          {words.again}
        </Button>
      </div>
    </div>
  );
}
