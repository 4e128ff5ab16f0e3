import { bytesText, countText } from './format.ts';

const assets = (count: number): string => countText(count, 'asset', 'assets');

/** Words of the projects: the switcher, their screen, and their deletion. */
export const projectWords = {
  title: 'Projects',
  all: 'All projects',
  switcher: (name: string): string => `Project: ${name}. Choose another`,
  allHelp: 'The whole library',
  count: assets,
  manage: 'Manage projects…',
  create: 'New project…',
  createAct: 'Create project',
  createTitle: 'New project',
  name: 'Name',
  nameMissing: 'Give the project a name',
  nameTaken: 'Another project has this name',
  description: 'Description',
  folder: 'Folder on this device',
  folderHelp: 'Files that appear in it come to this project. Add folders in Settings.',
  noFolder: 'None',
  master: 'Master reference',
  masterHelp:
    'The picture that keeps characters and style the same from one result to the next. Only assets that are marked as master reference can be chosen.',
  masterNone: 'Mark a picture as master reference in the library first.',
  noMaster: 'None',
  edit: 'Edit project',
  inbox: 'Imports go here when no project is chosen',
  line: (count: number, bytes: number | null, collections: number): string =>
    [
      assets(count),
      ...(bytes === null ? [] : [bytesText(bytes)]),
      ...(collections > 0 ? [countText(collections, 'collection', 'collections')] : []),
    ].join(' · '),
  open: (name: string): string => `Show ${name}`,
  more: (name: string): string => `More for ${name}`,
  deleteAct: 'Delete…',
  deleteInbox: 'It is where things go when nobody says where',
  deleteTitle: (name: string): string => `Delete “${name}”?`,
  deleteEmpty: 'It holds nothing. It can be restored.',
  deleteHolds: (parts: readonly string[]): string =>
    `These go into the trash with it: ${parts.join(', ')}. Nothing is deleted for good until you empty the trash; until then the project can be restored with all of it.`,
  deleteCollections: (count: number): string => countText(count, 'collection', 'collections'),
  deleteWaiting: (count: number): string =>
    `${countText(count, 'task that waits is paused', 'tasks that wait are paused')}.`,
  deleteRunning: (count: number): string =>
    `${countText(count, 'task that runs goes on to its end', 'tasks that run go on to their end')}.`,
  deleteUsed: (count: number): string =>
    `${countText(count, 'asset of another project was made from it or uses it', 'assets of other projects were made from it or use it')}; they stay.`,
  deleteOr: 'What happens to its assets',
  deleteAll: 'Into the trash with the project',
  moveTo: (name: string): string => `Move them to “${name}”`,
  typeName: (name: string): string => `Type “${name}” to go on`,
  typeFirst: 'Type the name of the project first',
  backup: 'Save a backup first',
  deleted: (name: string): string => `“${name}” is in the trash`,
  deleteDo: 'Delete project',
  moveDo: 'Move assets and delete project',
  trashed: 'Deleted projects',
  restore: 'Restore',
  restoreNamed: (name: string): string => `Restore ${name}`,
  restored: (name: string): string => `“${name}” is back`,
  moveTitle: (count: number): string => `Move ${assets(count)} to a project`,
  moveAct: 'Move to project…',
  moveDialog: 'Project',
  moveDone: (count: number, name: string): string => `${assets(count)} moved to “${name}”`,
  movedLeft: (count: number): string =>
    `${countText(count, 'place in a collection of the old project was', 'places in collections of the old project were')} given up.`,
  move: 'Move',
  wholeLibrary: 'The whole library (shows in every project)',
} as const;
