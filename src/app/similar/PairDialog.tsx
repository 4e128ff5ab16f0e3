import { ArrowLeft, Copy, Layers2, Undo2, Unlink2 } from 'lucide-react';
import { useState } from 'react';

import type { SimilarPair } from '#domain/contract/curation.ts';
import type { AssetDetails } from '#domain/contract/queries.ts';
import { differencesOf, suggestionOf } from '#domain/likeness.ts';
import { useLiveQuery } from '../inkreel.ts';
import { usePictures } from '../pictures.ts';

import { useThumbnail, useWantThumbnails } from '../thumbnails.ts';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { PicturePane } from '../ui/PicturePane.tsx';
import { type SharedView, wholeView } from '../ui/shared-view.ts';
import { announce } from '../shell/announcer.ts';
import { useFullScreenKeys } from '../shell/full-screen-keys.ts';
import { keysText } from '../shell/shortcuts.ts';
import { similarWords as words } from '../words/review.ts';
import { ZoomButtons } from '../ui/ZoomButtons.tsx';
import { candidateOf } from '../likeness.ts';
import styles from './PairDialog.module.css';
import { PairFacts } from './PairFacts.tsx';
import { type Side, usePairSitting } from './usePairSitting.ts';

function PairPane({
  details,
  side,
  url,
  view,
  onView,
}: {
  readonly details: AssetDetails;
  readonly side: Side;
  readonly url: string | null;
  readonly view: SharedView;
  readonly onView: (view: SharedView) => void;
}) {
  const { asset } = details;
  const small = useThumbnail(asset.blob);
  return (
    <figure className={styles['figure']}>
      <PicturePane
        picture={{
          url: url ?? small,
          alt: asset.alt_text ?? asset.name,
          width: asset.width ?? 512,
          height: asset.height ?? 512,
        }}
        view={view}
        onView={onView}
        label={words.stage(side, asset.name)}
      />
      <figcaption className={styles['caption']}>
        <span className={styles['side']}>{words[side]}</span>
        <span className={styles['name']}>{asset.name}</span>
      </figcaption>
    </figure>
  );
}

