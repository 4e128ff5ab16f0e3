/**
 * Everything that may go wrong as expected: one closed union of plain objects, so that a failure
 * can cross a thread, lie in a task row as JSON and be put into words in one place
 * (`app/words/failures.ts`). A `reason` is a short technical sentence in English.
 */
export type Failure =
  | { readonly code: 'invalid_input'; readonly field?: string; readonly reason: string }
  | { readonly code: 'not_found'; readonly what: string; readonly id?: string }
  | { readonly code: 'conflict'; readonly reason: string }
  | { readonly code: 'illegal_move'; readonly from: string; readonly to: string }
  | { readonly code: 'storage_full' }
  | { readonly code: 'storage_failed'; readonly reason: string }
  | { readonly code: 'unsupported'; readonly what: string; readonly reason: string }
  | { readonly code: 'corrupt'; readonly what: string; readonly reason: string }
  | { readonly code: 'too_large'; readonly what: string; readonly limit: string }
  | { readonly code: 'out_of_memory'; readonly what: string }
  | { readonly code: 'missing_file'; readonly sha256: string }
  /** A linked folder may be used again only once a person allows it; the task waits for that. */
  | { readonly code: 'needs_permission'; readonly folder: string; readonly name: string }
  | { readonly code: 'model_failed'; readonly model: string; readonly reason: string }
  /** It went well and came to the end that there is nothing to change; `reason` says why. */
  | { readonly code: 'nothing_to_do'; readonly reason: string }
  | { readonly code: 'cancelled' }
  /** It gave no sign of life for so long that it was ended; trying again by itself would not help. */
  | { readonly code: 'stuck'; readonly seconds: number }
  | { readonly code: 'interrupted'; readonly reason: string }
  | { readonly code: 'newer_database'; readonly found: number; readonly known: number }
  | { readonly code: 'not_allowed'; readonly what: string; readonly reason: string }
  | { readonly code: 'internal'; readonly reason: string };

export type FailureCode = Failure['code'];

/** Turns anything thrown into a failure; for the edges (rpc, transaction, OPFS, ORT) only. */
export function failureFrom(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown;
  const name = thrown instanceof Error ? thrown.name : '';
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  if (name === 'QuotaExceededError') return { code: 'storage_full' };
  if (name === 'AbortError') return { code: 'cancelled' };
  if (name === 'SecurityError') {
    return { code: 'not_allowed', what: 'Access to the storage of this browser', reason };
  }
  if (name === 'RangeError' && /allocat|memory/i.test(reason)) {
    return { code: 'out_of_memory', what: reason };
  }
  return { code: 'internal', reason: name && name !== 'Error' ? `${name}: ${reason}` : reason };
}

const codes: ReadonlySet<string> = new Set<FailureCode>([
  'invalid_input',
  'not_found',
  'conflict',
  'illegal_move',
  'storage_full',
  'storage_failed',
  'unsupported',
  'corrupt',
  'too_large',
  'out_of_memory',
  'missing_file',
  'needs_permission',
  'model_failed',
  'nothing_to_do',
  'cancelled',
  'stuck',
  'interrupted',
  'newer_database',
  'not_allowed',
  'internal',
]);

export function isFailure(value: unknown): value is Failure {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    codes.has(value.code)
  );
}
