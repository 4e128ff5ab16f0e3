/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an option of a virtualised listbox */
import {
  AudioLines,
  Check,
  Clapperboard,
  Clock,
  FileText,
  ImageIcon,
  ImageOff,
  Package,
  Shapes,
  User,
  X,
  type LucideIcon,
} from 'lucide-react';
import { memo, useState } from 'react';

import { mediaKinds } from '#domain/asset.ts';
import type { AssetCard } from '#domain/contract/queries.ts';
import { isFailure } from '#domain/failure.ts';
import { taskAbout } from '#tasks/abouts.ts';
import { useLiveQuery } from '../inkreel.ts';
import { useProgress } from '../progress.ts';
import { Badge } from '../ui/Badge.tsx';
import { classes } from '../ui/classes.ts';
import { SoundWave } from '../ui/SoundWave.tsx';
import { failureLine } from '../words/failures.ts';
import { durationText, pixelsText } from '../words/format.ts';
import { cardLabel, libraryWords as words } from '../words/library.ts';
import styles from './AssetCell.module.css';
import { assetDragProps } from './dragging.ts';
import { Star } from './Star.tsx';
import { useThumbnail, useWave } from '../thumbnails.ts';
import { useBlobUrl } from '../useBlobUrl.ts';

export interface CellPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What an option of the grid or the list needs to be placed, focused and read. */
export interface CellProps {
  readonly n: number;
  readonly index: number;
  readonly count: number;
  readonly place: CellPlace;
  readonly card: AssetCard | null;
  readonly selected: boolean;
  readonly focusable: boolean;
}

const icons: Readonly<Partial<Record<AssetCard['kind'], LucideIcon>>> = {
  image: ImageIcon,
  mask: ImageIcon,
  audio: AudioLines,
  video: Clapperboard,
  film: Clapperboard,
  shot: Clapperboard,
  text: FileText,
  script: FileText,
  story: FileText,
  scene: FileText,
  episode: FileText,
  character: User,
  pack: Package,
};

/** The sign of a kind, where there is no picture. */
export function KindIcon({ kind }: { readonly kind: AssetCard['kind'] }) {
  const Icon = icons[kind] ?? Shapes;
  return <Icon aria-hidden />;
}

/** What is being made of a card, in words: "Upscaling 62%", "Waiting"; null when nothing is. */
export function useDoing(card: AssetCard | null): {
  readonly text: string;
  readonly fraction: number | null;
} | null {
  const task = card?.task ?? null;
  const tick = useProgress(task?.status === 'running' ? task.id : null);
  if (!task || card?.state === 'ready') return null;
  if (task.status === 'pending') return { text: words.badges.waiting, fraction: null };
  if (task.status !== 'running') return null;
  const doing = taskAbout(task.kind)?.words.doing ?? task.kind;
  const fraction = tick?.fraction ?? 0;
  return { text: words.badges.doing(doing, fraction), fraction };
}

/** Why the making of a card failed, in a line. */
function FailedReason({ card }: { readonly card: AssetCard }) {
  const task = useLiveQuery('task', card.task ? { id: card.task.id } : null).value;
  if (!task?.failure) return null;
  const failure: unknown = JSON.parse(task.failure);
  return isFailure(failure) ? <span>{failureLine(failure)}</span> : null;
}

/** How it came to be, on the thumbnail: "4× upscaled". */
function madeBy(card: AssetCard): string | null {
  const made = card.made_by;
  if (!made) return null;
  const scale = made.params['scale'];
  if (made.kind === 'upscale' && typeof scale === 'number') return words.badges.scaled(scale);
  return card.provenance === 'enhanced' ? words.provenances.enhanced : null;
}

/** What a reviewer decided: a word and its sign, so that it is not told by colour alone. */
export function Decision({
  card,
  onPicture = true,
}: {
  readonly card: AssetCard;
  readonly onPicture?: boolean;
}) {
  if (card.approved === 1) {
    return (
      <Badge onPicture={onPicture} tone="ok">
        <Check aria-hidden className={styles['sign']} />
        {words.badges.approved}
      </Badge>
    );
  }
  if (card.review === null) return null;
  const isRejected = card.review === 'rejected';
  return (
    <Badge onPicture={onPicture} tone={isRejected ? 'bad' : 'plain'}>
      {isRejected ? (
        <X aria-hidden className={styles['sign']} />
      ) : (
        <Clock aria-hidden className={styles['sign']} />
      )}
      {words.badges.review[card.review]}
    </Badge>
  );
}

