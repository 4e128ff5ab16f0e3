import type { MaskRow } from '#domain/contract/masks.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { Button } from '../../ui/Button.tsx';
import { Thumbnail } from '../../ui/Thumbnail.tsx';
import { maskWords as words } from '../../words/masks.ts';
import type { Desk } from './desk.ts';
import styles from './Masks.module.css';
import { Section } from './parts.tsx';
import { useKept } from './use-kept.ts';

/** Masks that were kept, to be used again: of this picture first, then any other. */
export function KeptMasks({ desk }: { readonly desk: Desk }) {
  const kept = useLiveQuery('masksFor', { picture: desk.picture.id, limit: 200 }).value ?? [];
  const own = kept.filter((row) => row.is_own === 1);
  const others = kept.filter((row) => row.is_own === 0);
  if (kept.length === 0) {
    return (
      <Section title={words.masksHere}>
        <p className={styles['help']}>{words.noMasks}</p>
      </Section>
    );
  }
  return (
    <>
      {own.length > 0 && <List title={words.masksHere} rows={own} desk={desk} open />}
      {others.length > 0 && <List title={words.masksElsewhere} rows={others} desk={desk} />}
    </>
  );
}

function List({
  title,
  rows,
  desk,
  open = false,
}: {
  readonly title: string;
  readonly rows: readonly MaskRow[];
  readonly desk: Desk;
  readonly open?: boolean;
}) {
  const use = useKept();
  const { width, height } = desk.picture;
  return (
    <Section title={title} open={open}>
      <ul className={styles['list']}>
        {rows.map((row) => (
          <li key={row.id} className={styles['item']}>
            <span className={styles['thumb']}>
              <Thumbnail blob={row.blob} />
            </span>
            <span className={styles['named']}>
              <span className={styles['name']}>{row.name}</span>
              {(row.width !== width || row.height !== height) && (
                <span className={styles['help']}>{words.resampled(row.width, row.height)}</span>
              )}
            </span>
            <Button
              size="small"
              aria-label={words.useMask(row.name)}
              onClick={() => void use(desk, row, 'replace')}
            >
              {words.use}
            </Button>
            <Button
              size="small"
              look="quiet"
              aria-label={words.addMask(row.name)}
              onClick={() => void use(desk, row, 'add')}
            >
              {words.add}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
