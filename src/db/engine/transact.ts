import { failureFrom, isFailure, type Failure } from '#domain/failure.ts';
import { fail, type Result } from '#domain/result.ts';
import type { Connection } from '../connection.ts';
import { Refused } from '../foreign-sql.ts';

/**
 * Turns what SQLite throws into a failure. A full disk comes as IOERR as often as FULL, so both
 * are `storage_failed`: the owner of the thread probes the disk to tell which it is.
 */
export function failureOfDatabase(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown;
  if (thrown instanceof Refused) {
    return { code: 'not_allowed', what: 'this SQL', reason: thrown.message };
  }
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const code = resultCode(thrown);
  switch (code) {
    case 10:
    case 13:
    case 14:
    case 8:
      return { code: 'storage_failed', reason };
    case 11:
    case 26:
      return { code: 'corrupt', what: 'the library', reason };
    case 7:
      return { code: 'out_of_memory', what: 'the library' };
    case 19:
      return { code: 'conflict', reason };
    case 9:
      return { code: 'too_large', what: 'this SQL', limit: '5 seconds' };
    default:
      return failureFrom(thrown);
  }
}

/** The primary result code of a SQLite error, or 0. */
const resultCode = (thrown: unknown): number =>
  typeof thrown === 'object' &&
  thrown !== null &&
  'resultCode' in thrown &&
  typeof thrown.resultCode === 'number'
    ? thrown.resultCode & 0xff
    : 0;

/** Runs work in one transaction; a failure, returned or thrown, leaves nothing behind. */
export function transact<T>(connection: Connection, work: () => Result<T>): Result<T> {
  try {
    return connection.transaction(work, (result) => result.ok);
  } catch (thrown) {
    return fail(failureOfDatabase(thrown));
  }
}

/**
 * Writes who changes what follows, for the triggers of the journal. The clock is a hybrid one:
 * fixed width and sortable, never behind an earlier change even when the system clock went back.
 */
export function setChangeContext(
  connection: Connection,
  change: {
    readonly request: string;
    readonly actor: string;
    readonly device: string;
    readonly at: number;
  },
): void {
  const last = connection.one<{ hlc: string }>('SELECT hlc FROM change_context')?.hlc;
  connection.run(
    `INSERT INTO change_context (one, request_id, actor, device_id, hlc, now)
     VALUES (1, ?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (one) DO UPDATE SET request_id = ?1, actor = ?2, device_id = ?3, hlc = ?4, now = ?5`,
    [
      change.request,
      change.actor,
      change.device,
      nextClock(last, change.at, change.device),
      change.at,
    ],
  );
}

/** time (12 hexadecimal digits of ms) - counter (4 digits) - device. */
export function nextClock(last: string | undefined, at: number, device: string): string {
  const lastTime = last === undefined ? 0 : Number.parseInt(last.slice(0, 12), 16);
  const lastCounter = last === undefined ? 0 : Number.parseInt(last.slice(13, 17), 16);
  let time = Math.max(Math.floor(at), lastTime);
  let counter = time === lastTime ? lastCounter + 1 : 0;
  if (counter > 0xffff) {
    time += 1;
    counter = 0;
  }
  return `${time.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}-${device}`;
}
