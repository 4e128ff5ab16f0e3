import type { Queries } from '#domain/contract/queries.ts';
import { bulkWords as words } from '../words/bulk.ts';
import styles from './Bulk.module.css';
import { PreviewTable } from './PreviewTable.tsx';

/** What an edit would do, in numbers and by example. */
export function BulkPreview({
  preview,
  isIdle,
  projects,
}: {
  readonly preview: Queries['bulkPreview']['value'] | undefined;
  readonly isIdle: boolean;
  readonly projects: ReadonlyMap<string, string>;
}) {
  if (isIdle) return <p className={styles['quiet']}>{words.nothing}</p>;
  if (!preview) return <p className={styles['quiet']}>{words.working}</p>;
  if (preview.problem !== null) return <p className={styles['warn']}>{preview.problem}</p>;
  if (preview.changed === 0) return <p className={styles['quiet']}>{words.nothingDiffers}</p>;
  return (
    <>
      <output className={styles['summary']}>
        <strong>{words.changes(preview.changed, preview.assets)}</strong>
        {preview.by_field.map(({ field, changed }) => (
          <span key={field} className={styles['quiet']}>
            {words.byField(words.fields[field], changed)}
          </span>
        ))}
      </output>
      {preview.same_names > 0 && (
        <p className={styles['warn']}>{words.sameNames(preview.same_names)}</p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls: the keys must reach it */}
      <section className={styles['preview']} aria-label={words.preview} tabIndex={0}>
        <PreviewTable sample={preview.sample} changed={preview.changed} projects={projects} />
      </section>
    </>
  );
}
