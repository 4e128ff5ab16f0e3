/** How screens reach the library: one client in a context, live queries, and acts that report back. */
import { createContext, useCallback, useContext, useEffect, useEffectEvent, useState } from 'react';

import type { CommandName, Commands } from '#domain/contract/commands.ts';
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import type { Failure } from '#domain/failure.ts';
import type { Sha256, TaskId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import type { LibraryStatus } from '#workers/status.ts';
import { showToast } from './ui/toasts.ts';
import { failureWords } from './words/failures.ts';

/** A tick of work that runs: not stored, only shown. */
export interface ProgressTick {
  readonly task: TaskId;
  readonly fraction: number;
  readonly note?: string;
}

/** A file to import with its path below the dropped folder, when there was one. */
export interface ChosenFile {
  readonly file: File;
  readonly path?: string;
}

/** Bytes unless said otherwise. */
export interface StorageReport {
  readonly temporary: boolean;
  readonly persisted: boolean;
  readonly usage: number | null;
  readonly quota: number | null;
}

/** What screens need of the client; `workers/client.ts` gives it, tests give a small one of their own. */
export interface InkreelClient {
  readonly command: <Name extends CommandName>(
    name: Name,
    input: Commands[Name]['input'],
  ) => Promise<Result<Commands[Name]['value']>>;
  readonly query: <Name extends QueryName>(
    name: Name,
    params: Queries[Name]['params'],
  ) => Promise<Result<Queries[Name]['value']>>;
  /** Calls back when tables were written, in any tab. Returns the unsubscriber. */
  readonly onChange: (listener: (tables: readonly string[]) => void) => () => void;
  readonly onProgress: (listener: (tick: ProgressTick) => void) => () => void;
  readonly openBlob: (sha256: Sha256) => Promise<Result<File>>;
  readonly importFiles: (files: readonly ChosenFile[]) => Promise<Result<unknown>>;
  readonly storage: () => Promise<StorageReport>;
  readonly status: () => LibraryStatus;
  readonly onStatus: (listener: () => void) => () => void;
}

const ClientContext = createContext<InkreelClient | null>(null);

export const InkreelProvider = ClientContext.Provider;

/** The client; only below the provider. */
export function useInkreel(): InkreelClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error('useInkreel outside of InkreelProvider');
  return client;
}

export interface Live<Value> {
  /** The newest answer; the last one stays while new params are being read. */
  readonly value: Value | undefined;
  readonly failure: Failure | null;
}

/**
 * A query that stays true: it is read again whenever a table was written. `null` params read
 * nothing. Params are compared by their JSON.
 */
export function useLiveQuery<Name extends QueryName>(
  name: Name,
  params: Queries[Name]['params'] | null,
): Live<Queries[Name]['value']> {
  const client = useInkreel();
  const [live, setLive] = useState<Live<Queries[Name]['value']>>({
    value: undefined,
    failure: null,
  });
  const key = params === null ? null : JSON.stringify(params);
  const latest = useEffectEvent(() => params);
  useEffect(() => {
    if (key === null) return;
    let current = true;
    let reading = false;
    let again = false;
    const read = async (): Promise<void> => {
      if (reading) {
        again = true;
        return;
      }
      reading = true;
      do {
        again = false;
        const now = latest();
        if (now === null) break;
        const answer = await client.query(name, now);
        if (!current) return;
        setLive((before) =>
          answer.ok
            ? { value: answer.value, failure: null }
            : { value: before.value, failure: answer.failure },
        );
      } while (again);
      reading = false;
    };
    void read();
    const stop = client.onChange(() => void read());
    return () => {
      current = false;
      stop();
    };
  }, [client, name, key]);
  return live;
}

/** Says a failure as a message: what happened, that nothing was lost, what to do. */
export function showFailure(failure: Failure): void {
  const said = failureWords(failure);
  showToast({ text: said.what, more: `${said.safe} ${said.next}`, tone: 'bad' });
}

/** Runs a command; a failure is shown and gives null. */
export function useCommand(): <Name extends CommandName>(
  name: Name,
  input: Commands[Name]['input'],
) => Promise<Commands[Name]['value'] | null> {
  const client = useInkreel();
  return useCallback(
    async (name, input) => {
      const result = await client.command(name, input);
      if (result.ok) return result.value;
      showFailure(result.failure);
      return null;
    },
    [client],
  );
}
