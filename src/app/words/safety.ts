import { bytesText, countText, momentText, workTimeText } from './format.ts';

/** Words about backups, restores and libraries. */
export const safetyWords = {
  backup: 'Backup',
  backupText:
    'A backup holds the database and every file, unchanged. It holds no keys and no settings of this device. A backup elsewhere is what survives a lost device or a cleared browser.',
  never: 'This library is not copied anywhere yet.',
  last: (where: string, ago: string, files: number, bytes: number): string =>
    `Copied to “${where}” ${ago}: ${countText(files, 'file', 'files')}, ${bytesText(bytes)}.`,
  made: (where: string, ago: string, files: number, bytes: number): string =>
    `“${where}” was made ${ago}: ${countText(files, 'file', 'files')}, ${bytesText(bytes)}.`,
  since: (changes: number): string =>
    changes === 0
      ? 'Nothing has changed since.'
      : `${countText(changes, 'change', 'changes')} since then ${changes === 1 ? 'is' : 'are'} only here.`,
  lacking: (missing: number, inPlace: number, models: number): string =>
    [
      missing > 0 ? `${countText(missing, 'file', 'files')} missing or damaged here` : '',
      inPlace > 0 ? `${countText(inPlace, 'file', 'files')} left in your own folders` : '',
      models > 0 ? `${countText(models, 'model', 'models')}, to be fetched again` : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  lackingLead: 'Not in it: ',
  chooseFolder: 'Choose a backup folder',
  noFolders: 'This browser cannot write to folders. Download a backup file instead.',
  folder: (name: string): string => `Backup folder: “${name}”`,
  folderText:
    'Only what is new is written. Copies of the last hour, day, week and two months are kept.',
  automatic: 'Back up by itself',
  automaticText: 'Ten minutes after a change, at most every hour, while Inkreel is open.',
  unlink: 'Stop using this folder',
  unlinkText: 'What lies in the folder stays there.',
  backUpNow: 'Back up now',
  allow: 'Allow the folder again',
  allowText: (name: string): string =>
    `The browser wants to be asked again before Inkreel may write to “${name}”. Until then nothing is copied there.`,
  gone: (name: string): string =>
    `“${name}” is not known to this browser any more. Choose the folder again.`,
  download: 'Download a backup',
  saveAs: 'Save a backup as…',
  making: 'Making the backup…',
  waitsForFolder: 'The backup waits until the folder is allowed again.',
  cancel: 'Cancel',
  inPlace: 'Also copy files that lie in linked folders',
  inPlaceText: 'Without it they are listed, and found again where they lie.',
  withModels: 'Also copy the models you added',
  withModelsText: (bytes: number): string =>
    `They take ${bytesText(bytes)}. Without them the backup notes which they are; a restored library names them and where they came from. Copies into the backup folder by itself always take them.`,
  ready: (bytes: number): string => `The backup is ready (${bytesText(bytes)})`,
  saveFile: 'Save the file',
  archiveGone: 'The file was cleared away meanwhile. Make another backup.',
  database: 'Download the database',
  databaseText:
    'The database alone as one SQLite file, for your own tools. It is no backup: the files are not in it.',
  records: 'Backups made',
  when: 'When',
  where: 'Where',
  files: 'Files',
  size: 'Size',
  written: 'Written',

  rehearse: 'Test restore',
  rehearseText:
    'Really restores the newest backup into a library that is thrown away, compares every table and every file, and tells what it found.',
  rehearsing: 'Testing the restore…',
  rehearseFile: 'Test a backup file…',
  rehearsed: (ago: string, assets: number, took: number): string =>
    `Last tested ${ago}: all ${countText(assets, 'asset', 'assets')} whole (${workTimeText(took)}).`,
  rehearsedFiles: (files: number, bytes: number, takenAt: number): string =>
    `${countText(files, 'file', 'files')}, ${bytesText(bytes)}, every one compared with its SHA-256; the backup is of ${momentText(takenAt)}.`,
  rehearsedBad: (ago: string, damaged: number, tables: readonly string[]): string =>
    `Last tested ${ago}: ${[
      damaged > 0 ? `${countText(damaged, 'file is', 'files are')} damaged or missing in it` : '',
      tables.length > 0 ? `rows are missing in ${tables.join(', ')}` : '',
    ]
      .filter((part) => part !== '')
      .join('; ')}. Make a new backup.`,
  rehearsedTrouble: (ago: string, reason: string): string =>
    `Last tested ${ago}: it could not be restored: ${reason}. Make a new backup.`,
  notRehearsed: 'Never tested. A backup that was never restored is a hope.',
  noBackupYet: 'Make a backup first',

  restore: 'Restore a backup',
  restoreText:
    'A backup becomes a library of its own. The present one is kept as it is, and you can go back to it.',
  fromFile: 'From a file…',
  fromFolder: 'From a folder…',
  fromKnown: (name: string): string => `From “${name}”`,
  chooseCopy: 'Which copy',
  newest: 'newest',
  libraryName: 'Name of the restored library',
  restoring: 'Restoring…',
  start: 'Restore',
  damagedTitle: 'Some files of this backup are not whole',
  damagedText: (count: number): string =>
    `${countText(count, 'file does', 'files do')} not have the bytes that the backup lists. Everything else is right. Restore the rest, and these show as missing?`,
  damagedMore: (count: number): string => `and ${countText(count, 'more', 'more')}`,
  goOn: 'Restore the rest',
  restored: (name: string): string => `“${name}” is restored`,
  restoredText: (assets: number, files: number, missing: number): string =>
    `${countText(assets, 'entry', 'entries')}, ${countText(files, 'file', 'files')}, each compared with its SHA-256.${
      missing > 0 ? ` ${countText(missing, 'file shows', 'files show')} as missing.` : ''
    } Work that had not ended is paused. Your present library is still there.`,
  openIt: 'Open it',
  stay: 'Stay here',
  noCopies: 'There is no backup of Inkreel in this folder.',

  repair: 'Repair from a backup',
  repairText:
    'Takes right bytes from a backup folder or file for everything that is missing or damaged.',
  repairNothing: 'Nothing is known to be missing or damaged',
  repairing: 'Repairing…',
  repaired: (mended: number, without: number): string =>
    `${countText(mended, 'file is', 'files are')} whole again.${
      without > 0 ? ` ${countText(without, 'file is', 'files are')} not in this backup either.` : ''
    }`,
  repairFile: 'Repair from a file…',

  libraries: 'Libraries',
  librariesText:
    'Each library is a world of its own: nothing of one is found, counted or shown in another. A tab has one of them open.',
  here: 'Open here',
  switchTo: 'Open',
  rename: 'Rename',
  renameTitle: 'Rename the library',
  name: 'Name',
  save: 'Save',
  remove: 'Delete',
  removeHere: 'Open another library first',
  create: 'New library',
  createTitle: 'A new, empty library',
  createText: 'What is in the others does not show in it.',
  createAct: 'Create and open',
  holds: (assets: number, bytes: number): string =>
    `${countText(assets, 'asset', 'assets')}, ${bytesText(bytes)}`,
  holdsUnknown: 'not opened here yet',
  used: (ago: string): string => `used ${ago}`,
  restoredFrom: (takenAt: number): string => `restored from a backup of ${momentText(takenAt)}`,
  deleteTitle: (name: string): string => `Delete “${name}” for good?`,
  deleteText: (files: number, bytes: number): string =>
    `${countText(files, 'stored file', 'stored files')} and its database, ${bytesText(bytes)} in all, are deleted from this device. This cannot be undone.`,
  deleteMeasuring: 'Counting what it holds…',
  deleteBackup:
    'If you may want it again, open it and download a backup first. Backups that exist elsewhere are not touched.',
  deleteOpen: 'Open it to back it up',
  deleteType: (name: string): string => `Type “${name}” to delete it`,
  deleteAct: 'Delete this library',
  deleteWrong: 'Type the name first',
  deleteBusy: 'It is open in another tab. Close that tab first; nothing was deleted.',
  deleted: (name: string): string => `“${name}” is deleted`,
  unavailable: 'Not in this window',
} as const;
