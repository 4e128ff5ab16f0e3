import { type ReactNode, useRef, useState } from 'react';

import { mediaKinds, type AssetRow } from '#domain/asset.ts';
import type { AssetDetails, Related } from '#domain/contract/queries.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { failureLine } from '../../words/failures.ts';
import { pixelsText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { libraryWords } from '../../words/library.ts';
import { KindIcon } from '../AssetCell.tsx';
import { useThumbnail, useWantThumbnails } from '../../thumbnails.ts';
import styles from './Preview.module.css';
import { EngineOffer } from './EngineOffer.tsx';
import { isReadable, metadataOf } from './facts.ts';
import { FilmStrip } from './FilmStrip.tsx';
import { PlayableCopy } from './PlayableCopy.tsx';
import { SoundPlayer } from './SoundPlayer.tsx';
import { useLiveQuery } from '../../inkreel.ts';
import { useBlobUrl } from '../../useBlobUrl.ts';
import { ZoomView } from './ZoomView.tsx';

/** What stands in place of what cannot be shown: in the middle, where there is the whole window. */
const InPlace = ({
  large,
  children,
}: {
  readonly large: boolean;
  readonly children: ReactNode;
}): ReactNode => (large ? <div className={styles['middle']}>{children}</div> : children);

/** The picture that an asset was made from, when there is one to compare with. */
const sourceOf = (details: AssetDetails): Related | null =>
  details.asset.kind === 'image'
    ? (details.from.find((one) => one.depth === 1 && one.kind === 'image' && one.blob !== null) ??
      null)
    : null;

function PicturePreview({
  details,
  large,
  onOpen,
}: {
  readonly details: AssetDetails;
  readonly large: boolean;
  readonly onOpen?: (() => void) | undefined;
}) {
  const { asset } = details;
  const [comparing, setComparing] = useState(false);
  const [undrawable, setUndrawable] = useState(false);
  const { url, failure } = useBlobUrl(asset.blob, asset.mime);
  const source = sourceOf(details);
  const before = useBlobUrl(comparing ? (source?.blob ?? null) : null, null).url;
  const small = useThumbnail(asset.blob);
  useWantThumbnails([asset.blob]);
  const damage = metadataOf(asset).unread?.['pixels'];
  // Of some damaged files a browser draws nothing and does not say so.
  const isBlind = undrawable || !isReadable(asset);
  const drawn = isBlind || damage ? (small ?? url) : (url ?? small);
  if (failure) return <p className={styles['empty']}>{failureLine(failure)}</p>;
  if (isBlind && !small) {
    return (
      <InPlace large={large}>
        <div className={styles['stripes']}>
          <KindIcon kind={asset.kind} />
        </div>
        <p className={styles['note']}>{damage ? words.damaged(damage) : words.undrawable}</p>
      </InPlace>
    );
  }
  return (
    <>
      <div
        className={large ? styles['large'] : styles['stage']}
        style={large ? undefined : { aspectRatio: stageAspect(asset) }}
      >
        {drawn && (
          <ZoomView
            url={drawn}
            picture={{ width: asset.width ?? 512, height: asset.height ?? 512 }}
            alt={asset.alt_text ?? asset.name}
            before={comparing ? before : null}
            wheel={large ? 'zoom' : 'withCtrl'}
            onError={() => setUndrawable(true)}
            onOpen={onOpen}
          />
        )}
      </div>
      {undrawable && <p className={styles['note']}>{words.smallOnly}</p>}
      {damage && <p className={styles['note']}>{words.damaged(damage)}</p>}
      {source && (
        <div className={large ? styles['compareLarge'] : styles['compare']}>
          <Toggle label={words.compare} checked={comparing} onChecked={setComparing} />
        </div>
      )}
    </>
  );
}

/** Room for the picture and the tools below it, neither a strip nor a tower. */
function stageAspect(asset: AssetRow): string {
  const aspect = asset.width && asset.height ? asset.width / asset.height : 4 / 3;
  return String(Math.min(1.5, Math.max(0.72, aspect * 0.88)));
}

/** What an asset looks or sounds like, as large as there is room. */
export function Preview({
  details,
  large = false,
  onOpen,
}: {
  readonly details: AssetDetails;
  readonly large?: boolean;
  readonly onOpen?: (() => void) | undefined;
}) {
  const { asset } = details;
  const isMedia = mediaKinds.some((kind) => kind === asset.kind);
  if (asset.blob === null && asset.state === 'ready' && !isMedia) {
    return <WrittenPreview asset={asset} large={large} />;
  }
  if (asset.blob === null || asset.state === 'missing') {
    return (
      <InPlace large={large}>
        <div className={styles['stripes']}>
          <KindIcon kind={asset.kind} />
          <span>
            {asset.state === 'missing' ? words.fileMissing : libraryWords.states[asset.state]}
          </span>
          {asset.width && asset.height && <span>{pixelsText(asset.width, asset.height)}</span>}
        </div>
      </InPlace>
    );
  }
  // Keyed by the bytes: zoom, slider and playing belong to one file.
  if (asset.kind === 'image') {
    return <PicturePreview key={asset.blob} details={details} large={large} onOpen={onOpen} />;
  }
  if (asset.kind === 'audio') {
    return (
      <InPlace large={large}>
        <SoundPlayer key={asset.blob} asset={asset} />
        <EngineOffer asset={asset} />
      </InPlace>
    );
  }
  if (asset.kind === 'video') {
    return <VideoPlayer key={asset.blob} asset={asset} large={large} />;
  }
  return <p className={styles['empty']}>{words.noPreview}</p>;
}

/** So much of a text is shown; its page has the rest. */
const shownText = 4000;

/** What lives in the library alone, without a file: how its words begin, or what it is. */
function WrittenPreview({ asset, large }: { readonly asset: AssetRow; readonly large: boolean }) {
  const text = useLiveQuery('text', { id: asset.id }).value?.content.slice(0, shownText).trim();
  if (!text) {
    return (
      <InPlace large={large}>
        <div className={styles['stripes']}>
          <KindIcon kind={asset.kind} />
          <span>{libraryWords.kinds[asset.kind]}</span>
        </div>
      </InPlace>
    );
  }
  return (
    <section
      className={large ? styles['wordsLarge'] : styles['words']}
      aria-label={asset.name}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keys scroll long words
      tabIndex={0}
    >
      {text}
    </section>
  );
}

function VideoPlayer({ asset, large }: { readonly asset: AssetRow; readonly large: boolean }) {
  const { url, failure } = useBlobUrl(asset.blob, asset.mime);
  const [undrawable, setUndrawable] = useState(false);
  const player = useRef<HTMLVideoElement>(null);
  const poster = useThumbnail(asset.blob);
  useWantThumbnails([asset.blob]);
  if (failure) return <p className={styles['empty']}>{failureLine(failure)}</p>;
  if (undrawable) {
    return (
      <InPlace large={large}>
        {poster ? (
          <img className={styles['video']} src={poster} alt="" />
        ) : (
          <div className={styles['stripes']}>
            <KindIcon kind={asset.kind} />
          </div>
        )}
        <PlayableCopy asset={asset} />
        <FilmStrip asset={asset} />
        <EngineOffer asset={asset} />
      </InPlace>
    );
  }
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the user's own file; it has the captions it has */}
      <video
        ref={player}
        className={large ? styles['videoLarge'] : styles['video']}
        controls
        playsInline
        preload="metadata"
        aria-label={asset.name}
        {...(url ? { src: url } : {})}
        {...(poster ? { poster } : {})}
        onError={() => {
          if (url) setUndrawable(true);
        }}
      />
      <div className={large ? styles['beside'] : undefined}>
        <FilmStrip
          asset={asset}
          onSeek={(seconds) => {
            if (player.current) player.current.currentTime = seconds;
          }}
        />
        <EngineOffer asset={asset} />
      </div>
    </>
  );
}
