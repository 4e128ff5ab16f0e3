import { countText } from './format.ts';

/** Words of the frame around every screen. */
export const shellWords = {
  skip: 'Skip to the work',
  navigation: 'Screens',
  screens: {
    library: 'Library',
    queue: 'Queue',
    packs: 'Packs',
    data: 'Data',
    settings: 'Settings',
  },
  details: 'Details',
  closeDetails: 'Close details',
  saved: 'Saved on this device',
  notCopied: 'Not copied elsewhere',
  savedTemporary: 'Not saved: temporary session',
  mayBeCleared: 'The browser may clear it when space runs out',
  dropTitle: 'Drop to import',
  dropText: 'Pictures, sound and video, or whole folders. The originals stay where they are.',
  cannotImport: 'Nothing can be imported in this window: it cannot keep files.',
  cannotImportMore:
    'Your files are untouched. Open Inkreel in a normal window, or allow this site to store data, and import them there.',
  opening: 'Opening your library…',
  openFailed: 'The library could not be opened',
  crashed: 'This screen stopped working',
  crashedText:
    'Nothing was lost: your work is saved as it is made. Try the screen again; if it stops again, reload the page.',
  tryAgain: 'Show it again',
  reload: 'Reload',
  notFoundTitle: 'There is no such screen',
  notFoundText: 'The address may be from another version.',
  toLibrary: 'Go to the library',
  undone: (what: string): string => `Undone: ${what}`,
  redone: (what: string): string => `Done again: ${what}`,
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to do again',
  title: (screen: string): string => `${screen} · Inkreel`,
  startNew: 'Start a new library',
  keepFile: 'Save the database file',
  retryOpen: 'Try again',
  failedTasks: (count: number): string => countText(count, 'task failed', 'tasks failed'),
  shortcuts: {
    title: 'Keyboard shortcuts',
    everywhere: 'Everywhere',
    or: 'or',
  },
  banners: {
    reconnecting: {
      title: 'Going on in this tab…',
      text: 'The tab that held the library closed. Nothing was lost.',
    },
    temporary: {
      title: 'Temporary session.',
      text: 'This window cannot keep files (a private window, or storage is blocked). Everything here is gone when its last tab closes.',
    },
    missing: {
      title: 'A library was here before and its storage is gone.',
      text: 'The browser cleared it, or it was deleted. If you have a backup, restore it; otherwise import your files again.',
    },
    corrupt: {
      title: 'The library’s database is damaged and was set aside.',
      text: 'It was not deleted, and your files are still stored. Restore a backup, or keep this page and ask for help.',
    },
    newer: {
      title: 'This library belongs to a newer Inkreel.',
      text: 'It was not touched. Reload to get the newer version.',
    },
    full: {
      title: 'The space for this library is full.',
      text: 'What is saved is safe, but nothing new can be stored. Empty the trash or free space on this device.',
    },
    failing: {
      title: 'Saving does not work at the moment.',
      text: 'What was saved before is safe. Reload the page; if it stays, export what you need.',
    },
    suspended_elsewhere: {
      title: 'Another tab of Inkreel is stopped by the browser.',
      text: 'It holds this library. Switch to it once or close it, and this one goes on by itself.',
    },
    update: {
      title: 'An update is ready.',
      text: 'It is used after a reload, and nothing is lost by it.',
      busyText: (running: number): string =>
        `${countText(running, 'task is', 'tasks are')} running and will not be cut off. Reload when the work has ended.`,
      act: 'Reload to continue',
      running: (running: number): string =>
        `Not while ${countText(running, 'task runs', 'tasks run')}`,
      asking: 'Looking whether anything runs',
    },
  },
} as const;

/** What a request did, for undo and history: the command in a person's words. */
export const requestWords = (command: string, changed: number): string => {
  const assets = countText(changed, 'change', 'changes');
  const phrase: Readonly<Record<string, string>> = {
    importFiles: 'import',
    editAssets: 'edit',
    tagAssets: 'tags',
    setTagColour: 'colour of a tag',
    addTagAlias: 'alias of a tag',
    removeTagAlias: 'alias of a tag taken away',
    addTagParent: 'parent of a tag',
    removeTagParent: 'parent of a tag taken away',
    renameTag: 'new name of a tag',
    mergeTags: 'merging of tags',
    deleteTags: 'tag taken away everywhere',
    renameThemes: 'new name of a theme',
    bulkEdit: 'edit of many',
    tagByFolders: 'tags from folders',
    approveAssets: 'approval',
    trashAssets: 'move to trash',
    restoreAssets: 'restore from trash',
    enqueue: 'start of a task',
    cancelTasks: 'cancel',
    retryTasks: 'retry',
    pauseTasks: 'pause',
    resumeTasks: 'resume',
    prioritiseTasks: 'order of the queue',
    discardTargets: 'discard',
    createPack: 'new pack',
    editPack: 'edit of a pack',
    trashPack: 'pack to trash',
    addToPack: 'add to pack',
    removeFromPack: 'remove from pack',
    moveInPack: 'order of a pack',
    createCollection: 'new collection',
    editCollection: 'edit of a collection',
    trashCollection: 'collection to trash',
    restoreCollection: 'collection from trash',
    archiveCollection: 'archive of a collection',
    addToCollection: 'add to collection',
    removeFromCollection: 'remove from collection',
    moveInCollection: 'order of a collection',
    editMember: 'note in a collection',
    createProject: 'new project',
    editProject: 'edit of a project',
    trashProject: 'project to trash',
    restoreProject: 'project from trash',
    moveToProject: 'move to another project',
    judgePair: 'verdict on two pictures alike',
    undoRequest: 'undo',
  };
  return `${phrase[command] ?? command} (${assets})`;
};
