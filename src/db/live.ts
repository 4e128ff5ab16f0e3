/** Live queries in React. The only file of `db` that knows React: the screens read through it. */
// oxlint-disable-next-line no-restricted-imports -- the house gives the hook this place
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';

import type { Queries, QueryName } from '#domain/contract/queries.ts';
import type { Live, LiveValue } from './live-queries.ts';

export type { Live, LiveValue } from './live-queries.ts';

/** The live queries of the open library: `<LiveContext value={inkreel.live}>` around the app. */
export const LiveContext = createContext<Live | null>(null);

/**
 * The value of a named query, read again whenever a table that it read has changed. While other
 * params are being read for the first time, the value is undefined and `loading` is set.
 */
export function useLive<Name extends QueryName>(
  name: Name,
  params: Queries[Name]['params'],
): LiveValue<Queries[Name]['value']> {
  const live = useContext(LiveContext);
  if (!live) throw new Error('useLive needs a LiveContext around it');
  const key = JSON.stringify(params);
  // Params are compared by what they say, so that a literal in a component is no new query.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const query = useMemo(() => live.query(name, params), [live, name, key]);
  return useSyncExternalStore(query.subscribe, query.current, query.current);
}
