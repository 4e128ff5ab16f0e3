import { ArrowDown, ArrowUp } from 'lucide-react';

import type { AssetSort } from '#domain/contract/queries.ts';
import { useSession } from '../session.ts';
import { classes } from '../ui/classes.ts';
import { libraryWords as words } from '../words/library.ts';
import styles from './AssetLine.module.css';

function Head({
  label,
  sorts,
  figures = true,
}: {
  readonly label: string;
  /** The orders that a press goes through. */
  readonly sorts: readonly AssetSort[];
  readonly figures?: boolean;
}) {
  const sort = useSession((state) => state.sort);
  const setSort = useSession((state) => state.setSort);
  const at = sorts.indexOf(sort);
  const Arrow = sort === 'name' || sort === 'oldest' ? ArrowUp : ArrowDown;
  const next = sorts[(at + 1) % sorts.length] ?? sort;
  return (
    <span className={figures ? styles['figure'] : undefined}>
      <button
        type="button"
        className={classes(styles['sort'], at >= 0 && styles['sorted'])}
        aria-pressed={at >= 0}
        onClick={() => setSort(next)}
      >
        {label}
        {at >= 0 && <Arrow aria-hidden />}
      </button>
    </span>
  );
}

/** The columns of the list, with the orders that it can have. */
export const ListHead = () => (
  <div className={styles['head']}>
    <span />
    <Head label={words.columns.name} sorts={['name']} figures={false} />
    <span />
    <span className={styles['figure']}>{words.columns.pixels}</span>
    <Head label={words.columns.bytes} sorts={['size']} />
    <Head label={words.columns.rating} sorts={['rating']} />
    <Head label={words.columns.added} sorts={['newest', 'oldest']} />
  </div>
);
