import { Star as Sign } from 'lucide-react';

import { classes } from '../ui/classes.ts';
import styles from './Star.module.css';

/**
 * The star of a card: seen where it is set, and offered under the pointer or the focus. An option of
 * a list holds nothing that takes the focus, so by key it is S, and the label says it; the grid
 * hears the click (`isStar`).
 */
export const Star = ({
  on,
  place,
}: {
  readonly on: boolean;
  readonly place: 'picture' | 'line';
}) => (
  <span
    aria-hidden
    data-star
    className={classes(styles['star'], styles[place], on && styles['on'])}
  >
    <Sign />
  </span>
);

/** Whether a click meant the star of a card. */
export const isStar = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-star]') !== null;
