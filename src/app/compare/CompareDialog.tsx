import { Check, Star, X } from 'lucide-react';
import { useState } from 'react';

import type { AssetChanges } from '#domain/contract/commands.ts';
import type { AssetDetails } from '#domain/contract/queries.ts';
import type { AssetId } from '#domain/id.ts';
import { comparedFacts } from '#domain/likeness.ts';
import { useCommand, useLiveQuery } from '../inkreel.ts';
import type { ActProps } from '../library/acts.ts';
import { candidateOf } from '../likeness.ts';
import { usePictures } from '../pictures.ts';
import { announce } from '../shell/announcer.ts';
import { useFullScreenKeys } from '../shell/full-screen-keys.ts';
import { useUndo } from '../shell/undo.ts';
import { useThumbnail, useWantThumbnails } from '../thumbnails.ts';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { type PanePicture, PicturePane } from '../ui/PicturePane.tsx';
import { type SharedView, wholeView } from '../ui/shared-view.ts';
import { ZoomButtons } from '../ui/ZoomButtons.tsx';
import { compareWords as words, reviewWords } from '../words/review.ts';
import styles from './Compare.module.css';
import { CompareFacts } from './CompareFacts.tsx';

type Way = 'side' | 'slider' | 'flick';

/** The details of up to four assets; null until all are there. */
function useAllDetails(ids: readonly AssetId[]): readonly AssetDetails[] | null {
  const of = (id: AssetId | undefined) => (id === undefined ? null : { id });
  const found = [
    useLiveQuery('asset', of(ids[0])).value,
    useLiveQuery('asset', of(ids[1])).value,
    useLiveQuery('asset', of(ids[2])).value,
    useLiveQuery('asset', of(ids[3])).value,
  ].slice(0, ids.length);
  const there = found.filter((one) => one !== undefined && one !== null);
  return there.length === ids.length ? there : null;
}

/** Two to four pictures with one zoom for all: side by side, behind a slider, or in one place. */
export function CompareDialog({ ids, onClose }: ActProps) {
  const all = useAllDetails(ids.slice(0, 4));
  const shown = all?.map(({ asset }) => asset) ?? [];
  const pictureOf = usePictures(shown);
  useWantThumbnails(shown.map(({ blob }) => blob));
  return (
    <Dialog open onClose={onClose} size="full" title={words.title(ids.length)}>
      {all ? (
        <Comparison all={all} urlOf={(blob) => pictureOf(blob)?.url ?? null} />
      ) : (
        <div className={styles['compare']} aria-busy />
      )}
    </Dialog>
  );
}

