import { useCallback, useEffect, useRef, useState } from 'react';

import type { AssetCard } from '#domain/contract/queries.ts';
import { useLiveQuery } from '../inkreel.ts';

/** Cells are asked for in blocks, so that a little scrolling asks for nothing new. */
const block = 48;

/** Cards that were seen, as many as a person may come back to. */
const mostKept = 2_000;

const noCards: ReadonlyMap<number, AssetCard> = new Map();

/** The cards that are known, by row number. */
export interface CardShelf {
  readonly cards: ReadonlyMap<number, AssetCard>;
  /** Takes newer cards in; the ones that were asked for longest ago go. */
  readonly keep: (cards: readonly AssetCard[]) => void;
}

export function useCardShelf(): CardShelf {
  const known = useRef(new Map<number, AssetCard>());
  const [cards, setCards] = useState<ReadonlyMap<number, AssetCard>>(noCards);
  const keep = useCallback((fresh: readonly AssetCard[]): void => {
    for (const card of fresh) {
      known.current.delete(card.n);
      known.current.set(card.n, card);
    }
    for (const n of known.current.keys()) {
      if (known.current.size <= mostKept) break;
      known.current.delete(n);
    }
    setCards(new Map(known.current));
  }, []);
  return { cards, keep };
}

/** Keeps the cards of the cells on screen, live; those that were seen before stay until newer ones come. */
export function useCards(
  { keep }: CardShelf,
  order: Uint32Array,
  first: number,
  end: number,
): void {
  const from = Math.floor(first / block) * block;
  const to = Math.min(order.length, Math.ceil(end / block) * block);
  const rows = Array.from(order.subarray(from, to));
  const { value } = useLiveQuery('assetCards', rows.length > 0 ? { rows } : null);
  useEffect(() => {
    if (value) keep(value);
  }, [value, keep]);
}
