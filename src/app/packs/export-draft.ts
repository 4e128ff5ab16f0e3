import { create } from 'zustand';

import type { PackId } from '#domain/id.ts';
import type { RightsIssue } from '#domain/rights.ts';

/** What was chosen for the export of a pack. */
interface ExportDraft {
  /** The warnings that were accepted; others than these ask again. */
  readonly accepted: string | null;
  readonly includePrompts: boolean;
}

const untouched: ExportDraft = { accepted: null, includePrompts: false };

/** By pack, while the window is open: another width of it draws the section anew. */
const useDrafts = create<Readonly<Record<PackId, ExportDraft>>>(() => ({}));

/** Tells one set of warnings from another. */
export const warningsKey = (warnings: readonly RightsIssue[]): string =>
  warnings
    .map(({ problem, asset }) => `${problem} ${asset}`)
    .toSorted()
    .join('\n');

export function useExportDraft(pack: PackId) {
  const draft = useDrafts((drafts) => drafts[pack]) ?? untouched;
  const change = (fields: Partial<ExportDraft>): void =>
    useDrafts.setState({ [pack]: { ...draft, ...fields } });
  return { draft, change };
}