function Comparison({
  all,
  urlOf,
}: {
  readonly all: readonly AssetDetails[];
  readonly urlOf: (blob: AssetDetails['asset']['blob']) => string | null;
}) {
  const run = useCommand();
  const { undo } = useUndo();
  const [way, setWay] = useState<Way>('side');
  const [view, setView] = useState<SharedView>(wholeView);
  const [split, setSplit] = useState(0.5);
  const [chosen, setChosen] = useState(0);
  const one = all[chosen] ?? all[0];
  const small = [
    useThumbnail(all[0]?.asset.blob ?? null),
    useThumbnail(all[1]?.asset.blob ?? null),
    useThumbnail(all[2]?.asset.blob ?? null),
    useThumbnail(all[3]?.asset.blob ?? null),
  ];
  const pictureAt = (at: number): PanePicture => {
    const asset = all[at]?.asset;
    return {
      url: urlOf(asset?.blob ?? null) ?? small[at] ?? null,
      alt: asset?.alt_text ?? asset?.name ?? '',
      width: asset?.width ?? 512,
      height: asset?.height ?? 512,
    };
  };
  const choose = (at: number): void => {
    const details = all[at];
    if (!details) return;
    setChosen(at);
    announce(words.showing(words.letter(at), details.asset.name));
  };
  const change = (at: number, changes: AssetChanges, said: string): void => {
    const details = all[at];
    if (!details) return;
    void run('editAssets', { assets: [details.asset.id], changes }).then((done) => {
      if (done) announce(words.said(words.letter(at), said));
    });
  };
  const approve = (at: number): void => change(at, { approved: true }, reviewWords.states.approved);
  const reject = (at: number): void =>
    change(at, { review: 'rejected' }, reviewWords.states.rejected);
  const keep = async (at: number): Promise<void> => {
    const kept = all[at];
    if (!kept) return;
    const others = all.flatMap(({ asset }, place) => (place === at ? [] : [asset.id]));
    if (!(await run('editAssets', { assets: [kept.asset.id], changes: { approved: true } })))
      return;
    if (await run('editAssets', { assets: others, changes: { review: 'rejected' } })) {
      announce(words.kept(words.letter(at)));
    }
  };
  const flick = (): void => {
    setWay('flick');
    choose((chosen + 1) % all.length);
  };
  useFullScreenKeys({
    ' ': flick,
    '1': () => choose(0),
    '2': () => choose(1),
    '3': () => choose(2),
    '4': () => choose(3),
    a: () => approve(chosen),
    x: () => reject(chosen),
    k: () => void keep(chosen),
    z: undo,
    f: () => setView(wholeView),
    s: () => setWay('side'),
  });
  if (!one) return null;
  const ways: readonly {
    readonly way: Way;
    readonly label: string;
    readonly off: string | null;
  }[] = [
    { way: 'side', label: words.side, off: null },
    { way: 'slider', label: words.slider, off: all.length === 2 ? null : words.sliderOnlyTwo },
    { way: 'flick', label: words.flick, off: null },
  ];
  const nameAt = (at: number): string => words.pane(words.letter(at), all[at]?.asset.name ?? '');
  return (
    <div className={styles['compare']}>
      <div className={styles['head']}>
        <fieldset className={styles['ways']} aria-label={words.ways}>
          {ways.map(({ way: which, label, off }) => (
            <Button
              key={which}
              size="small"
              look="quiet"
              aria-pressed={way === which}
              unavailable={off}
              onClick={() => setWay(which)}
            >
              {label}
            </Button>
          ))}
        </fieldset>
        <ZoomButtons view={view} onView={setView} />
        <span className={styles['help']}>{words.keysHelp}</span>
      </div>
      <div className={styles['work']}>
        <div className={styles['stage']}>
          {way === 'side' && (
            <div
              className={classes(
                styles['panes'],
                all.length > 2 && styles[all.length === 3 ? 'three' : 'four'],
              )}
            >
              {all.map(({ asset }, at) => (
                <PicturePane
                  key={asset.id}
                  picture={pictureAt(at)}
                  view={view}
                  onView={setView}
                  label={nameAt(at)}
                >
                  <span className={styles['letter']}>{words.letter(at)}</span>
                </PicturePane>
              ))}
            </div>
          )}
          {way === 'slider' && (
            <>
              <PicturePane
                picture={pictureAt(1)}
                over={pictureAt(0)}
                split={split}
                view={view}
                onView={setView}
                label={`${nameAt(0)}, ${nameAt(1)}`}
              >
                <span className={styles['letter']}>{words.letter(0)}</span>
                <span className={classes(styles['letter'], styles['other'])}>
                  {words.letter(1)}
                </span>
              </PicturePane>
              <input
                type="range"
                className={styles['slider']}
                aria-label={words.sliderLabel}
                min={0}
                max={1}
                step={0.01}
                value={split}
                onChange={(event) => setSplit(Number(event.target.value))}
              />
            </>
          )}
          {way === 'flick' && (
            <PicturePane
              picture={pictureAt(chosen)}
              view={view}
              onView={setView}
              label={nameAt(chosen)}
            >
              <span className={styles['letter']}>{words.letter(chosen)}</span>
            </PicturePane>
          )}
        </div>
        <CompareFacts all={all} facts={comparedFacts(all.map(candidateOf))} />
      </div>
      <ul className={styles['choices']}>
        {all.map(({ asset }, at) => (
          <li
            key={asset.id}
            className={classes(styles['choice'], chosen === at && styles['chosen'])}
          >
            <Button
              look="quiet"
              size="small"
              className={styles['pick']}
              aria-pressed={chosen === at}
              onClick={() => choose(at)}
            >
              {nameAt(at)}
            </Button>
            {asset.approved === 1 && <Badge tone="ok">{reviewWords.states.approved}</Badge>}
            {asset.review && (
              <Badge tone={asset.review === 'rejected' ? 'bad' : 'warn'}>
                {reviewWords.states[asset.review]}
              </Badge>
            )}
            <span className={styles['acts']}>
              <Button
                size="small"
                icon={<Check aria-hidden />}
                aria-label={words.approve(words.letter(at))}
                aria-pressed={asset.approved === 1}
                onClick={() => approve(at)}
              />
              <Button
                size="small"
                icon={<X aria-hidden />}
                aria-label={words.reject(words.letter(at))}
                aria-pressed={asset.review === 'rejected'}
                onClick={() => reject(at)}
              />
              <Button
                size="small"
                icon={<Star aria-hidden />}
                aria-label={words.keep(words.letter(at))}
                title={words.keep(words.letter(at))}
                onClick={() => void keep(at)}
              />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
