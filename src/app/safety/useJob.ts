import { useCallback, useRef, useState } from 'react';

import type { Failure } from '#domain/failure.ts';
import type { Result } from '#domain/result.ts';
import { showFailure } from '../inkreel.ts';

/** A long job of this page: how far it is, and how to stop it. */
export interface Job {
  /** Null while nothing runs. */
  readonly progress: { readonly fraction: number; readonly note: string } | null;
  readonly run: <Value>(
    work: (listening: {
      readonly signal: AbortSignal;
      readonly onProgress: (fraction: number, note: string) => void;
    }) => Promise<Result<Value>>,
  ) => Promise<Value | null>;
  readonly cancel: () => void;
  /** Why the last one did not succeed. */
  readonly failure: Failure | null;
}

/** Runs one job at a time; a failure is shown and gives null. */
export function useJob(): Job {
  const [progress, setProgress] = useState<Job['progress']>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const stop = useRef<AbortController | null>(null);
  const run: Job['run'] = useCallback(async (work) => {
    const controller = new AbortController();
    stop.current = controller;
    setFailure(null);
    setProgress({ fraction: 0, note: '' });
    const result = await work({
      signal: controller.signal,
      onProgress: (fraction, note) => setProgress({ fraction, note }),
    });
    setProgress(null);
    if (result.ok) return result.value;
    if (result.failure.code !== 'cancelled') {
      setFailure(result.failure);
      showFailure(result.failure);
    }
    return null;
  }, []);
  const cancel = useCallback(() => stop.current?.abort(), []);
  return { progress, run, cancel, failure };
}
