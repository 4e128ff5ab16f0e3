/** The files of a look as rows, and what a person sets for them: reckoned here, drawn elsewhere. */
import { folderParts, folderReader, type FolderRules } from '#domain/folder-tags.ts';
import type { Preset, SidecarOutcome } from '#domain/contract/sidecars.ts';
import type { Provenance } from '#domain/asset.ts';
import type { Failure } from '#domain/failure.ts';
import { nameReader, type NameReading } from '#domain/name-tags.ts';
import type { KnownAlready, Seen, Source } from '#workers/importer/messages.ts';
import type { KindCounts, SidecarCounts } from '../words/import-review.ts';

/** A file that was chosen; its place in the list is its place among all that come in. */
export interface Row {
  readonly source: Source;
  readonly name: string;
  /** Below what was dropped, with its own name; the name alone where no folder is known. */
  readonly path: string;
  readonly seen: Seen | null;
  readonly known: KnownAlready | null;
}

export const groups = ['fresh', 'known', 'refused', 'waiting'] as const;
export type Group = (typeof groups)[number];

/** `waiting`: nobody has looked at its bytes yet. */
export function groupOf({ seen, known }: Row): Group {
  if (seen === null) return 'waiting';
  if (!seen.judged.ok) return 'refused';
  return known === null ? 'fresh' : 'known';
}

/** How many rows each group has. */
export function countsOf(rows: readonly Row[]): Readonly<Record<Group | 'all', number>> {
  const counts = { all: rows.length, fresh: 0, known: 0, refused: 0, waiting: 0 };
  for (const row of rows) counts[groupOf(row)] += 1;
  return counts;
}

/** What files are, as their bytes say. */
export function kindsOf(rows: readonly Row[]): KindCounts {
  const counts = { image: 0, video: 0, audio: 0, other: 0 };
  for (const { seen } of rows) {
    const kind = seen?.judged.ok ? seen.judged.kind : 'other';
    counts[kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'other'] += 1;
  }
  return counts;
}

/** Sidecars by what became of them: one that goes with no file, or with several, is alone. */
export function sidecarsOf(lines: readonly SidecarOutcome[]): SidecarCounts {
  const counts = { read: 0, unread: 0, alone: 0 };
  for (const { of, done } of lines) {
    counts[of.length !== 1 ? 'alone' : done === 'read' ? 'read' : 'unread'] += 1;
  }
  return counts;
}

/** Why a file cannot come in. */
export const refusalOf = ({ seen }: Row): Failure | null =>
  seen !== null && !seen.judged.ok ? seen.judged.failure : null;

export const rowOf = (source: Source): Row => {
  const { name } = source.file;
  return { source, name, path: source.path ?? name, seen: null, known: null };
};

/** What was decided about rows by hand, against what holds by itself. */
export type Ticks = ReadonlyMap<number, boolean>;

/** New files come in, files that are here already stay out, unless a person says otherwise. */
export function isTicked(row: Row, index: number, ticks: Ticks): boolean {
  const group = groupOf(row);
  if (group === 'refused') return false;
  return ticks.get(index) ?? group !== 'known';
}

/** Which folders of a path give tags. */
export const folderLevels = ['none', 'all', 'inner', 'outer'] as const;
export type FolderLevel = (typeof folderLevels)[number];

/** What a person sets for all files before they come in. */
export interface Settings {
  readonly tags: readonly string[];
  readonly theme: string;
  readonly source: string;
  readonly provenance: Provenance | '';
  readonly folders: FolderLevel;
  /** Names of folders that become no tag. */
  readonly folderless: readonly string[];
  readonly pattern: string;
  readonly sidecars: boolean;
}

export const noSettings: Settings = {
  tags: [],
  theme: '',
  source: '',
  provenance: '',
  folders: 'none',
  folderless: [],
  pattern: '',
  sidecars: true,
};

const levelsOf: Readonly<Record<FolderLevel, FolderRules>> = {
  none: { levels: [] },
  all: {},
  inner: { levels: [-1] },
  outer: { levels: [1] },
};

/** Names of folders that would become tags, with how many files lie below each; most first. */
export function foldersOf(
  rows: readonly Row[],
  level: FolderLevel,
): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { path } of level === 'none' ? [] : rows) {
    for (const part of folderParts(path, levelsOf[level])) {
      counts.set(part, (counts.get(part) ?? 0) + 1);
    }
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .toSorted((one, other) => other.count - one.count);
}

const stem = (name: string): string => name.replace(/(?<=.)\.[a-z][a-z0-9]{1,4}$/iu, '');

/** Reads names by the pattern; a failure where it is none, null where there is no pattern. */
export function patternOf(pattern: string): {
  readonly failure: Failure | null;
  readonly read: (name: string) => NameReading | null;
} | null {
  if (pattern.trim() === '') return null;
  const reader = nameReader(pattern);
  if (!reader.ok) return { failure: reader.failure, read: () => null };
  return { failure: null, read: (name) => reader.value(stem(name)) };
}

/** Makes the reckoner of what a file gets; what is said for all gives way to what its name says. */
export function presetter(settings: Settings): (row: Row) => Preset {
  const { tags, theme, source, provenance, folders, folderless } = settings;
  const without = new Set(folderless);
  const mapping = [...without].map((part) => ({ part, use: 'nothing' as const }));
  const readFolders = folderReader({ ...levelsOf[folders], mapping });
  const pattern = patternOf(settings.pattern);
  return ({ path, name }) => {
    const said = pattern?.read(name);
    const all = new Set([
      ...tags,
      ...(folders === 'none' ? [] : readFolders(path).tags),
      ...(said?.tags ?? []),
    ]);
    const ownTheme = said?.theme ?? theme.trim();
    const ownSource = said?.source ?? source.trim();
    return {
      ...(all.size > 0 ? { tags: [...all].slice(0, 200) } : {}),
      ...(ownTheme === '' ? {} : { theme: ownTheme }),
      ...(ownSource === '' ? {} : { source: ownSource }),
      ...(provenance === '' ? {} : { provenance }),
    };
  };
}

/** A file as it goes to the importer: with what was set, and with or without what lies beside it. */
export function sourceWith(row: Row, preset: Preset, settings: Settings): Source {
  const { sidecars, ...source } = row.source;
  return {
    ...source,
    ...(settings.sidecars && sidecars ? { sidecars } : {}),
    ...(Object.keys(preset).length > 0 ? { preset } : {}),
  };
}
