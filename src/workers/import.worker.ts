/** Entry of a tab's import worker: stores the files that the tab was given. */
import { stayAlive } from '#db/blobs/owners.ts';
import { openBlobStore } from '#db/blobs/store.ts';
import type { CommandName, Commands } from '#domain/contract/commands.ts';
import type { Queries, QueryName } from '#domain/contract/queries.ts';
import { failureFrom } from '#domain/failure.ts';
import type { RequestId, TaskId } from '#domain/id.ts';
import { uuidv7 } from '#domain/id.ts';
import type { Result } from '#domain/result.ts';
import { fail, ok } from '#domain/result.ts';
import type { TaskRow } from '#domain/task.ts';

import type { DatabaseMethods } from './database-methods.ts';
import { names } from './election/messages.ts';
import { startLook } from './importer/look.ts';
import type { FromImportWorker, ToImportWorker } from './importer/messages.ts';
import type { ImportGround, ImportSession } from './importer/session.ts';
import { startImport } from './importer/session.ts';
import type { Remote } from './rpc.ts';
import { connect } from './rpc.ts';

const say = (message: FromImportWorker): void => postMessage(message);
const sessions = new Map<number, ImportSession>();
let ground: Promise<ImportGround> | null = null;

addEventListener('message', (event: MessageEvent<ToImportWorker>) => {
  const { data } = event;
  switch (data.say) {
    case 'hello': {
      const [port] = event.ports;
      if (port) ground = prepare(data.library, connect<DatabaseMethods>(port));
      break;
    }
    case 'begin':
      void begin(data);
      break;
    case 'look':
      void look(data);
      break;
    case 'sources':
      sessions.get(data.session)?.sources(data.sources, data.last);
      break;
    case 'keep':
      void keep(data);
      break;
    case 'still_there':
      say({ say: 'here' });
      break;
    case 'cancel':
      sessions.get(data.session)?.cancel();
      break;
  }
});

async function begin(message: Extract<ToImportWorker, { say: 'begin' }>): Promise<void> {
  const { session } = message;
  try {
    if (!ground) throw new Error('an import began before its database was known');
    const running = startImport(await ground, message);
    sessions.set(session, running);
    await running.ended;
  } catch (thrown) {
    say({ say: 'ended', session, status: 'failed', failure: failureFrom(thrown) });
  } finally {
    sessions.delete(session);
  }
}

async function look(message: Extract<ToImportWorker, { say: 'look' }>): Promise<void> {
  const { session } = message;
  try {
    if (!ground) throw new Error('files were shown before their database was known');
    const looking = startLook(await ground, message);
    sessions.set(session, looking);
    await looking.ended;
  } catch {
    // What was seen stays seen; whether the rest is here already shows when it is imported.
    say({ say: 'looked', session });
  } finally {
    sessions.delete(session);
  }
}

/** Stores a mask and enters it as the act of a person, which undo takes back. */
async function keep({ session, mask }: Extract<ToImportWorker, { say: 'keep' }>): Promise<void> {
  const { file, ...told } = mask;
  try {
    if (!ground) throw new Error('a mask came before its database was known');
    const ready = await ground;
    const stored = await ready.store.put(new Uint8Array(await file.arrayBuffer()));
    const result = await ready.command('saveMask', { ...stored, ...told }, 'user');
    say({ say: 'kept', session, result });
  } catch (thrown) {
    say({ say: 'kept', session, result: fail(failureFrom(thrown)) });
  }
}

async function prepare(library: string, database: Remote<DatabaseMethods>): Promise<ImportGround> {
  const owner = `import-${crypto.randomUUID()}`;
  await stayAlive(library, owner);
  const store = await openBlobStore(library, owner);
  const channel = new BroadcastChannel(names.progress(library));

  const command = async <Name extends CommandName>(
    name: Name,
    input: Commands[Name]['input'],
    actor: 'import' | 'user' = 'import',
  ): Promise<Result<Commands[Name]['value']>> => {
    // One id for all tries: whatever became of an earlier one, it is done once.
    const request = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))) as RequestId;
    for (let attempt = 1; ; attempt += 1) {
      const result = await database.call('command', { name, input, request, actor });
      // The border: the database answers what the name promises.
      if (result.ok) return ok(result.value as Commands[Name]['value']);
      if (result.failure.code !== 'interrupted' || attempt >= 20) return result;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };

  return {
    store,
    owner,
    command,
    async query<Name extends QueryName>(name: Name, params: Queries[Name]['params']) {
      const result = await database.call('query', { name, params });
      if (!result.ok) throw new Error(result.failure.code);
      // The border: the database answers what the name promises.
      return result.value.value as Queries[Name]['value'];
    },
    async task(id: TaskId) {
      const result = await database.call('query', { name: 'task', params: { id } });
      return result.ok ? (result.value.value as TaskRow | null) : null;
    },
    async spaceAgain() {
      const told = await database.call('awaitSpace', null);
      // Nobody leads just now: the caller asks again, not at once.
      if (!told.ok) await new Promise((resolve) => setTimeout(resolve, 1_000));
    },
    progress: (tick) => channel.postMessage(tick),
    say,
    now: () => Date.now(),
  };
}
