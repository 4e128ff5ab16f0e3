/** Entry of a database worker for tests: the real library, task workers that block, short limits. */
import { openLibrary } from '#db/engine/open.ts';

import { runDatabaseThread } from '../database-thread.ts';
import { startScheduler } from '../scheduler/start.ts';
import { stuckPaces } from './stuck-paces.ts';

runDatabaseThread({
  openLibrary,
  startScheduler: (options) =>
    startScheduler({
      ...options,
      // One task at a time, so that what waits waits for the one that is stuck.
      ground: { cores: 2 },
      paces: stuckPaces,
      spawn: (lane, owner) => {
        const worker = new Worker(new URL('./stuck-task.worker.ts', import.meta.url), {
          type: 'module',
          name: `${lane} ${owner}`,
        });
        return {
          post: (message) => worker.postMessage(message),
          listen: (onMessage) => worker.addEventListener('message', ({ data }) => onMessage(data)),
          onDeath: (onDeath) => worker.addEventListener('error', ({ message }) => onDeath(message)),
          terminate: () => worker.terminate(),
        };
      },
    }),
});
