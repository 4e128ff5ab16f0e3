import { Keyboard, Settings2 } from 'lucide-react';

import type { AssetRow } from '#domain/asset.ts';
import type { ReviewRow, ReviewState } from '#domain/contract/curation.ts';
import { Badge } from '../ui/Badge.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Popover } from '../ui/Popover.tsx';
import type { SharedView } from '../ui/shared-view.ts';
import { Toggle } from '../ui/Toggle.tsx';
import { ZoomButtons } from '../ui/ZoomButtons.tsx';
import { pixelsText } from '../words/format.ts';
import { reviewWords as words } from '../words/review.ts';
import styles from './Review.module.css';

const tones = { approved: 'ok', rejected: 'bad', later: 'warn', trashed: 'plain' } as const;
const parts: readonly Exclude<ReviewState, 'trashed'>[] = [
  'approved',
  'rejected',
  'later',
  'undecided',
];

/** The state of an asset, as a review sees it. */
export const stateOf = (asset: AssetRow): ReviewState =>
  asset.deleted_at !== null
    ? 'trashed'
    : asset.approved === 1
      ? 'approved'
      : (asset.review ?? 'undecided');

/** Where the review stands, what is shown, and how it goes. */
export function ReviewHead({
  review,
  at,
  asset,
  onlyUndecided,
  onOnlyUndecided,
  marksMoveOn,
  onMarksMoveOn,
  view,
  onView,
  onKeys,
}: {
  readonly review: ReviewRow;
  readonly at: number;
  readonly asset: AssetRow | null;
  readonly onlyUndecided: boolean;
  readonly onOnlyUndecided: (only: boolean) => void;
  readonly marksMoveOn: boolean;
  readonly onMarksMoveOn: (moves: boolean) => void;
  readonly view: SharedView;
  readonly onView: (view: SharedView) => void;
  readonly onKeys: () => void;
}) {
  const state = asset ? stateOf(asset) : 'undecided';
  return (
    <div className={styles['head']}>
      <span className={styles['position']}>{words.position(at, review.total)}</span>
      <span className={styles['share']} aria-hidden>
        {parts.map((part) => (
          <span key={part} className={styles[part]} style={{ flexGrow: review[part] }} />
        ))}
      </span>
      {asset && (
        <span className={styles['about']}>
          <span className={styles['name']}>{asset.name}</span>
          {asset.width && asset.height && (
            <span className={styles['quiet']}>{pixelsText(asset.width, asset.height)}</span>
          )}
          {state !== 'undecided' && <Badge tone={tones[state]}>{words.states[state]}</Badge>}
        </span>
      )}
      {asset?.kind === 'image' && (
        <span className={styles['zoom']}>
          <ZoomButtons view={view} onView={onView} />
        </span>
      )}
      <span className={styles['wideOnly']}>
        <IconButton
          label={words.keys.title}
          keys="?"
          icon={<Keyboard aria-hidden />}
          onClick={onKeys}
        />
      </span>
      <Popover
        label={words.options}
        align="end"
        trigger={<IconButton label={words.options} icon={<Settings2 aria-hidden />} />}
      >
        <div className={styles['options']}>
          <Toggle label={words.onlyUndecided} checked={onlyUndecided} onChecked={onOnlyUndecided} />
          <Toggle label={words.moveOn} checked={marksMoveOn} onChecked={onMarksMoveOn} />
          <p className={styles['quiet']}>{words.touch}</p>
        </div>
      </Popover>
    </div>
  );
}
