import { useEffect, useRef, useState } from 'react';

import type { AssetChanges } from '#domain/contract/commands.ts';
import { type ReviewOrder, type ReviewRow, reviewStates } from '#domain/contract/curation.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import { usePictures } from '../pictures.ts';
import { announce } from '../shell/announcer.ts';
import { useFullScreenKeys } from '../shell/full-screen-keys.ts';
import { useWantThumbnails } from '../thumbnails.ts';
import { Dialog } from '../ui/Dialog.tsx';
import type { Swipe } from '../ui/PicturePane.tsx';
import { type SharedView, wholeView } from '../ui/shared-view.ts';
import { type Decision, reviewWords as words } from '../words/review.ts';
import { DecisionBar } from './DecisionBar.tsx';
import { KeysDialog } from './KeysDialog.tsx';
import { MarkBar } from './MarkBar.tsx';
import styles from './Review.module.css';
import { ReviewEnd } from './ReviewEnd.tsx';
import { ReviewHead } from './ReviewHead.tsx';
import { Stage } from './Stage.tsx';
import { rowsAround, rowsOfBlock, stepBack, stepOn } from './steps.ts';
import { changesOf, useDecisions } from './useDecisions.ts';
import { useThemes } from './useThemes.ts';
import { goBack } from './way-back.ts';

const swipes: Readonly<Record<Swipe, Decision>> = {
  right: 'approved',
  left: 'rejected',
  up: 'later',
};
const swipeWords: Readonly<Record<Swipe, string>> = {
  right: words.approve,
  left: words.reject,
  up: words.later,
};