/** Pair by pair over the whole window, with one zoom for both. */
export function PairDialog({
  pairs,
  distance,
  onClose,
}: {
  readonly pairs: readonly SimilarPair[];
  readonly distance: number;
  readonly onClose: () => void;
}) {
  const sitting = usePairSitting(pairs, distance);
  const { pair, at, total } = sitting;
  const [view, setView] = useState<SharedView>(wholeView);
  const [flicked, setFlicked] = useState<Side | null>(null);
  const following = pairs[at + 1];
  const left = useLiveQuery('asset', pair ? { id: pair.first } : null).value ?? null;
  const right = useLiveQuery('asset', pair ? { id: pair.second } : null).value ?? null;
  const nextRows = useLiveQuery(
    'assets',
    following ? { ids: [following.first, following.second] } : null,
  ).value;
  const ready = left?.asset.id === pair?.first && right?.asset.id === pair?.second;
  const wanted = [
    ...(left ? [left.asset] : []),
    ...(right ? [right.asset] : []),
    ...(nextRows ?? []),
  ];
  const pictureOf = usePictures(wanted);
  useWantThumbnails(wanted.map(({ blob }) => blob));

  const differences = left && right ? differencesOf(candidateOf(left), candidateOf(right)) : [];
  const suggestion = suggestionOf(differences);
  /** A verdict ends what was looked at: the next pair is seen whole. */
  const ended = (act: () => void): void => {
    setView(wholeView);
    setFlicked(null);
    act();
  };
  const flick = (): void => {
    const side: Side = flicked === 'left' ? 'right' : 'left';
    setFlicked(side);
    announce(words.flicked(side));
  };
  const acts = {
    keepLeft: () => ended(() => sitting.judge('duplicate', 'left')),
    keepRight: () => ended(() => sitting.judge('duplicate', 'right')),
    alternate: () => ended(() => sitting.judge('alternate', null)),
    unrelated: () => ended(() => sitting.judge('unrelated', null)),
    later: () => ended(sitting.putOff),
    undo: () => ended(() => void sitting.undo()),
    back: () => ended(sitting.back),
  };
  useFullScreenKeys({
    '1': acts.keepLeft,
    '2': acts.keepRight,
    '3': acts.alternate,
    '4': acts.unrelated,
    l: acts.later,
    z: acts.undo,
    ArrowLeft: acts.back,
    Backspace: acts.back,
    ArrowRight: acts.later,
    f: () => setView(wholeView),
    s: () => setFlicked(null),
    ' ': flick,
  });

  return (
    <Dialog open onClose={onClose} size="full" title={words.title}>
      <div className={styles['pairs']}>
        {pair === null && (
          <EmptyState
            title={words.doneTitle}
            actions={
              <>
                <Button look="primary" onClick={onClose}>
                  {words.close}
                </Button>
                <Button look="quiet" icon={<Undo2 aria-hidden />} onClick={acts.undo}>
                  {words.undo}
                </Button>
              </>
            }
          >
            {words.doneText(sitting.judged, sitting.later)}
          </EmptyState>
        )}
        {pair && (
          <>
            <div className={styles['head']}>
              <span className={styles['position']}>{words.position(at + 1, total)}</span>
              <span className={styles['quiet']}>
                {left && right && left.asset.blob === right.asset.blob
                  ? words.sameBytes
                  : words.distance(pair.distance)}
              </span>
              <span className={styles['spring']} />
              <Button
                size="small"
                look="quiet"
                aria-pressed={flicked !== null}
                onClick={() => (flicked ? setFlicked(null) : flick())}
              >
                {words.flick}
                <Kbd>{keysText('Space')}</Kbd>
              </Button>
              <ZoomButtons view={view} onView={setView} />
            </div>
            <div className={styles['work']} aria-busy={!ready}>
              <div className={styles['panes']}>
                {(['left', 'right'] as const).map((side) => {
                  const details = side === 'left' ? left : right;
                  if (!ready || !details || (flicked !== null && flicked !== side)) return null;
                  return (
                    <PairPane
                      key={flicked ? 'in place' : details.asset.id}
                      details={details}
                      side={side}
                      url={pictureOf(details.asset.blob)?.url ?? null}
                      view={view}
                      onView={setView}
                    />
                  );
                })}
              </div>
              <PairFacts differences={differences} suggestion={suggestion} />
            </div>
            <div className={styles['verdicts']}>
              <span className={styles['aside']}>
                <Button look="quiet" icon={<Undo2 aria-hidden />} onClick={acts.undo}>
                  {words.undo}
                  <Kbd>{keysText('z')}</Kbd>
                </Button>
                <Button
                  look="quiet"
                  icon={<ArrowLeft aria-hidden />}
                  aria-label={words.back}
                  onClick={acts.back}
                />
              </span>
              <Button
                className={classes(suggestion?.side === 'left' && styles['suggested'])}
                icon={<Copy aria-hidden />}
                onClick={acts.keepLeft}
              >
                {words.keepLeft}
                <Kbd>{keysText('1')}</Kbd>
              </Button>
              <Button
                className={classes(suggestion?.side === 'right' && styles['suggested'])}
                icon={<Copy aria-hidden />}
                onClick={acts.keepRight}
              >
                {words.keepRight}
                <Kbd>{keysText('2')}</Kbd>
              </Button>
              <Button icon={<Layers2 aria-hidden />} onClick={acts.alternate}>
                {words.alternate}
                <Kbd>{keysText('3')}</Kbd>
              </Button>
              <Button icon={<Unlink2 aria-hidden />} onClick={acts.unrelated}>
                {words.unrelated}
                <Kbd>{keysText('4')}</Kbd>
              </Button>
              <Button look="quiet" onClick={acts.later}>
                {words.later}
                <Kbd>{keysText('l')}</Kbd>
              </Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
