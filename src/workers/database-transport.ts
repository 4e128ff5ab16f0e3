import type { Transport } from '#db/client.ts';
import type { DatabaseMethods } from './database-methods.ts';
import type { Remote, Wire } from './rpc.ts';
import { connect } from './rpc.ts';

/** The calls of a database worker over a port that was handed to it. */
export const connectDatabase = (wire: Wire): Remote<DatabaseMethods> =>
  connect<DatabaseMethods>(wire);

/** What `createClient` needs, over a database worker; used by the page and by its other threads. */
export function transportOver(remote: Remote<DatabaseMethods>): Transport {
  return {
    command: (name, input, { request, actor }) =>
      remote.call('command', { name, input, request, actor }),
    query: (name, params, signal) => remote.call('query', { name, params }, signal),
    sql: (text, params) => remote.call('sql', { text, params }),
  };
}
