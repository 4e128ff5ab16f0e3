/** Entry of the database worker, one in every tab. */
import { openLibrary } from '#db/engine/open.ts';
import { runDatabaseThread } from './database-thread.ts';
import { startScheduler } from './scheduler/start.ts';

runDatabaseThread({ openLibrary, startScheduler });
