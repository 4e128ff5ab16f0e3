import { reasonText } from './reason-text.ts';
import { bytesText } from '../words/format.ts';
import { importReviewWords as words } from '../words/import-review.ts';
import { libraryWords } from '../words/library.ts';
import styles from './ImportReview.module.css';
import { refusalOf, type Row } from './review-rows.ts';

/** What is known of a file that was looked at, in one line. */
export function RowNote({
  row,
  twin,
  gets,
}: {
  readonly row: Row;
  readonly twin: string;
  readonly gets: readonly string[];
}) {
  const { seen, known } = row;
  if (seen === null) return words.waiting;
  const refusal = refusalOf(row);
  if (refusal !== null || !seen.judged.ok) {
    return <span className={styles['bad']}>{refusal && reasonText(refusal)}</span>;
  }
  const { kind, format, misnamed_as } = seen.judged;
  const said = [
    `${libraryWords.kinds[kind]} · ${format.toUpperCase()} · ${bytesText(seen.size)}`,
    ...(misnamed_as === undefined ? [] : [words.misnamed(misnamed_as)]),
    ...(known?.where === 'library' ? [words.knownAs(known.name, known.trashed)] : []),
    ...(known?.where === 'choice' ? [words.twinOf(twin)] : []),
    ...(seen.sidecars.length > 0
      ? [words.withSidecars(seen.sidecars.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)))]
      : []),
    ...(gets.length > 0 ? [words.gets(gets)] : []),
  ];
  return said.join(' · ');
}
