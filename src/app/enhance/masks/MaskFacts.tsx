import { isEmpty } from '#media/mask/mask.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { maskWords as words } from '../../words/masks.ts';
import type { Desk, DeskState } from './desk.ts';
import styles from './Masks.module.css';
import { Section } from './parts.tsx';

/** How much is marked, what goes on, and whether the drawing is kept: in words, told as it changes. */
export function MaskFactsLine({ desk, state }: { readonly desk: Desk; readonly state: DeskState }) {
  const { facts, busy, draft } = state;
  const [mask] = state.history.present.masks;
  const text =
    busy ??
    (mask === undefined || isEmpty(mask)
      ? words.empty
      : facts
        ? words.facts(facts.share, facts.parts)
        : words.counting);
  return (
    <>
      <output className={styles['facts']}>
        {text}
        {busy && (
          <Button size="small" look="quiet" onClick={desk.stop}>
            {words.stop}
          </Button>
        )}
      </output>
      {state.isRestored && <p className={styles['notice']}>{words.restored}</p>}
      {draft !== 'none' && (
        <p className={classes(styles['draft'], draft === 'failed' && styles['draftFailed'])}>
          {words.drafts[draft]}
        </p>
      )}
    </>
  );
}

/** What was done, the newest last; the one that stands is marked. */
export const ActsList = ({ state: { history } }: { readonly state: DeskState }) => (
  <Section title={words.history}>
    <ol className={styles['list']}>
      {[...history.past, history.present, ...history.future].map(({ note }, index) => (
        <li
          // Acts have no name of their own, and never change their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          className={classes(styles['item'], styles['act'])}
          aria-current={index === history.past.length ? 'step' : undefined}
        >
          {note}
        </li>
      ))}
    </ol>
  </Section>
);
