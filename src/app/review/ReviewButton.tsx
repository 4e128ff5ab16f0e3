import { ChevronDown, ListChecks } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';

import type { ReviewId } from '#domain/id.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { useSession } from '../session.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Menu, type MenuEntry } from '../ui/Menu.tsx';
import { curationWords as words } from '../words/curation.ts';
import styles from './ReviewButton.module.css';
import { beginFrom, cameBack } from './way-back.ts';

/**
 * "Review 34": what is undecided of that which the library shows now. Beside it: reviews that were
 * begun and not finished, and pictures alike.
 */
export function ReviewButton() {
  const run = useCommand();
  const [, navigate] = useLocation();
  const pair = useRef<HTMLSpanElement>(null);
  const filter = useSession((state) => state.filter);
  const sort = useSession((state) => state.sort);
  const counts = useLiveQuery('reviewable', { filter }).value;
  const reviews = useLiveQuery('reviews', {}).value;
  const isShown = counts !== undefined && filter.trashed !== true;
  useEffect(() => {
    // From the keyboard one goes on where one was: at the button that opened the review.
    if (isShown && cameBack()) pair.current?.querySelector('button')?.focus();
  }, [isShown]);
  if (!isShown) return null;
  const open = (id: ReviewId): void => {
    beginFrom();
    navigate(`/review/${id}`);
  };
  const begin = (undecided: boolean): void =>
    void run('beginReview', {
      name: filter.theme ?? filter.text?.trim() ?? words.defaultName,
      filter,
      sort,
      undecided,
    }).then((begun) => begun && open(begun.review));
  const entries: MenuEntry[] = [
    ...(reviews ?? []).slice(0, 5).map((review): MenuEntry => ({
      label: words.resume(review.name, review.total - review.undecided, review.total),
      onSelect: () => open(review.id),
    })),
    {
      label: words.beginAll(counts.total),
      unavailable: counts.total === 0 ? words.nothingHere : null,
      onSelect: () => begin(false),
    },
    'separator',
    { label: words.alike, onSelect: () => navigate('/similar') },
    { label: words.all, onSelect: () => navigate('/review') },
  ];
  return (
    <span ref={pair} className={styles['pair']}>
      <Button
        size="small"
        icon={<ListChecks aria-hidden />}
        title={words.beginHelp(counts.undecided)}
        unavailable={
          counts.total === 0
            ? words.nothingHere
            : counts.undecided === 0
              ? words.nothingToReview
              : null
        }
        onClick={() => begin(true)}
      >
        {words.begin(counts.undecided)}
      </Button>
      <Menu
        trigger={<IconButton size="small" label={words.more} icon={<ChevronDown aria-hidden />} />}
        entries={entries}
      />
    </span>
  );
}
