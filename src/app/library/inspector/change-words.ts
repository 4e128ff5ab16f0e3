/** The journal in sentences: what an entry changed, with the names of what it is about. */
import { type AssetRow, provenances } from '#domain/asset.ts';
import type { Thing } from '#domain/contract/history.ts';
import type { HistoryEntry } from '#domain/contract/queries.ts';
import { bytesText, durationText, momentText, numberText } from '../../words/format.ts';
import { changeSentences as words, fieldName } from '../../words/history.ts';
import { libraryWords } from '../../words/library.ts';

type Cells = Readonly<Record<string, unknown>>;

/** A sentence in parts: words, and things that a screen may link to. */
export type Sentence = readonly (string | Thing)[];

function cellsOf(text: string | null): Cells {
  if (text === null) return {};
  const parsed: unknown = JSON.parse(text);
  // The border: an object of columns; each value is checked below.
  return typeof parsed === 'object' && parsed !== null ? (parsed as Cells) : {};
}

const longest = 120;
const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;

const yesNo: ReadonlySet<string> = new Set(['approved', 'is_master_reference', 'starred']);
const moments: ReadonlySet<string> = new Set([
  'deleted_at',
  'archived_at',
  'exported_at',
  'missing_since',
]);
/** Columns of which only that they changed is told: JSON, hashes, long text. */
const opaque: ReadonlySet<string> = new Set([
  'metadata',
  'generation',
  'settings',
  'ignore',
  'blob',
  'sha256',
  'content',
  'sql',
  'position',
]);

/** A column's value as people say it. */
function valueWords(field: string, value: unknown, things: ReadonlyMap<string, Thing>): string {
  if (value === null || value === undefined || value === '') return words.none;
  if (yesNo.has(field)) return value ? words.yes : words.no;
  if (typeof value === 'number') {
    if (moments.has(field)) return momentText(value);
    if (field === 'size') return bytesText(value);
    if (field === 'duration_s') return durationText(value);
    return numberText(value);
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  if (field === 'provenance') {
    const known = provenances.find((one) => one === value);
    if (known) return libraryWords.provenances[known];
  }
  if (field === 'state') {
    const states: Readonly<Record<string, string>> = libraryWords.states;
    return states[value as AssetRow['state']] ?? value;
  }
  if (field.endsWith('_id')) return things.get(value)?.name ?? words.unnamed;
  return shortened(value);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Fields that are told in words of their own. */
function ownWords(field: string, before: unknown, after: unknown): string | null {
  if (field === 'deleted_at') return (after ?? null) === null ? words.restored : words.trashed;
  if (field === 'approved') return after === 1 ? words.approved : words.unapproved;
  if (field === 'starred') return after === 1 ? words.starred : words.unstarred;
  if (field === 'content') {
    return words.rewritten(textOf(before).length, textOf(after).length);
  }
  return null;
}

/** A sentence for each field that an update changed. */
const updated = (
  before: Cells,
  after: Cells,
  things: ReadonlyMap<string, Thing>,
): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const label = fieldName(field);
    if (!label || before[field] === after[field]) return [];
    const own = ownWords(field, before[field], after[field]);
    if (own !== null) return [own];
    if (opaque.has(field)) return [words.hidden(label)];
    return [
      words.field(
        label,
        valueWords(field, before[field], things),
        valueWords(field, after[field], things),
      ),
    ];
  });

/** Templates of one entry, with “#1” and “#2” for the ids in its name. */
function templates(entry: HistoryEntry, things: ReadonlyMap<string, Thing>): readonly string[] {
  const before = cellsOf(entry.old_value);
  const after = cellsOf(entry.new_value);
  const { action } = entry;
  const is = { create: action === 'create', delete: action === 'delete' };
  const last = entry.entity_id.split(':').slice(1).join(':');
  switch (entry.entity_type) {
    case 'asset_tags':
      return [is.delete ? words.untagged(last) : words.tagged(last)];
    case 'asset_relationships': {
      const link = words.links[entry.entity_id.split(':')[2] ?? ''] ?? words.links['part_of'] ?? '';
      if (action === 'update') return [words.linkMoved];
      return [is.delete ? words.linkGone(link) : link];
    }
    case 'asset_collection_members':
      if (action === 'update') {
        return ['metadata' in after ? words.memberNote : words.memberMoved];
      }
      return [is.delete ? words.memberGone : words.member];
    case 'asset_files': {
      const path = textOf(after['path'] ?? before['path']) || words.file;
      if (action === 'update') return [words.fileChanged(path)];
      return [is.delete ? words.fileForgotten(path) : words.fileSeen(path)];
    }
    case 'texts':
      if (is.create) return [words.written(textOf(after['content']).length)];
      break;
    case 'packs':
      if (is.create) return [words.packMade(textOf(after['license_type']))];
      break;
    case 'generation_records':
      return [words.record];
    case 'tags':
      if (is.delete) return [words.tagPlain(entry.entity_id)];
      if (is.create) {
        return [words.tagKnown(entry.entity_id, textOf(after['colour']) || words.none)];
      }
      return [
        words.tagColour(
          entry.entity_id,
          textOf(before['colour']) || words.none,
          textOf(after['colour']) || words.none,
        ),
      ];
    case 'tag_aliases':
      return [
        is.delete
          ? words.aliasGone(entry.entity_id)
          : words.alias(entry.entity_id, textOf(after['tag'])),
      ];
    case 'tag_parents': {
      const row = is.delete ? before : after;
      const say = is.delete ? words.parentGone : words.parent;
      return [say(textOf(row['tag']), textOf(row['parent']))];
    }
    case 'similar_verdicts':
      return [
        is.delete
          ? words.verdictGone
          : (words.verdicts[textOf(after['verdict'])] ?? words.other(entry.entity_type)),
      ];
    case 'assets':
      if (is.create) return [words.added];
      break;
    case 'asset_collections':
      // The list of a pack's members is told by the pack itself.
      if ((after['type'] ?? before['type']) === 'pack') return [];
      break;
    default:
      break;
  }
  if (is.create) return [words.made];
  if (is.delete) return [words.deleted];
  return updated(before, after, things);
}

const idForm = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu;

/**
 * What one entry of the journal changed, a sentence each; empty for what is of no interest to
 * people. With `about`, the name of that thing is left out where a sentence begins with it.
 */
export function changeSentencesOf(
  entry: HistoryEntry,
  things: ReadonlyMap<string, Thing>,
  about?: string,
): readonly Sentence[] {
  const row = cellsOf(entry.new_value ?? entry.old_value);
  const owner = row['asset_id'];
  const ids =
    entry.entity_type === 'asset_files' || entry.entity_type === 'generation_records'
      ? [textOf(owner)]
      : (entry.entity_id.match(idForm) ?? []);
  return templates(entry, things).map((template) => {
    const bare =
      about !== undefined && ids[0] === about ? template.replace(/^#1 · /u, '') : template;
    return bare
      .split(/(?<mark>#[12])/u)
      .filter((part) => part !== '')
      .map((part): string | Thing => {
        if (part !== '#1' && part !== '#2') return part;
        const id = ids[part === '#1' ? 0 : 1] ?? '';
        return (
          things.get(id) ?? (entry.entity_type.includes('asset_files') ? words.file : words.unnamed)
        );
      });
  });
}

/** A sentence as plain text. */
export const plainText = (sentence: Sentence): string =>
  sentence.map((part) => (typeof part === 'string' ? part : part.name)).join('');

/** Things by id. */
export const byId = (things: readonly Thing[]): ReadonlyMap<string, Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));
