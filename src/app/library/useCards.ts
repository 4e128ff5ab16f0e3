import { useEffect, useRef, useState } from 'react';

import type { AssetCard } from '#domain/contract/queries.ts';
import { useLiveQuery } from '../inkreel.ts';

/** Cells are asked for in blocks, so that a little scrolling asks for nothing new. */
const block = 48;

const noCards: ReadonlyMap<number, AssetCard> = new Map();

/** The cards of the cells on screen; those that were seen before stay until newer ones come. */
export function useCards(
  order: Uint32Array,
  first: number,
  end: number,
): ReadonlyMap<number, AssetCard> {
  const from = Math.floor(first / block) * block;
  const to = Math.min(order.length, Math.ceil(end / block) * block);
  const rows = Array.from(order.subarray(from, to));
  const { value } = useLiveQuery('assetCards', rows.length > 0 ? { rows } : null);
  const known = useRef(new Map<number, AssetCard>());
  const [cards, setCards] = useState<ReadonlyMap<number, AssetCard>>(noCards);
  useEffect(() => {
    if (!value) return;
    for (const card of value) {
      known.current.delete(card.n);
      known.current.set(card.n, card);
    }
    for (const n of known.current.keys()) {
      if (known.current.size <= 2_000) break;
      known.current.delete(n);
    }
    setCards(new Map(known.current));
  }, [value]);
  return cards;
}
