/** What a database worker does: joins the election of its library's leader, answers whoever leads. */
import { passTornNames } from '#db/blobs/torn-names.ts';
import type { openLibrary } from '#db/engine/open.ts';
import { loadSqlite } from '#db/opfs/sqlite.ts';
import type { DatabaseMethods } from './database-methods.ts';
import { joinElection, type Member } from './election/member.ts';
import { names } from './election/messages.ts';
import { createSwitchboard } from './election/switchboard.ts';
import { takeLead } from './leader.ts';
import type { Handlers } from './rpc.ts';
import { serve } from './rpc.ts';
import type { startScheduler } from './scheduler/start.ts';
import type { LibraryStatus } from './status.ts';

/** What the page says to its database worker, beside calls. */
export type ToDatabaseWorker =
  /** First message; carries the port of the SharedWorker where there is one. */
  | { readonly kind: 'start'; readonly library: string; readonly savedSince: number | null }
  /** Carries a port over which `DatabaseMethods` shall be answered. */
  | { readonly kind: 'client' }
  /** The page goes: what runs is to be handed on while there is still a moment. */
  | { readonly kind: 'leave' };

/** What the database worker tells its page. */
export type FromDatabaseWorker =
  | { readonly kind: 'status'; readonly status: LibraryStatus }
  | { readonly kind: 'saved'; readonly since: number };

const tell = (message: FromDatabaseWorker): void => postMessage(message);

/** Makes the present thread a database worker; called once, at its start. */
export function runDatabaseThread(parts: {
  readonly openLibrary: typeof openLibrary;
  readonly startScheduler: typeof startScheduler;
}): void {
  let resolveMember: (member: Member) => void = () => undefined;
  const member = new Promise<Member>((resolve) => {
    resolveMember = resolve;
  });

  const leaving = new AbortController();
  const handlers: Handlers<DatabaseMethods> = {
    command: async (input, signal) => (await member).call('command', input, signal),
    query: async (input, signal) => (await member).call('query', input, signal),
    sql: async (input, signal) => (await member).call('sql', input, signal),
    choose: async (input, signal) => (await member).call('choose', input, signal),
    exportDatabase: async (input, signal) => (await member).call('exportDatabase', input, signal),
    awaitSpace: async (input, signal) => (await member).call('awaitSpace', input, signal),
    ping: async (input, signal) => (await member).call('ping', input, signal),
  };

  addEventListener('message', (event: MessageEvent<ToDatabaseWorker>) => {
    const port = event.ports[0];
    if (event.data.kind === 'client') {
      if (port) serve(port, handlers);
    } else if (event.data.kind === 'leave') {
      leaving.abort();
    } else {
      void start(event.data.library, event.data.savedSince, port ?? null);
    }
  });

  async function start(
    library: string,
    savedSince: number | null,
    broker: MessagePort | null,
  ): Promise<void> {
    const id = crypto.randomUUID();
    // Early, so that neither opening nor taking over waits for it.
    void passTornNames();
    await holdForLife(names.aliveLock(library, id));
    const switchboard = createSwitchboard({ library, member: id, broker });
    const joined: Member = joinElection({
      library,
      member: id,
      switchboard,
      onStatus: (status) => {
        tell({ kind: 'status', status });
        // A follower has SQLite at hand, so that taking over is a matter of opening files.
        if (status.state === 'following') void loadSqlite();
      },
      lead: () =>
        takeLead({
          library,
          member: id,
          savedSince,
          ...parts,
          setStatus: (status) => joined.setStatus(status),
          onFirstSave: (since) => tell({ kind: 'saved', since }),
          leaving: leaving.signal,
        }),
    });
    resolveMember(joined);
  }
}

/** Takes a lock and keeps it until this thread ends; resolves when it is held. */
const holdForLife = (name: string): Promise<void> =>
  new Promise((held) => {
    void navigator.locks.request(name, () => {
      held();
      return new Promise(() => undefined);
    });
  });
