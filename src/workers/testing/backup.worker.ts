/** Keeps a copy of a library's closed database, once per message, and tells the copy's name. */
import { keepCopy } from '#db/opfs/backups.ts';
import { poolFiles } from '#db/opfs/pool-files.ts';

addEventListener('message', async (event: MessageEvent<{ library: string; now: number }>) => {
  const { library, now } = event.data;
  const file = (await poolFiles(library)).find(({ path }) => path === '/library.db');
  postMessage(file ? await keepCopy(library, file, 1, now) : null);
});
