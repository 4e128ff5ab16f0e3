/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an option of a virtualised listbox */
import { memo } from 'react';

import { Badge } from '../ui/Badge.tsx';
import { classes } from '../ui/classes.ts';
import { Thumbnail } from '../ui/Thumbnail.tsx';
import { bytesText, dayText, pixelsText } from '../words/format.ts';
import { cardLabel, libraryWords as words } from '../words/library.ts';
import { type CellProps, Decision, KindIcon, sameCell, useDoing } from './AssetCell.tsx';
import styles from './AssetLine.module.css';
import { Star } from './Star.tsx';
import { assetDragProps } from './dragging.ts';
import { useThumbnail } from '../thumbnails.ts';

/** One line of the list: the same option as a cell of the grid, with its facts side by side. */
export const AssetLine = memo(function AssetLine({
  n,
  index,
  count,
  place,
  card,
  selected,
  focusable,
}: CellProps) {
  const url = useThumbnail(card?.blob ?? null);
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
      className={classes(styles['line'], selected && styles['selected'])}
      style={{
        transform: `translateY(${String(place.top)}px)`,
        width: place.width,
        height: place.height,
      }}
    >
      {card && (
        <>
          <span className={styles['thumbnail']}>
            {url ? (
              <img src={url} alt="" draggable={false} />
            ) : card.format === 'svg' || card.kind === 'audio' ? (
              <Thumbnail blob={card.blob} format={card.format} kind={card.kind} />
            ) : (
              <KindIcon kind={card.kind} />
            )}
          </span>
          <span className={styles['name']}>
            {card.name}
            {card.excerpt && <span className={styles['excerpt']}>{card.excerpt}</span>}
          </span>
          <span className={styles['state']}>
            {card.state !== 'ready' && (
              <Badge tone={card.state === 'generating' ? 'plain' : 'bad'}>
                {doing?.text ?? words.states[card.state]}
              </Badge>
            )}
            {card.damage && <Badge tone="bad">{words.badges.damage[card.damage]}</Badge>}
            <Decision card={card} onPicture={false} />
            <Star on={card.starred === 1} place="line" />
          </span>
          <span className={styles['figure']}>
            {card.width && card.height
              ? pixelsText(card.width, card.height)
              : words.kinds[card.kind]}
          </span>
          <span className={styles['figure']}>{card.size === null ? '' : bytesText(card.size)}</span>
          <span className={styles['figure']}>{card.rating ? '★'.repeat(card.rating) : ''}</span>
          <span className={styles['figure']}>{dayText(card.created_at, Date.now())}</span>
        </>
      )}
    </div>
  );
}, sameCell);