/** One file after another over the whole window. `start`: the place in the order at which it goes on. */
export function Review({
  review,
  order,
  start,
}: {
  readonly review: ReviewRow;
  readonly order: ReviewOrder;
  readonly start: number;
}) {
  const run = useCommand();
  const { decide, undo } = useDecisions(order);
  const themes = useThemes();
  const [onlyUndecided, setOnlyUndecided] = useState(false);
  const [marksMoveOn, setMarksMoveOn] = useState(false);
  const [namesTheme, setNamesTheme] = useState(false);
  const [listsKeys, setListsKeys] = useState(false);
  const [view, setView] = useState<SharedView>(wholeView);
  const player = useRef<HTMLMediaElement>(null);
  // By row number, so that it stays where it is when something before it is deleted; null: the end.
  const [current, setCurrent] = useState<number | null>(
    () => order.n[stepOn(order, start, false)] ?? null,
  );
  const found = current === null ? -1 : order.n.indexOf(current);
  const at = found < 0 ? order.n.length : found;

  const read = useLiveQuery('assetsByRow', { rows: rowsOfBlock(order, at) }).value ?? [];
  const asset = read.find(({ n }) => n === current) ?? null;
  const around = rowsAround(order, at).flatMap((n) => read.find((one) => one.n === n) ?? []);
  const pictureOf = usePictures(around);
  useWantThumbnails(around.map(({ blob }) => blob));

  const goTo = (place: number): void => {
    const n = order.n[place] ?? null;
    setCurrent(n);
    setView(wholeView);
    setNamesTheme(false);
    if (n === null) announce(words.doneTitle(order.n.length));
  };
  // What is shown is where it goes on, in every tab and after a reload.
  const shown = current === null ? null : (asset?.id ?? undefined);
  useEffect(() => {
    if (shown !== undefined) void run('placeReview', { review: review.id, asset: shown });
  }, [shown, review.id, run]);

  const total = order.n.length;
  const write = (changes: AssetChanges, said: string, movesOn: boolean): void => {
    if (current === null) return;
    announce(words.said(at + 1, total, said));
    void decide(current, asset?.id ?? null, changes).then((written) => {
      // What could not be written is gone back to: nothing is passed over unseen.
      if (!written) setCurrent(current);
    });
    if (movesOn) goTo(stepOn(order, at + 1, onlyUndecided));
  };
  const decideOn = (decision: Decision): void =>
    write(changesOf[decision], words.states[decision], decision !== 'undecided');
  const rate = (stars: number): void =>
    write(
      { rating: stars === 0 ? null : stars },
      stars === 0 ? words.noRating : words.stars(stars),
      marksMoveOn,
    );
  const star = (): void => {
    if (!asset) return;
    const starred = asset.starred === 0;
    write({ starred }, starred ? words.starred : words.unstarred, false);
  };
  const setTheme = (theme: string): void => {
    themes.add(theme);
    write({ theme }, words.theme(theme), marksMoveOn);
  };
  const takeBack = (): void =>
    void undo().then((n) => {
      if (n === null) {
        announce(words.nothingToUndo);
        return;
      }
      const place = order.n.indexOf(n);
      setCurrent(n);
      setView(wholeView);
      announce(words.said(place + 1, total, words.undone));
    });
  const back = (): void => goTo(stepBack(order, at, onlyUndecided));
  const next = (): void => goTo(stepOn(order, at + 1, onlyUndecided));
  const toggleZoom = (): void =>
    setView((now) => (now.factor > 1 ? wholeView : { ...wholeView, factor: 3 }));
  const togglePlay = (): void => {
    const node = player.current;
    if (node) void (node.paused ? node.play().catch(() => undefined) : node.pause());
  };

  const keys: Record<string, () => void> = {
    z: takeBack,
    ArrowLeft: back,
    Backspace: back,
    ArrowRight: next,
    f: () => setView(wholeView),
    ' ': () => (asset?.kind === 'image' ? toggleZoom() : togglePlay()),
    p: togglePlay,
    t: () => setNamesTheme(true),
    a: () => decideOn('approved'),
    x: () => decideOn('rejected'),
    l: () => decideOn('later'),
    u: () => decideOn('undecided'),
    s: star,
    '?': () => setListsKeys(true),
  };
  for (let stars = 0; stars <= 5; stars += 1) keys[`shift+${stars}`] = () => rate(stars);
  for (const [place, theme] of themes.shown.entries()) {
    keys[String(place + 1)] = () => setTheme(theme);
  }
  // Nothing is decided unseen while the list of keys stands before it.
  useFullScreenKeys(listsKeys ? {} : keys);

  return (
    <Dialog open onClose={goBack} size="full" title={review.name}>
      <div className={styles['review']}>
        <ReviewHead
          review={review}
          at={Math.min(at + 1, total)}
          asset={asset}
          onlyUndecided={onlyUndecided}
          onOnlyUndecided={setOnlyUndecided}
          marksMoveOn={marksMoveOn}
          onMarksMoveOn={setMarksMoveOn}
          view={view}
          onView={setView}
          onKeys={() => setListsKeys(true)}
        />
        {current === null ? (
          <ReviewEnd
            review={review}
            order={order}
            onGoTo={(state) => {
              const place = state === null ? 0 : order.state.indexOf(reviewStates.indexOf(state));
              if (place >= 0) goTo(place);
            }}
            onUndo={takeBack}
          />
        ) : (
          <>
            <Stage
              asset={asset}
              picture={pictureOf(asset?.blob ?? null)}
              view={view}
              onView={setView}
              onPlayer={(node) => {
                player.current = node;
              }}
              onSwipe={(swipe) => decideOn(swipes[swipe])}
              swipeHint={(swipe) => swipeWords[swipe]}
            />
            <MarkBar
              asset={asset}
              themes={themes.shown}
              allThemes={themes.all}
              onTheme={setTheme}
              onRate={rate}
              onStar={star}
              namesTheme={namesTheme}
              onNamesTheme={setNamesTheme}
            />
            <DecisionBar
              asset={asset}
              isFirst={stepBack(order, at, onlyUndecided) === at}
              onDecide={decideOn}
              onUndo={takeBack}
              onBack={back}
              onNext={next}
            />
          </>
        )}
      </div>
      {listsKeys && <KeysDialog themes={themes.shown} onClose={() => setListsKeys(false)} />}
    </Dialog>
  );
}
