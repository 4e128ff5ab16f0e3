import { runDatabaseThread } from '../database-thread.ts';
import { openSmallLibrary } from './small-library.ts';

runDatabaseThread({
  openLibrary: openSmallLibrary,
  startScheduler: () => ({ stop: () => undefined }),
});
