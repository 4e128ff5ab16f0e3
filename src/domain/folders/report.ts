/** What a scan of a folder found and did; kept as the result of its task and shown in words. */

/** What became of one file. */
export type FolderOutcome =
  /** A new asset. */
  | { readonly outcome: 'imported'; readonly path: string }
  /** Bytes that the library has already: noted as another place of them. */
  | { readonly outcome: 'linked'; readonly path: string; readonly trashed: boolean }
  /** The same bytes under another name: found again by their hash. */
  | { readonly outcome: 'moved'; readonly path: string; readonly from: string }
  /** Other bytes under the same name: a new asset beside the old one. */
  | { readonly outcome: 'changed'; readonly path: string }
  /** Gone before, there again. */
  | { readonly outcome: 'back'; readonly path: string }
  /** Only its time was new; its bytes were not. */
  | { readonly outcome: 'same'; readonly path: string }
  /** Nothing that the library takes, with the reason. */
  | { readonly outcome: 'skipped'; readonly path: string; readonly reason: string }
  /** A file that says something of the one beside it, and which fields a person's word kept. */
  | {
      readonly outcome: 'sidecar';
      readonly path: string;
      readonly of: string;
      readonly kept: readonly string[];
    }
  | { readonly outcome: 'vanished'; readonly path: string };

const listed = [
  'imported',
  'linked',
  'moved',
  'changed',
  'back',
  'sidecar',
  'skipped',
  'vanished',
] as const;
export type Listed = (typeof listed)[number];

export interface ReportLine {
  readonly path: string;
  /** Where it lay before, why it was not taken, or what it lies beside. */
  readonly note?: string;
  /** Of a sidecar: fields that a person's word kept as they are. */
  readonly kept?: readonly string[];
}

/** Counts are whole; of each list the first lines are kept. */
export interface ScanReport {
  readonly counts: Readonly<Record<Listed, number>>;
  readonly lists: Readonly<Record<Listed, readonly ReportLine[]>>;
  /** Whether it tells anything that a person would want to hear. */
  readonly news: boolean;
  /** Files that are known and unchanged. */
  readonly unchanged: number;
  /** Files that a rule leaves out. */
  readonly ignored: number;
  /** Still being written by another program: the next scan takes them. */
  readonly unsettled: number;
  /** Folders and files that could not be read today. */
  readonly unreadable: readonly string[];
}

const longestList = 200;

const perList = <Value>(value: () => Value): Record<Listed, Value> => ({
  imported: value(),
  linked: value(),
  moved: value(),
  changed: value(),
  back: value(),
  sidecar: value(),
  skipped: value(),
  vanished: value(),
});

export const emptyReport = (): ScanReport => ({
  counts: perList(() => 0),
  lists: perList(() => []),
  news: false,
  unchanged: 0,
  ignored: 0,
  unsettled: 0,
  unreadable: [],
});

/** The report with more outcomes in it. */
export function withOutcomes(report: ScanReport, outcomes: readonly FolderOutcome[]): ScanReport {
  const counts = { ...report.counts };
  const lists = perList<ReportLine[]>(() => []);
  for (const list of listed) lists[list] = [...report.lists[list]];
  for (const outcome of outcomes) {
    if (outcome.outcome === 'same') continue;
    const list = outcome.outcome;
    counts[list] += 1;
    if (lists[list].length < longestList) lists[list].push(lineOf(outcome));
  }
  return { ...report, counts, lists, news: listed.some((list) => counts[list] > 0) };
}

function lineOf(outcome: FolderOutcome): ReportLine {
  const { path } = outcome;
  if (outcome.outcome === 'moved') return { path, note: outcome.from };
  if (outcome.outcome === 'sidecar') {
    const { of, kept } = outcome;
    return { path, note: of, ...(kept.length > 0 ? { kept } : {}) };
  }
  if (outcome.outcome === 'skipped') return { path, note: outcome.reason };
  return { path };
}

/** Reads a report that lies in a task row; what is not one is an empty one. */
export function readReport(json: string | null): ScanReport {
  const value: unknown = json === null ? null : JSON.parse(json);
  if (typeof value !== 'object' || value === null || !('counts' in value && 'lists' in value)) {
    return emptyReport();
  }
  const empty = emptyReport();
  // The border: this program wrote it itself, perhaps when there were fewer lists.
  const report = value as Partial<ScanReport>;
  return {
    ...empty,
    ...report,
    counts: { ...empty.counts, ...report.counts },
    lists: { ...empty.lists, ...report.lists },
  };
}
