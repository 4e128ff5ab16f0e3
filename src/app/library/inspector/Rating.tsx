import { Star } from 'lucide-react';

import { classes } from '../../ui/classes.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import styles from './Rating.module.css';

/** One to five stars; the star that is set takes the rating away again. */
export function Rating({
  value,
  onValue,
}: {
  /** null: none; undefined: mixed. */
  readonly value: number | null | undefined;
  readonly onValue: (value: number | null) => void;
}) {
  return (
    <fieldset className={styles['rating']} aria-label={words.rating}>
      {[1, 2, 3, 4, 5].map((stars) => (
        <button
          key={stars}
          type="button"
          className={classes(styles['star'], (value ?? 0) >= stars && styles['on'])}
          aria-label={words.stars(stars)}
          aria-pressed={value === stars}
          onClick={() => onValue(value === stars ? null : stars)}
        >
          <Star aria-hidden />
        </button>
      ))}
      {value === undefined && <span className={styles['mixed']}>{words.mixed}</span>}
    </fieldset>
  );
}
