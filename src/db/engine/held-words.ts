/** Writes several tags of an asset with one writing of its words (`migrations/0003/held-words.ts`). */
import type { Connection } from '../connection.ts';

/**
 * Does what changes the tags of some assets; their words are written once when it is done. To be
 * called in a transaction: what throws is taken back with it.
 *
 * @param assets ids of assets, as JSON
 */
export function holdWords<Value>(
  connection: Connection,
  assets: string,
  write: () => Value,
): Value {
  connection.run('INSERT OR IGNORE INTO words_held (id) SELECT value FROM json_each(?)', [assets]);
  const value = write();
  connection.run('DELETE FROM words_held WHERE id IN (SELECT value FROM json_each(?))', [assets]);
  return value;
}
