import { useEffect, useState } from 'react';

import type { AssetRow } from '#domain/asset.ts';
import type { Failure } from '#domain/failure.ts';
import type { Trial } from '#workers/client.ts';
import { useInkreel } from '../inkreel.ts';

/** Wait after the last change of a setting before it is tried, in ms. */
const rest = 350;

export interface TrialState {
  /** The newest result, with an address for showing it; it stays while the next one is made. */
  readonly made: (Trial & { readonly url: string; readonly of: AssetRow }) | null;
  readonly failure: Failure | null;
  /** 0 to 1 while it runs. */
  readonly running: { readonly fraction: number; readonly note: string | null } | null;
  readonly stop: () => void;
  readonly again: () => void;
}

/** Tries a tool on an asset with these settings, again whenever they change; null tries nothing. */
export function useTrial(
  kind: string,
  settings: Readonly<Record<string, unknown>> | null,
  source: AssetRow | undefined,
  onMade: (trial: Trial) => void,
): TrialState {
  const client = useInkreel();
  const [made, setMade] = useState<TrialState['made']>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [running, setRunning] = useState<TrialState['running']>(null);
  const [turn, setTurn] = useState(0);
  const [controller, setController] = useState<AbortController | null>(null);
  const key = JSON.stringify(settings);
  useEffect(() => {
    const { trials } = client;
    if (settings === null || !source || !trials) return;
    const stop = new AbortController();
    setController(stop);
    const timer = setTimeout(async () => {
      setRunning({ fraction: 0, note: null });
      const tried = await (
        await trials()
      ).run(kind, settings, source, {
        signal: stop.signal,
        onProgress: (fraction, note) => setRunning({ fraction, note }),
      });
      // Another one took its place: it tells for itself.
      if (!tried.ok && tried.failure.code === 'cancelled' && stop.signal.aborted) return;
      setRunning(null);
      setFailure(tried.ok ? null : tried.failure);
      if (tried.ok) {
        onMade(tried.value);
        setMade({ ...tried.value, of: source, url: URL.createObjectURL(tried.value.blob) });
      }
    }, rest);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
    // The key stands for the settings; who is told is no reason to try again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [client, kind, key, source, turn]);
  useEffect(() => () => void (made && URL.revokeObjectURL(made.url)), [made]);
  return {
    made,
    failure,
    running,
    stop: () => {
      controller?.abort();
      setRunning(null);
      setFailure({ code: 'cancelled' });
    },
    again: () => {
      setFailure(null);
      setTurn((before) => before + 1);
    },
  };
}
