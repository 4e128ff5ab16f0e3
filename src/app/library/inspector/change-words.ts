import { type AssetRow, provenances } from '#domain/asset.ts';
import type { HistoryEntry } from '#domain/contract/queries.ts';
import { bytesText, durationText, momentText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { libraryWords } from '../../words/library.ts';

const fields: Readonly<Record<string, string>> = words.fields;

function objectOf(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null) return {};
  const parsed: unknown = JSON.parse(text);
  // The border: an object of columns; each value is checked below.
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
}

/** A column's value as people say it. */
function valueWords(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return words.empty;
  if (field === 'approved' || field === 'is_master_reference') return value ? words.yes : words.no;
  if (typeof value === 'number') {
    if (field === 'deleted_at') return momentText(value);
    if (field === 'size') return bytesText(value);
    if (field === 'duration_s') return durationText(value);
  }
  if (field === 'provenance') {
    const known = provenances.find((one) => one === value);
    if (known) return libraryWords.provenances[known];
  }
  if (field === 'state' && typeof value === 'string') {
    const states: Readonly<Record<string, string>> = libraryWords.states;
    return states[value as AssetRow['state']] ?? value;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What one entry of the journal changed, a sentence each; empty for what is of no interest to people. */
export function changeWords(entry: HistoryEntry): readonly string[] {
  const isAsset = /asset/.test(entry.entity_type) && !/tag/.test(entry.entity_type);
  if (entry.action === 'create' && isAsset) return [words.created];
  if (entry.action === 'delete' && isAsset) return [words.deleted];
  const before = objectOf(entry.old_value);
  const after = objectOf(entry.new_value);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const label = fields[field];
    if (!label || before[field] === after[field]) return [];
    return [
      words.changed(label, valueWords(field, before[field]), valueWords(field, after[field])),
    ];
  });
}
