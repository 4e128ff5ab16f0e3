/** When a linked backup folder gets the next copy by itself. All times in ms UTC. */

/** So long after the last change: whoever works is not copied at every stroke. */
export const quietFor = 10 * 60_000;
/** Never more often than this. */
export const atMostEvery = 60 * 60_000;

export interface BackupState {
  /** The newest whole copy; null: none yet. */
  readonly lastBackup: number | null;
  /** The newest change that no copy holds; null: nothing was changed since. */
  readonly changedAt: number | null;
}

/** The moment at which the next automatic copy is due; null while there is nothing to copy. */
export function nextBackupAt({ lastBackup, changedAt }: BackupState): number | null {
  if (changedAt === null) return null;
  if (lastBackup === null) return changedAt;
  return Math.max(changedAt + quietFor, lastBackup + atMostEvery);
}
