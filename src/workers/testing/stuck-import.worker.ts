/** Entry of an import worker for tests: it opens its import in the library, and then loops for ever. */
import { stayAlive } from '#db/blobs/owners.ts';
import type { Commands } from '#domain/contract/commands.ts';
import { uuidv7 } from '#domain/id.ts';

import type { DatabaseMethods } from '../database-methods.ts';
import type { FromImportWorker, ToImportWorker } from '../importer/messages.ts';
import { connect, type Remote } from '../rpc.ts';

const say = (message: FromImportWorker): void => postMessage(message);
let library = '';
let database: Remote<DatabaseMethods> | null = null;

addEventListener('message', async ({ data, ports }: MessageEvent<ToImportWorker>) => {
  if (data.say === 'hello' && ports[0]) {
    library = data.library;
    database = connect<DatabaseMethods>(ports[0]);
  }
  if (data.say !== 'begin' || !database) return;
  const owner = `import-${crypto.randomUUID()}`;
  // Held as by a real one, so that nobody but the page finds out that it is stuck.
  await stayAlive(library, owner);
  const input = { name: data.name, total: data.total, owner };
  const request = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  const begun = await database.call('command', {
    name: 'beginImport',
    input,
    request,
    actor: 'import',
  } as never);
  if (!begun.ok) throw new Error(JSON.stringify(begun.failure));
  // The border: the database answers what the name promises.
  const { task, epoch } = begun.value as Commands['beginImport']['value'];
  say({ say: 'task', session: data.session, task, epoch });
  for (;;);
});
