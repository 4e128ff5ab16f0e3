import { useEffect, useEffectEvent, useState } from 'react';

import type { Queries, QueryName } from '#domain/contract/queries.ts';
import { showFailure, useInkreel } from '../inkreel.ts';

/** While somebody types, one question is asked when the hand rests. */
const restsMs = 160;

/**
 * Asks a query again when `key` changes, for questions about thousands of assets that are too long
 * to be compared as a whole. The last answer stays while the next is worked out.
 */
export function useAsked<Name extends QueryName>(
  name: Name,
  params: Queries[Name]['params'] | null,
  key: string,
): { readonly value: Queries[Name]['value'] | undefined; readonly isFresh: boolean } {
  const client = useInkreel();
  const [answer, setAnswer] = useState<{
    readonly key: string;
    readonly value: Queries[Name]['value'];
  } | null>(null);
  const current = useEffectEvent(() => params);
  useEffect(() => {
    let isGone = false;
    const ask = async (): Promise<void> => {
      const asked = current();
      if (asked === null) return;
      const result = await client.query(name, asked);
      if (isGone) return;
      if (result.ok) setAnswer({ key, value: result.value });
      else showFailure(result.failure);
    };
    const timer = setTimeout(() => void ask(), restsMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [client, name, key]);
  return { value: answer?.value, isFresh: answer?.key === key };
}
