import { ArrowLeft, ArrowRight, Check, Clock3, Undo2, X } from 'lucide-react';

import type { AssetRow } from '#domain/asset.ts';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { keysText } from '../shell/shortcuts.ts';
import { type Decision, reviewWords as words } from '../words/review.ts';
import { stateOf } from './ReviewHead.tsx';
import styles from './Review.module.css';

const decisions = [
  { decision: 'rejected', label: words.reject, keys: 'x', Icon: X },
  { decision: 'later', label: words.later, keys: 'l', Icon: Clock3 },
  { decision: 'approved', label: words.approve, keys: 'a', Icon: Check },
] as const;

/** The three decisions, and the way back and on. Each button has its key on it. */
export function DecisionBar({
  asset,
  isFirst,
  onDecide,
  onUndo,
  onBack,
  onNext,
}: {
  readonly asset: AssetRow | null;
  readonly isFirst: boolean;
  readonly onDecide: (decision: Decision) => void;
  readonly onUndo: () => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}) {
  const state = asset ? stateOf(asset) : null;
  return (
    <div className={styles['decisions']}>
      <span className={styles['aside']}>
        <Button
          look="quiet"
          className={styles['large']}
          icon={<Undo2 aria-hidden />}
          aria-label={words.undo}
          aria-keyshortcuts="z"
          onClick={onUndo}
        >
          <span className={styles['wideOnly']}>
            {words.undo} <Kbd>{keysText('z')}</Kbd>
          </span>
        </Button>
        <Button
          look="quiet"
          className={styles['large']}
          aria-label={words.back}
          aria-keyshortcuts="ArrowLeft"
          aria-disabled={isFirst || undefined}
          icon={<ArrowLeft aria-hidden />}
          onClick={onBack}
        />
      </span>
      <span className={styles['main']}>
        {decisions.map(({ decision, label, keys, Icon }) => (
          <Button
            key={decision}
            className={classes(styles['decision'], styles[`to-${decision}`])}
            icon={<Icon aria-hidden />}
            aria-keyshortcuts={keys}
            aria-pressed={state === decision}
            onClick={() => onDecide(state === decision ? 'undecided' : decision)}
          >
            {label}
            <Kbd>{keysText(keys)}</Kbd>
          </Button>
        ))}
      </span>
      <span className={styles['aside']}>
        <Button
          look="quiet"
          className={styles['large']}
          aria-label={words.next}
          aria-keyshortcuts="ArrowRight"
          icon={<ArrowRight aria-hidden />}
          onClick={onNext}
        />
      </span>
    </div>
  );
}
