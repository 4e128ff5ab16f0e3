import { bytesText, countText } from './format.ts';

/** Words of the Data screen. */
export const dataWords = {
  title: 'Data',
  storage: 'Storage',
  where: 'In this browser, on this device',
  whereText:
    'Clearing this site’s data in the browser deletes it. A backup elsewhere is what survives that.',
  persisted: 'The browser has promised not to clear it by itself.',
  notPersisted: 'The browser may clear it when the disk is nearly full.',
  askPersist: 'Ask the browser to keep it',
  stillNot: 'The browser did not agree yet. It often does once the app is installed or used more.',
  used: (bytes: number): string =>
    `${bytesText(bytes)} used in all, with the app itself and what it keeps for offline use`,
  kinds: 'What it holds',
  kind: 'Kind',
  count: 'Number',
  bytes: 'Size',
  database: 'Database',
  thumbnails: 'Thumbnails',
  verify: 'Verify library',
  verifyText:
    'Reads every stored file again and compares it with its fingerprint (SHA-256). Damaged and missing files are named; nothing is deleted.',
  verifying: 'Verifying…',
  verified: (files: number): string => `${countText(files, 'file is', 'files are')} as stored`,
  verifyBad: (bad: number): string =>
    `${countText(bad, 'file is', 'files are')} damaged or missing`,
  verifyOrphans: (count: number): string =>
    `${countText(count, 'stored file belongs', 'stored files belong')} to nothing in the library and will be cleared away later.`,
  verifyUnreadable: (count: number): string =>
    `${countText(count, 'file', 'files')} could not be read this time. Try again later.`,
  verifyFound: (count: number): string =>
    `Back again after being missing: ${countText(count, 'file', 'files')}.`,
  showMissing: 'Show what is missing',
  lastVerify: 'Last time',
  never: 'Not yet',
  trash: 'Trash',
  trashText: (count: number): string =>
    count === 0 ? 'The trash is empty.' : `${countText(count, 'asset', 'assets')} in the trash.`,
  parts: 'Parts of the Data screen',
  partNames: {
    safety: 'Storage',
    history: 'History',
    sql: 'SQL',
    schema: 'Tables',
  },
  elsewhere: 'Also: ',
  tagsLink: 'tags and themes',
  foldersLink: 'linked folders',
} as const;
