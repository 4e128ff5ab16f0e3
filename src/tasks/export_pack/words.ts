import type { RightsProblem } from '#domain/rights.ts';

/** Words that an export says: reasons, notes, and what stands on a contact sheet. */
export const exportWords = {
  problems: {
    empty: 'is empty',
    trashed: 'lies in the trash',
    missing: 'is missing its file',
    not_ready: 'is not made yet',
    non_commercial_model: 'was made with a model that forbids business use',
    unknown_model: 'was made with a model of unknown licence',
    not_for_sale: 'may not be sold by its rights',
    not_to_change: 'may not be changed by its rights',
    same_licence: 'may be passed on only under its own licence',
    unknown_provenance: 'has no stated origin',
    unapproved: 'is not approved',
  } satisfies Readonly<Record<RightsProblem, string>>,
  /** What went into an asset and is at fault. */
  by: (sources: readonly string[]): string =>
    sources.length === 0 ? '' : `, by way of ${sources.map((name) => `“${name}”`).join(', ')}`,
  packing: (done: number, files: number): string => `file ${done} of ${files}`,
  drawing: 'contact sheet',
  kinds: { audio: 'Sound', video: 'Video', image: 'Picture' } as Readonly<Record<string, string>>,
  otherKind: 'File',
  page: (page: number, pages: number): string => (pages > 1 ? `, page ${page} of ${pages}` : ''),
  count: (files: number): string => (files === 1 ? '1 file' : `${files} files`),
};
