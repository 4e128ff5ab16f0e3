import { provenances } from '#domain/asset.ts';
import type { BulkField } from '#domain/contract/bulk.ts';
import { bulkWords as words } from '../words/bulk.ts';
import { inspectorWords } from '../words/inspector.ts';
import { libraryWords } from '../words/library.ts';

/** The value of a field as a person reads it. */
export function valueText(
  field: BulkField | 'name' | 'tags',
  value: string | number | null,
  projects: ReadonlyMap<string, string>,
): string {
  if (field === 'approved' || field === 'is_master_reference' || field === 'starred') {
    return value ? words.yes : words.no;
  }
  if (field === 'project_id') {
    return value === null ? words.wholeLibrary : (projects.get(String(value)) ?? String(value));
  }
  if (value === null) return words.none;
  if (field === 'rating') return inspectorWords.stars(Number(value));
  if (field === 'review')
    return value === 'later' ? words.reviewMarks.later : words.reviewMarks.rejected;
  const provenance = provenances.find((one) => field === 'provenance' && one === value);
  return provenance ? libraryWords.provenances[provenance] : String(value);
}
