import { bytesText, countText } from './format.ts';

/** Words of the line that says where the work is saved. In the first load: kept short. */
export const storageWords = {
  saved: 'Saved on this device',
  temporary: 'Not saved: temporary session',
  held: (used: number, limit: number): string =>
    `${bytesText(used)} of ${bytesText(limit)} held in memory`,
  notCopied: 'Not copied anywhere yet',
  copied: (where: string, ago: string): string => `Copied to ${where} ${ago}`,
  downloaded: (ago: string): string => `Backup file made ${ago}`,
  changes: (count: number): string => `${countText(count, 'change', 'changes')} since`,
  copying: 'Copying now…',
  needsAccess: (where: string): string => `Backup waits: allow “${where}” again`,
  failed: 'The last backup failed',
  open: 'Backup and restore',
  libraries: 'Other libraries…',
} as const;
