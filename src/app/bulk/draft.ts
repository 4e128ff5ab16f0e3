import { provenances, type Provenance, type ReviewMark } from '#domain/asset.ts';
import type { BulkEdit, BulkField } from '#domain/contract/bulk.ts';
import type { ProjectId } from '#domain/id.ts';
import type { NameChange } from '#domain/name-pattern.ts';
import type { Mode } from './FieldRow.tsx';

/** What a person has chosen in the dialog; every value is text until it is written. */
export interface Draft {
  readonly modes: Readonly<Record<BulkField, Mode>>;
  readonly values: Readonly<Record<BulkField, string>>;
  readonly addTags: readonly string[];
  readonly removeTags: readonly string[];
  readonly names: NameChange;
}

export const emptyDraft: Draft = {
  modes: {
    theme: 'keep',
    source: 'keep',
    provenance: 'keep',
    approved: 'keep',
    review: 'keep',
    rating: 'keep',
    alt_text: 'keep',
    project_id: 'keep',
    is_master_reference: 'keep',
    starred: 'keep',
  },
  values: {
    theme: '',
    source: '',
    provenance: 'ai_generated',
    approved: 'yes',
    review: 'later',
    rating: '5',
    alt_text: '',
    project_id: '',
    is_master_reference: 'yes',
    starred: 'yes',
  },
  addTags: [],
  removeTags: [],
  names: {},
};

/** The edit that a draft means; null while it changes nothing. */
export function editOf({ modes, values, addTags, removeTags, names }: Draft): BulkEdit | null {
  // A text field that is set to nothing says nothing yet: clearing is a choice of its own.
  const text = (field: 'theme' | 'source' | 'alt_text'): string | null | undefined =>
    modes[field] === 'clear'
      ? null
      : modes[field] === 'set' && values[field].trim() !== ''
        ? values[field]
        : undefined;
  const flag = (field: 'approved' | 'is_master_reference' | 'starred'): boolean | undefined =>
    modes[field] === 'set' ? values[field] === 'yes' : undefined;
  const provenance: Provenance | undefined =
    modes.provenance === 'set' ? provenances.find((one) => one === values.provenance) : undefined;
  const review: ReviewMark | null | undefined =
    modes.review === 'clear'
      ? null
      : modes.review === 'set'
        ? values.review === 'later'
          ? 'later'
          : 'rejected'
        : undefined;
  const project =
    modes.project_id === 'clear'
      ? null
      : modes.project_id === 'set' && values.project_id !== ''
        ? // The border: the value of a choice that was made of project ids.
          (values.project_id as ProjectId)
        : undefined;
  const set = Object.fromEntries(
    Object.entries({
      theme: text('theme'),
      source: text('source'),
      alt_text: text('alt_text'),
      provenance,
      approved: flag('approved'),
      review,
      rating:
        modes.rating === 'clear'
          ? null
          : modes.rating === 'set'
            ? Number(values.rating)
            : undefined,
      project_id: project,
      is_master_reference: flag('is_master_reference'),
      starred: flag('starred'),
    }).filter(([, value]) => value !== undefined),
  );
  const renames = (names.pattern ?? '') !== '' || (names.find ?? '') !== '';
  const edit: BulkEdit = {
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(addTags.length > 0 ? { add_tags: addTags } : {}),
    ...(removeTags.length > 0 ? { remove_tags: removeTags } : {}),
    ...(renames ? { names } : {}),
  };
  return Object.keys(edit).length === 0 ? null : edit;
}
