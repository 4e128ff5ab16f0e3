import type { Failure } from './failure.ts';

/** What an operation that may fail as expected returns. Bugs are thrown instead. */
export type Result<Value, F = Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: F };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
});

export const fail = <F = Failure>(failure: F): { readonly ok: false; readonly failure: F } => ({
  ok: false,
  failure,
});
