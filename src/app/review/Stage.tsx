import { AudioLines, FileQuestion, ImageOff } from 'lucide-react';

import type { AssetRow } from '#domain/asset.ts';
import type { ReadyPicture } from '../pictures.ts';
import { useThumbnail } from '../thumbnails.ts';
import { PicturePane, type Swipe } from '../ui/PicturePane.tsx';
import type { SharedView } from '../ui/shared-view.ts';
import { useBlobUrl } from '../useBlobUrl.ts';
import { reviewWords as words } from '../words/review.ts';
import styles from './Review.module.css';

/** Told of the player while it stands, so that keys can start and stop it. */
type OnPlayer = (player: HTMLMediaElement | null) => void;

function Media({ asset, onPlayer }: { readonly asset: AssetRow; readonly onPlayer: OnPlayer }) {
  const { url } = useBlobUrl(asset.blob, asset.mime);
  const poster = useThumbnail(asset.blob);
  if (asset.kind === 'video') {
    return (
      // oxlint-disable-next-line jsx-a11y/media-has-caption -- the user's own file; it has the captions it has
      <video
        ref={onPlayer}
        className={styles['video']}
        controls
        playsInline
        aria-label={asset.name}
        {...(url ? { src: url } : {})}
        {...(poster ? { poster } : {})}
      />
    );
  }
  return (
    <div className={styles['sound']}>
      <AudioLines aria-hidden />
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the user's own file */}
      <audio ref={onPlayer} controls aria-label={asset.name} {...(url ? { src: url } : {})} />
    </div>
  );
}

/** What is being decided about, as large as there is room; its small picture until it is decoded. */
export function Stage({
  asset,
  picture,
  view,
  onView,
  onPlayer,
  onSwipe,
  swipeHint,
}: {
  readonly asset: AssetRow | null;
  readonly picture: ReadyPicture | null;
  readonly view: SharedView;
  readonly onView: (view: SharedView) => void;
  readonly onPlayer: OnPlayer;
  readonly onSwipe: (swipe: Swipe) => void;
  readonly swipeHint: (swipe: Swipe) => string;
}) {
  const small = useThumbnail(asset?.blob ?? null);
  if (!asset) return <div className={styles['stage']} aria-busy />;
  const isMissing =
    asset.blob === null || asset.state === 'missing' || picture?.state === 'missing';
  if (isMissing) {
    return (
      <div className={styles['stage']}>
        <p className={styles['missing']}>
          <FileQuestion aria-hidden />
          {words.missing}
        </p>
      </div>
    );
  }
  if (picture?.state === 'small' && !small && asset.kind === 'image') {
    return (
      <div className={styles['stage']}>
        <p className={styles['missing']}>
          <ImageOff aria-hidden />
          {words.undrawable}
        </p>
      </div>
    );
  }
  if (asset.kind === 'video' || asset.kind === 'audio') {
    return (
      <div className={styles['stage']}>
        <Media key={asset.id} asset={asset} onPlayer={onPlayer} />
      </div>
    );
  }
  return (
    <div className={styles['stage']}>
      <PicturePane
        key={asset.id}
        picture={{
          url: picture?.url ?? small,
          alt: asset.alt_text ?? asset.name,
          width: asset.width ?? 512,
          height: asset.height ?? 512,
        }}
        view={view}
        onView={onView}
        label={words.stage}
        onSwipe={onSwipe}
        hint={swipeHint}
      />
      {picture?.state === 'small' && small && <p className={styles['note']}>{words.smallOnly}</p>}
    </div>
  );
}
