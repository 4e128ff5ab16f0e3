import { countText, numberText } from './format.ts';

const files = (count: number): string => countText(count, 'file', 'files');

/** What comes in, by its kind. */
export interface KindCounts {
  readonly image: number;
  readonly video: number;
  readonly audio: number;
  readonly other: number;
}

/** Sidecars by what a look made of them. */
export interface SidecarCounts {
  readonly read: number;
  /** Of programs that are not known here, and damaged ones. */
  readonly unread: number;
  /** No file that comes in has their name, or several have. */
  readonly alone: number;
}

/** Words of the look at files before they come in. */
export const importReviewWords = {
  title: (count: number): string => `Look at ${files(count)} before importing`,
  text: 'Nothing is copied yet. The files themselves stay where and as they are.',
  act: (count: number): string => (count === 0 ? 'Import' : `Import ${numberText(count)}`),
  nothing: 'Nothing is ticked',
  looking: (done: number, total: number): string =>
    `Looking at ${numberText(done)} of ${numberText(total)}`,
  comparing: 'Looking for what is here already',
  summary: (fresh: number, known: number, refused: number): string =>
    [
      `${numberText(fresh)} new`,
      ...(known > 0 ? [countText(known, 'duplicate', 'duplicates')] : []),
      ...(refused > 0 ? [`${numberText(refused)} not taken, with reasons`] : []),
    ].join(', '),
  kinds: ({ image, video, audio, other }: KindCounts): string =>
    [
      ...(image > 0 ? [countText(image, 'picture', 'pictures')] : []),
      ...(video > 0 ? [countText(video, 'video', 'videos')] : []),
      ...(audio > 0 ? [countText(audio, 'sound', 'sounds')] : []),
      ...(other > 0 ? [countText(other, 'other file', 'other files')] : []),
    ].join(', ') || 'Nothing is ticked',
  beside: ({ read, unread, alone }: SidecarCounts): string =>
    [
      ...(read > 0 ? [`${countText(read, 'sidecar', 'sidecars')} read beside them`] : []),
      ...(unread > 0 ? [`${countText(unread, 'sidecar', 'sidecars')} left alone`] : []),
      ...(alone > 0 ? [`${countText(alone, 'sidecar', 'sidecars')} that nothing goes with`] : []),
    ].join(' · '),
  filter: 'Which files are listed',
  groups: {
    all: 'All',
    fresh: 'New',
    known: 'Duplicates',
    refused: 'Not taken',
    sidecars: 'Sidecars',
  },
  list: 'Files; Space ticks one',
  tickAll: 'Tick these',
  tickNone: 'Untick these',
  empty: 'No such file in this choice.',
  waiting: 'not looked at yet',
  knownAs: (name: string, trashed: boolean): string =>
    trashed ? `already here as “${name}”, in the trash` : `already here as “${name}”`,
  twinOf: (name: string): string => `the same as “${name}” in this choice`,
  misnamed: (extension: string): string => `the name says ${extension}`,
  withSidecars: (names: readonly string[]): string =>
    `with ${names.map((name) => `“${name}”`).join(', ')}`,
  gets: (tags: readonly string[]): string => `gets ${tags.join(', ')}`,
  form: 'What they get as they come in',
  tags: 'Tags for all',
  theme: 'Theme',
  source: 'Source',
  sourceHelp: 'Where they come from: “Midjourney”, “Mina’s camera”.',
  provenance: 'Made by',
  provenanceOpen: 'Leave open',
  folders: 'Tags from folders',
  folderLevels: {
    none: 'None',
    all: 'Every folder of the path',
    inner: 'The folder that a file lies in',
    outer: 'The uppermost folder',
  },
  folderNames: 'Folders that become tags',
  noFolders: 'These files came without a folder.',
  noFoldersYet: 'Tick files to choose from their folders.',
  pattern: 'Tags from file names',
  patternHelp: '{tag} {tags} {theme} {source}, and {*} for what says nothing: {theme}_{tag}_{*}',
  fits: (fitting: number, total: number): string =>
    `Fits ${numberText(fitting)} of ${files(total)}.`,
  example: (name: string, said: string): string => `“${name}” says ${said}`,
  sidecars: (count: number): string =>
    `Read ${countText(count, 'sidecar', 'sidecars')}: tags, rating, title, rights`,
  onDuplicate: 'Files already here that are ticked',
  project: 'Project',
  collection: 'Collection',
  noCollection: 'None',
  first: 'Look before importing',
  undo: 'What is set here is one step that undo takes back; the files stay.',
} as const;
