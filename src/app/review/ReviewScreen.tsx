import { ListChecks, Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation, useParams } from 'wouter';

import type { ReviewRow } from '#domain/contract/curation.ts';
import type { ReviewId } from '#domain/id.ts';
import { goTo } from '../address.ts';
import { useCommand, useInkreel, useLiveQuery } from '../inkreel.ts';
import { useNow } from '../now.ts';
import { ScreenFrame } from '../shell/ScreenFrame.tsx';
import { announce } from '../shell/announcer.ts';
import { useImport } from '../shell/importing.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Progress } from '../ui/Progress.tsx';
import { agoText } from '../words/format.ts';
import { curationWords as entry } from '../words/curation.ts';
import { reviewWords as words } from '../words/review.ts';
import { Review } from './Review.tsx';
import styles from './ReviewScreen.module.css';
import { beginFrom, cameBack } from './way-back.ts';

/** The review that the address names, or all that were begun. */
export function ReviewScreen() {
  const { id } = useParams<{ id?: string }>();
  return id ? <OpenReview key={id} id={id as ReviewId} /> : <ReviewList />;
}

function OpenReview({ id }: { readonly id: ReviewId }) {
  const [, navigate] = useLocation();
  const client = useInkreel();
  const asked = useLiveQuery('review', { id });
  // An address may hold anything: what is refused as an id is no review.
  const found = asked.failure ? null : asked.value;
  // A live answer may be one that was kept; where it goes on must be as it was left, a moment ago.
  const [start, setStart] = useState<number | null>(null);
  useEffect(() => {
    let isGone = false;
    void client.query('review', { id }).then((left) => {
      if (!isGone) setStart(left.ok && left.value ? left.value.at : 0);
    });
    return () => {
      isGone = true;
    };
  }, [client, id]);
  return (
    <main id="work" tabIndex={-1} className={styles['ground']} aria-busy={found === undefined}>
      {found === null && (
        <EmptyState
          title={words.gone}
          actions={
            <Button look="primary" onClick={() => navigate('/review')}>
              {entry.all}
            </Button>
          }
        >
          {words.goneText}
        </EmptyState>
      )}
      {found && start !== null && (
        <Review review={found.review} order={found.order} start={start} />
      )}
    </main>
  );
}

function ReviewLine({ review }: { readonly review: ReviewRow }) {
  const run = useCommand();
  const [, navigate] = useLocation();
  const now = useNow(60_000);
  const decided = review.total - review.undecided;
  return (
    <li className={styles['line']}>
      <span className={styles['what']}>
        <span className={styles['name']}>{review.name}</span>
        <span className={styles['quiet']}>
          {`${words.position(decided, review.total)} · ${agoText(review.updated_at, now)}`}
        </span>
        <Progress label={review.name} fraction={review.total > 0 ? decided / review.total : 1} />
      </span>
      <Button
        look="quiet"
        onClick={() =>
          void run('endReview', { review: review.id, ended: true }).then(
            (done) => done && announce(words.ended),
          )
        }
      >
        {words.end}
      </Button>
      <Button
        ref={(node) => {
          if (node && cameBack(review.id)) node.focus();
        }}
        onClick={() => {
          beginFrom(review.id);
          navigate(`/review/${review.id}`);
        }}
      >
        {words.continue}
      </Button>
    </li>
  );
}

/** Reviews that were begun and not finished, and what else there is to decide. */
function ReviewList() {
  const run = useCommand();
  const [, navigate] = useLocation();
  const reviews = useLiveQuery('reviews', {}).value;
  const open = useLiveQuery('reviewable', { filter: {} }).value;
  const begin = (): void =>
    void run('beginReview', { name: entry.defaultName, filter: {}, undecided: true }).then(
      (begun) => {
        if (!begun) return;
        beginFrom();
        navigate(`/review/${begun.review}`);
      },
    );
  const { pick } = useImport();
  const start =
    open?.total === 0 ? (
      <Button look="primary" icon={<Upload aria-hidden />} onClick={() => pick(false)}>
        {words.importFirst}
      </Button>
    ) : (
      <Button
        look="primary"
        unavailable={
          open && open.undecided === 0
            ? open.total === 0
              ? entry.nothingHere
              : entry.nothingToReview
            : null
        }
        onClick={begin}
      >
        {words.library}
      </Button>
    );
  return (
    <ScreenFrame
      top={
        <>
          <h1 className={styles['title']}>{words.title}</h1>
          <span className={styles['spring']} />
          <Button onClick={() => navigate('/similar')}>{entry.alike}</Button>
          {reviews && reviews.length > 0 && start}
        </>
      }
    >
      <div className={styles['page']}>
        {reviews?.length === 0 && (
          <EmptyState
            icon={<ListChecks aria-hidden />}
            title={open?.undecided === 0 && open.total > 0 ? words.allDecided : words.emptyTitle}
            actions={
              open?.undecided === 0 && open.total > 0 ? (
                <Button look="primary" onClick={() => goTo('/library')}>
                  {words.toLibrary}
                </Button>
              ) : (
                start
              )
            }
          >
            <p>{words.emptyText}</p>
            <p className={styles['keys']}>
              {words.emptyKeys.map(({ key, what }) => (
                <span key={key}>
                  <Kbd>{key}</Kbd> {what}
                </span>
              ))}
            </p>
            {open && <p>{words.waiting(open.undecided, open.total)}</p>}
          </EmptyState>
        )}
        {reviews && reviews.length > 0 && (
          <section aria-labelledby="unfinished-reviews">
            <h2 id="unfinished-reviews" className={styles['heading']}>
              {words.unfinished}
            </h2>
            <ul className={styles['list']}>
              {reviews.map((review) => (
                <ReviewLine key={review.id} review={review} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </ScreenFrame>
  );
}
