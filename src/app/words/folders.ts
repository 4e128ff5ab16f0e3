import type { FolderMode } from '#domain/contract/folders.ts';
import type { Listed } from '#domain/folders/report.ts';
import { bytesText, countText, numberText } from './format.ts';

const files = (count: number): string => countText(count, 'file', 'files');

/** Fields that a sidecar may speak of, as people call them. */
const saidFieldWords: Readonly<Record<string, string>> = {
  name: 'name',
  description: 'description',
  alt_text: 'alt text',
  rating: 'rating',
  decision: 'decision',
  theme: 'theme',
  source: 'source',
  provenance: 'provenance',
  source_type: 'kind of source',
  label: 'label',
  creators: 'creators',
  rights: 'rights',
  taken_at: 'date',
  generation: 'how it was made',
};

/** Words of linked folders. */
export const folderWords = {
  title: 'Folders',
  link: 'Link a folder',
  linkExport: 'Add an export folder',
  emptyTitle: 'Work from a folder of your disk',
  emptyText:
    'Link a folder and its pictures, sounds and films come into the library, now and whenever new ones arrive. Files are copied or used where they are, as you choose; Inkreel never changes or deletes anything in a linked folder.',
  watched: 'Watched folders',
  exports: 'Export folders',
  exportsText:
    'What you export goes into such a folder, under names of your making. Nothing is overwritten.',
  cannotTitle: 'This browser cannot keep a folder linked',
  cannotText:
    'Chrome, Edge and other Chromium browsers on a computer can. Here you can choose a folder as often as you like: what the library knows is recognised by its bytes, and only new files are copied. Exports come as downloads.',
  pickAgain: 'Choose a folder’s files',
  modes: { copy: 'Copied into the library', in_place: 'Used where they are' } satisfies Record<
    FolderMode,
    string
  >,
  facts: (count: number, bytes: number): string => `${files(count)} · ${bytesText(bytes)}`,
  missing: (count: number): string => `${files(count)} not there any more`,
  skipped: (count: number): string => `${files(count)} not taken`,
  removed: (count: number): string => `${files(count)} deleted from the library, not taken again`,
  lookAgain: 'Look at them again',
  outside: (count: number, bytes: number): string =>
    `${files(count)} (${bytesText(bytes)}) only lie in this folder: they are not in the library’s store and not in its backups.`,
  never: 'Not looked through yet',
  lastScan: (when: string): string => `Looked through ${when}`,
  paused: 'Paused: looked through only when you ask',
  scanning: 'Looking through the folder',
  waiting: 'Waits for its turn',
  needsAccess: 'The browser asks again before this folder may be used.',
  lost: 'This device has no key to the folder. Choose it again.',
  allow: 'Allow again',
  choose: 'Choose it again',
  denied: 'The browser did not allow it. Nothing was changed; you can try again.',
  scan: 'Scan now',
  pause: 'Pause',
  resume: 'Go on watching',
  edit: 'Change',
  copyIn: 'Copy into the library',
  copyInText: (count: number, bytes: number): string =>
    `${files(count)} (${bytesText(bytes)}) are copied into the library, which then needs as much room on this device. The folder stays as it is. New files are copied too from then on.`,
  forget: 'Unlink',
  forgetTitle: (name: string): string => `Unlink “${name}”?`,
  forgetText: (count: number): string =>
    `The folder and its files stay as they are, and the ${countText(count, 'file', 'files')} of it in the library stay there with their tags and history. New files are no longer noticed.`,
  forgetOutside: (count: number, bytes: number): string =>
    `${files(count)} (${bytesText(bytes)}) were used where they are: they show as missing from then on, until the folder is linked again. To keep them, copy them into the library first.`,
  forgotten: (name: string): string => `“${name}” is unlinked`,
  project: (name: string): string => `into ${name}`,
  more: 'What the last scan found',
  // The dialog that links a folder.
  linkTitle: (name: string): string => `Link “${name}”`,
  editTitle: (name: string): string => `Change “${name}”`,
  looking: (count: number): string => `Looking: ${files(count)} so far. Nothing is taken yet.`,
  looked: (media: number, bytes: number): string =>
    `${countText(media, 'file', 'files')} to take, ${bytesText(bytes)}.`,
  /** `endings`: of which, the most first; an empty one: the name has none. */
  other: (count: number, endings: readonly (readonly [string, number])[]): string => {
    const named = endings
      .slice(0, 6)
      .map(
        ([ending, of]) => `${numberText(of)} ${ending === '' ? 'without an ending' : `.${ending}`}`,
      );
    const rest = endings.length > 6 ? ', …' : '';
    return `${files(count)} of other kinds ${count === 1 ? 'is' : 'are'} not taken: ${named.join(', ')}${rest}.`;
  },
  excluded: (count: number): string => `${files(count)} left out by the rules:`,
  excludedBy: (rule: string, count: number): string => `${rule} leaves out ${files(count)}`,
  cut: 'There are more files than were counted here; all of them are taken.',
  unreadable: (count: number): string =>
    `${countText(count, 'file or folder', 'files or folders')} cannot be read.`,
  ignore: 'Leave out',
  ignoreHelp:
    'One rule a line, as in a .gitignore: *.tmp by name, drafts/ a folder, !keep.png takes back. What is in the library already stays there.',
  mode: 'The files',
  modeHelp: {
    copy: (bytes: number): string =>
      `Needs ${bytesText(bytes)} more on this device. The library stays whole when the folder goes.`,
    in_place: (bytes: number): string =>
      `Needs no room beside small previews, instead of ${bytesText(bytes)}. A file that is moved away or deleted is missing in the library until it is back.`,
  } satisfies Record<FolderMode, (bytes: number) => string>,
  modeChoices: {
    copy: 'Copy into the library',
    in_place: 'Use them where they are',
  } satisfies Record<FolderMode, string>,
  intoProject: 'Project',
  linkAct: 'Link and take in',
  saveAct: 'Save',
  nothingToTake: 'Nothing here is a picture, sound or film. It can be linked all the same.',
  refusals: {
    linked: (name: string): string => `This folder is linked already, as “${name}”.`,
    inside: (name: string): string =>
      `It lies inside “${name}”, which is linked. Files are never written where they are taken from: choose a folder outside of it.`,
    around: (name: string): string =>
      `“${name}”, which is linked, lies inside it. Files are never written where they are taken from: choose a folder beside it.`,
  },
  reports: {
    imported: (count: number): string => `${files(count)} taken in`,
    linked: (count: number): string => `${files(count)} known already`,
    moved: (count: number): string => `${files(count)} relinked: moved or renamed`,
    changed: (count: number): string => `${files(count)} changed: kept as new versions`,
    back: (count: number): string => `${files(count)} there again`,
    sidecar: (count: number): string =>
      `${countText(count, 'sidecar', 'sidecars')} read beside ${count === 1 ? 'its file' : 'their files'}`,
    skipped: (count: number): string => `${files(count)} not taken`,
    vanished: (count: number): string => `${files(count)} gone from the folder`,
  } satisfies Record<Listed, (count: number) => string>,
  unsettled: (count: number): string =>
    `${files(count)} ${count === 1 ? 'is' : 'are'} still being written; taken the next time.`,
  was: (path: string): string => `was ${path}`,
  beside: (path: string, kept: readonly string[]): string =>
    kept.length === 0
      ? `beside ${path}`
      : `beside ${path}; yours stays: ${kept.map((field) => saidFieldWords[field] ?? field).join(', ')}`,
  andMore: (count: number): string => `and ${numberText(count)} more`,
  banner: (names: string): string => `${names}: access is needed again`,
  bannerText: 'The browser asks once after a restart. New files are not noticed until then.',
  // The export of a selection.
  exportTitle: (count: number): string => `Export ${countText(count, 'file', 'files')}`,
  exportTo: 'Folder',
  newFolder: 'Choose another folder…',
  chooseFolder: 'Choose a folder',
  template: 'Names',
  templateHelp:
    '{name} {theme} {n:4} {id8} {date} {project} {w}x{h} {kind} — a / makes sub-folders. The ending is added.',
  example: (path: string): string => `For example: ${path}`,
  sidecar: 'What the library knows, beside each file',
  sidecars: {
    none: 'Nothing',
    xmp: 'XMP',
    json: 'JSON',
    both: 'XMP and JSON',
  },
  sidecarHelp: {
    none: 'Only the files.',
    xmp: 'name.png.xmp, for digiKam, darktable, Lightroom and others: title, tags, rating, rights, source, how it was made.',
    json: 'name.png.json, for scripts and for another library of yours, which reads all of it back.',
    both: 'XMP for other programs, JSON for scripts and for another library of yours.',
  },
  exportNow: 'Export',
  exportStarted: (count: number, folder: string): string =>
    `${countText(count, 'file is', 'files are')} on their way to “${folder}”`,
  download: 'Download',
  downloadText:
    'This browser cannot write into folders: the files come as downloads, one by one. The browser may ask whether it may save several.',
  downloadMany: (most: number): string =>
    `At most ${numberText(most)} downloads at once; choose fewer, or make a pack of them.`,
  repicked: (taken: number, known: number): string =>
    `${files(taken)} taken in, ${numberText(known)} known already`,
} as const;