function Badges({ card, doing }: { readonly card: AssetCard; readonly doing: string | null }) {
  const made = madeBy(card);
  return (
    <span className={styles['badges']}>
      {doing && <Badge onPicture>{doing}</Badge>}
      {card.state === 'failed' && (
        <Badge onPicture tone="bad">
          {words.badges.failed}
        </Badge>
      )}
      {card.state === 'missing' && (
        <Badge onPicture tone="bad">
          {words.badges.missing}
        </Badge>
      )}
      {card.is_master_reference === 1 && (
        <Badge onPicture tone="accent">
          {words.badges.master}
        </Badge>
      )}
      {card.damage && (
        <Badge onPicture tone="bad">
          <ImageOff aria-hidden className={styles['sign']} />
          {words.badges.damage[card.damage]}
        </Badge>
      )}
      <Decision card={card} />
      {made && card.state === 'ready' && <Badge onPicture>{made}</Badge>}
      {card.duration_s !== null && <Badge onPicture>{durationText(card.duration_s)}</Badge>}
      {card.misnamed_as && <Badge onPicture>{words.badges.misnamed(card.misnamed_as)}</Badge>}
    </span>
  );
}

const media: ReadonlySet<string> = new Set(mediaKinds);

/** Larger drawings than this are not drawn in a cell; bytes. */
const largestDrawing = 2_000_000;

/** A drawing that has no small picture, drawn by the browser as an image: no script in it can run. */
function Drawing({ card }: { readonly card: AssetCard }) {
  const { url } = useBlobUrl(card.blob, 'image/svg+xml');
  const [undrawable, setUndrawable] = useState(false);
  if (undrawable || !url) return <Blank card={card} />;
  return (
    <img
      className={classes(styles['picture'], styles['drawing'])}
      src={url}
      alt=""
      draggable={false}
      decoding="async"
      onError={() => setUndrawable(true)}
    />
  );
}

/** What is no media file: its kind, its name and how it begins, as a card of its own. */
const Written = ({ card }: { readonly card: AssetCard }) => (
  <span className={styles['written']}>
    <span className={styles['writtenKind']}>
      <KindIcon kind={card.kind} />
      {words.kinds[card.kind]}
    </span>
    <span className={styles['writtenName']}>{card.name}</span>
    {card.excerpt && <span className={styles['excerpt']}>{card.excerpt}</span>}
  </span>
);

/** What has no picture: the wave of a sound, or the sign of its kind, and its name. */
function Blank({ card }: { readonly card: AssetCard }) {
  const wave = useWave(card.blob);
  return (
    <span className={styles['blank']}>
      {wave ? (
        <span className={styles['wave']}>
          <SoundWave url={wave} />
        </span>
      ) : (
        <KindIcon kind={card.kind} />
      )}
      <span className={styles['blankName']}>{card.name}</span>
    </span>
  );
}

function Picture({ card }: { readonly card: AssetCard }) {
  const url = useThumbnail(card.blob);
  if (url) {
    return (
      <img className={styles['picture']} src={url} alt="" draggable={false} decoding="async" />
    );
  }
  if (!media.has(card.kind) && card.state === 'ready') return <Written card={card} />;
  if (card.blob === null) {
    return (
      <span className={styles['stripes']}>
        <span className={styles['stripeWords']}>
          <span>{card.name}</span>
          {card.state === 'failed' ? (
            <FailedReason card={card} />
          ) : (
            card.width !== null &&
            card.height !== null && <span>{pixelsText(card.width, card.height)}</span>
          )}
        </span>
      </span>
    );
  }
  if (card.format === 'svg' && (card.size ?? 0) <= largestDrawing) return <Drawing card={card} />;
  return <Blank card={card} />;
}

/** One thumbnail of the grid: an option of its listbox. */
export const AssetCell = memo(function AssetCell({
  n,
  index,
  count,
  place,
  card,
  selected,
  focusable,
}: CellProps) {
  const doing = useDoing(card);
  return (
    <div
      role="option"
      data-n={n}
      {...assetDragProps(n, selected)}
      tabIndex={focusable ? 0 : -1}
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={index + 1}
      aria-label={card ? cardLabel(card, doing?.text ?? null) : undefined}
      aria-busy={card ? undefined : true}
      className={classes(styles['cell'], selected && styles['selected'])}
      style={{
        transform: `translate(${String(place.left)}px, ${String(place.top)}px)`,
        width: place.width,
        height: place.height,
      }}
    >
      {card && <Picture card={card} />}
      {card && <Badges card={card} doing={doing?.text ?? null} />}
      {card && <Star on={card.starred === 1} place="picture" />}
      {doing && doing.fraction !== null && (
        <span className={styles['bar']}>
          <span className={styles['done']} style={{ width: `${String(doing.fraction * 100)}%` }} />
        </span>
      )}
      {selected && (
        <span className={styles['tick']}>
          <Check aria-hidden />
        </span>
      )}
    </div>
  );
}, sameCell);

/** Places are made anew for every draw; a cell is drawn again only when something in it changed. */
export function sameCell(before: CellProps, after: CellProps): boolean {
  return (
    before.n === after.n &&
    before.index === after.index &&
    before.count === after.count &&
    before.card === after.card &&
    before.selected === after.selected &&
    before.focusable === after.focusable &&
    before.place.left === after.place.left &&
    before.place.top === after.place.top &&
    before.place.width === after.place.width &&
    before.place.height === after.place.height
  );
}
