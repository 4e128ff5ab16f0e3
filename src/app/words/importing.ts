import { countText, numberText } from './format.ts';

/** Words of the running list of an import. */
export const importWords = {
  title: 'Import',
  importing: (done: number, total: number): string =>
    `Importing ${numberText(done)} of ${numberText(total)}`,
  done: (count: number): string => `${countText(count, 'file', 'files')} imported`,
  nothing: 'Nothing was imported',
  nothingNew: 'Nothing new',
  duplicates: (count: number): string => `${numberText(count)} already here`,
  skipped: (count: number): string => `${numberText(count)} skipped`,
  failed: (count: number): string => `${numberText(count)} failed`,
  sidecarsRead: (count: number): string => `${countText(count, 'sidecar', 'sidecars')} read`,
  readBeside: (name: string): string => `Read beside ${name}`,
  leftBeside: (name: string): string =>
    `Left alone beside ${name}: written by another program, nothing in it that is known here`,
  notReadBeside: (reason: string): string =>
    `${reason.replace(/\.$/u, '')}. The file that it lies beside is not affected.`,
  misnamed: (extension: string): string => `the name says ${extension}, the file is another kind`,
  outcomes: {
    imported: 'Imported',
    linked: 'Already here: noted as another place',
    kept_both: 'Already here: kept twice',
    skipped_duplicate: 'Already here: left out',
    trashed: 'Already here, in the trash',
    skipped: 'Skipped',
    failed: 'Failed',
  },
  lookFirst: 'Look before the next import',
  onDuplicate: 'From the next import on, files already here',
  onDuplicateChoices: {
    link: 'Note the place',
    keep_both: 'Keep twice',
    skip: 'Leave out',
  },
  cancel: 'Stop',
  stopping: 'Stopping…',
  stopped: 'Stopped. What was imported stays.',
  close: 'Close the list',
  collapse: 'Fold the list',
  expand: 'Show the list',
  copy: (count: number): string =>
    `Copy ${countText(count, 'file', 'files')} that did not go in, with the reasons`,
  copied: (count: number): string => `${countText(count, 'line', 'lines')} copied`,
  notCopied: 'The browser did not allow copying. The list can be selected and copied by hand.',
  restTold: (count: number): string => `and ${countText(count, 'file', 'files')} more`,
  rest: (count: number): string => `and ${countText(count, 'file', 'files')} more, imported`,
} as const;
