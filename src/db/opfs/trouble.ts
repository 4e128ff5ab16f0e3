import type { Failure } from '#domain/failure.ts';
import { failureFrom } from '#domain/failure.ts';

const ioError = 10;
const corrupt = 11;
const full = 13;
const notADatabase = 26;

/**
 * Reads an error of SQLite as what it may mean for the storage. A full disk comes as I/O error
 * (10) from OPFS, so that is never called a damage: whoever gets `storage_failed` probes for space.
 */
export function failureFromSqlite(thrown: unknown): Failure {
  if (!(thrown instanceof Error) || !('resultCode' in thrown)) return failureFrom(thrown);
  const code = typeof thrown.resultCode === 'number' ? thrown.resultCode & 0xff : 0;
  if (code === full) return { code: 'storage_full' };
  if (code === ioError) return { code: 'storage_failed', reason: thrown.message };
  if (code === corrupt || code === notADatabase) {
    return { code: 'corrupt', what: 'database', reason: thrown.message };
  }
  return failureFrom(thrown);
}

/** Whether a failure is about the place where the library is kept and not about what was asked. */
export const isStorageTrouble = (failure: Failure): boolean =>
  failure.code === 'storage_full' ||
  failure.code === 'storage_failed' ||
  (failure.code === 'corrupt' && failure.what === 'database');
