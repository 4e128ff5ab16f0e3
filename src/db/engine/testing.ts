/** For tests in Node only: libraries in memory, and time and chance that can be replayed. */
import init from '@sqlite.org/sqlite-wasm';
import { connect, type Connection } from '../connection.ts';
import { migrate } from '../migrations/migrate.ts';

const sqlite = await init();

/** An empty database in memory, with foreign keys on. */
export function memoryConnection(): Connection {
  const connection = connect(sqlite, new sqlite.oo1.DB(':memory:'));
  connection.script('PRAGMA foreign_keys = ON');
  return connection;
}

/** A database in memory with today's schema. */
export function migratedConnection(): Connection {
  const connection = memoryConnection();
  const migrated = migrate(connection);
  if (!migrated.ok) throw new Error(migrated.failure.code);
  return connection;
}
