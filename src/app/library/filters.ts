import type { AssetFilter } from '#domain/contract/queries.ts';
import { libraryWords as words } from '../words/library.ts';

/** One condition that is set, as a chip that can be taken away. */
export interface SetFilter {
  readonly key: keyof AssetFilter;
  readonly name: string;
  readonly value: string;
}

/** A filter without one of its conditions. */
export function without(filter: AssetFilter, key: keyof AssetFilter): AssetFilter {
  const { [key]: _gone, ...rest } = filter;
  return rest;
}

/** A filter with one condition changed; undefined takes it away. */
export function withCondition<Key extends keyof AssetFilter>(
  filter: AssetFilter,
  key: Key,
  value: AssetFilter[Key] | undefined,
): AssetFilter {
  return value === undefined ? without(filter, key) : { ...filter, [key]: value };
}

export type Quick = 'all' | 'approved' | 'unreviewed' | 'ai' | 'enhanced';

/** The quick filters; each sets only what it is about, and keeps the rest. */
export function withQuick(filter: AssetFilter, quick: Quick): AssetFilter {
  const rest = without(without(filter, 'approved'), 'provenances');
  switch (quick) {
    case 'all':
      return rest;
    case 'approved':
      return { ...rest, approved: true };
    case 'unreviewed':
      return { ...rest, approved: false };
    case 'ai':
      return { ...rest, provenances: ['ai_generated'] };
    case 'enhanced':
      return { ...rest, provenances: ['enhanced'] };
  }
}

/** Which quick filter a filter is, or null when it is none of them. */
export function quickOf(filter: AssetFilter): Quick | null {
  const { approved, provenances } = filter;
  if (approved === undefined && provenances === undefined) return 'all';
  if (provenances === undefined) return approved ? 'approved' : 'unreviewed';
  if (approved !== undefined || provenances.length !== 1) return null;
  if (provenances[0] === 'ai_generated') return 'ai';
  return provenances[0] === 'enhanced' ? 'enhanced' : null;
}

/** The conditions that are set and have no quick filter pressed for them, in words. */
export function setFilters(filter: AssetFilter): readonly SetFilter[] {
  const set: SetFilter[] = [];
  const quick = quickOf(filter);
  const listed = (
    key: keyof AssetFilter,
    name: string,
    values: readonly string[] | undefined,
  ): void => {
    if (values && values.length > 0) set.push({ key, name, value: values.join(', ') });
  };
  listed(
    'kinds',
    words.kind,
    filter.kinds?.map((kind) => words.kinds[kind]),
  );
  if (quick === null) {
    listed(
      'provenances',
      words.provenance,
      filter.provenances?.map((one) => words.provenances[one]),
    );
    if (filter.approved !== undefined) {
      listed('approved', words.approval, [filter.approved ? words.approved : words.notApproved]);
    }
  }
  listed(
    'states',
    words.state,
    filter.states?.map((state) => words.states[state]),
  );
  if (filter.theme !== undefined) listed('theme', words.theme, [filter.theme]);
  if (filter.tag !== undefined) listed('tag', words.tag, [filter.tag]);
  if (filter.minimum_rating !== undefined) {
    listed('minimum_rating', words.rating, [words.atLeast(filter.minimum_rating)]);
  }
  if (filter.batch !== undefined) listed('batch', words.batch, [words.batch]);
  if (filter.pack !== undefined) listed('pack', words.pack, [words.pack]);
  return set;
}

/** Whether anything but the trash is asked for. */
export const isFiltered = (filter: AssetFilter): boolean =>
  Object.keys(filter).some((key) => key !== 'trashed');
