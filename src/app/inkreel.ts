/** How screens reach the library: one client in a context, live queries, and acts that report back. */
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';

import type { Live as LiveQueries, LiveValue } from '#db/live.ts';
import type { CommandName, Commands, DuplicateChoice } from '#domain/contract/commands.ts';
import type { MaskCommands } from '#domain/contract/masks.ts';
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import type { Failure } from '#domain/failure.ts';
import type { CollectionId, ProjectId, Sha256, TaskId } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import type { Safety, Trials } from '#workers/client.ts';
import type { FolderDoor } from '#workers/folders/door.ts';
import type { LookOptions } from '#workers/importer/looks.ts';
import type { DrawnMask, Source } from '#workers/importer/messages.ts';
import type { MaskThread, ReadPixels } from '#workers/masks/client.ts';
import type { KnownOfModel, TakenModel } from '#workers/models/messages.ts';
import type { OutgoingDoor } from '#workers/outgoing/door.ts';
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

/** What this browser offers, from real probes. */
export interface Capabilities {
  readonly webgpu: boolean;
  readonly threads: boolean;
  readonly folders: boolean;
  readonly persisted: boolean;
  readonly opfs: boolean;
}

/** Bytes unless said otherwise. */
export interface StorageReport {
  readonly temporary: boolean;
  /** What a temporary session holds in memory and may hold; null where files are kept. */
  readonly memory: { readonly used: number; readonly limit: number } | null;
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
  /** Queries that are read again when their tables change, in any tab. */
  readonly live: LiveQueries;
  readonly onProgress: (listener: (tick: ProgressTick) => void) => () => void;
  readonly openBlob: (sha256: Sha256) => Promise<Result<File>>;
  /** New assets go to the project, or to the Inbox. */
  readonly importFiles: (
    files: readonly Source[],
    options?: {
      readonly project?: ProjectId;
      /** Where they go, as chosen for these files; without it, where the tab works now. */
      readonly place?: { readonly project?: ProjectId; readonly collection?: CollectionId };
      /** What was set for them is one step of undo. */
      readonly isPreset?: boolean;
      /** As the import panel says when not given. */
      readonly onDuplicate?: DuplicateChoice;
    },
  ) => Promise<Result<unknown>>;
  /** Looks at files before they come in; absent only in tests of other screens. */
  readonly lookAtFiles?: (files: readonly ChosenFile[], options: LookOptions) => Promise<void>;
  /** Folders of the disk: choosing, allowing, watching. */
  readonly folders: () => Promise<FolderDoor>;
  readonly storage: () => Promise<StorageReport>;
  /** Asks the browser to keep the storage; whether it agreed. */
  readonly persist: () => Promise<boolean>;
  readonly capabilities: () => Promise<Capabilities>;
  readonly version: string;
  readonly status: () => LibraryStatus;
  readonly onStatus: (listener: () => void) => () => void;
  /** What the person decided where the library could not simply be opened. */
  readonly choose: (choice: 'start_new' | 'retry') => Promise<Result<null>>;
  /** Masks of pictures; absent only in tests of other screens. */
  readonly masks?: MaskDoor;
  /** Reads and stores a file that is said to be a model; absent only in tests of other screens. */
  readonly takeModel?: (file: File, known: KnownOfModel) => Promise<Result<TakenModel>>;
  /** Backups, restores and libraries; absent only in tests of other screens. */
  readonly safety?: () => Promise<Safety>;
  /** Tools tried on one asset; absent only in tests of other screens. */
  readonly trials?: () => Promise<Trials>;
  /** What leaves the library, file by file; absent only in tests of other screens. */
  readonly outgoing?: () => Promise<OutgoingDoor>;
  /** The database as one file: a copy of the open one, or the one that cannot be opened here. */
  readonly exportDatabase: () => Promise<Result<{ readonly name: string; readonly blob: Blob }>>;
}

/** Drawing masks: the thread that reckons with them, and keeping one as an asset. */
export interface MaskDoor {
  readonly open: (read: ReadPixels) => Promise<MaskThread>;
  readonly save: (mask: DrawnMask) => Promise<Result<MaskCommands['saveMask']['value']>>;
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
  /** The value answers earlier params: good to look at, never to act upon. */
  readonly stale: boolean;
  readonly failure: Failure | null;
}

const noQuery: LiveValue<never> = { value: undefined, failure: undefined, loading: false };
const never = (): (() => void) => () => undefined;

/**
 * A query that stays true: read again whenever a table that it read was written. `null` params
 * read nothing. While other params are being read, the last answer stays.
 */
export function useLiveQuery<Name extends QueryName>(
  name: Name,
  params: Queries[Name]['params'] | null,
): Live<Queries[Name]['value']> {
  const { live } = useInkreel();
  const key = params === null ? null : JSON.stringify(params);
  // The key stands for the params, so that a literal in a component is no new query.
  const query = useMemo(
    () => (params === null ? null : live.query(name, params)),
    // oxlint-disable-next-line react/exhaustive-deps
    [live, name, key],
  );
  const now = useSyncExternalStore(query?.subscribe ?? never, query?.current ?? (() => noQuery));
  const [last, setLast] = useState<Queries[Name]['value'] | undefined>(undefined);
  if (now.value !== undefined && now.value !== last) setLast(now.value);
  const value = now.value ?? last;
  const fault = now.failure?.code === 'internal' ? now.failure.reason : null;
  useEffect(() => {
    // No screen has words for a fault of the app's own: without these it would stay blank.
    if (fault !== null) showFailure({ code: 'internal', reason: fault });
  }, [fault]);
  return {
    value,
    stale: now.value === undefined && value !== undefined,
    failure: now.failure ?? null,
  };
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
