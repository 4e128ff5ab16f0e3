import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

import type { AssetLayout } from '#domain/contract/queries.ts';
import { useInkreel } from '../inkreel.ts';
import type { CardShelf } from './useCards.ts';
import type { Cells } from './useScrollWindow.ts';

/** The rows of a layout that stand where one looks. */
const rowsIn = ({ n }: AssetLayout, { first, end }: Cells): readonly number[] =>
  Array.from(n.subarray(first, end));

/**
 * The layout that is shown. While files stream in, each moment has another order, and cells whose
 * cards are still being read would be all one sees: a newer order of the same question is taken up
 * once the cards of most of its cells in sight are there, one after another.
 */
export function useSteadyLayout(
  next: AssetLayout,
  question: string,
  cells: RefObject<Cells>,
  { cards, keep }: CardShelf,
): AssetLayout {
  const client = useInkreel();
  const [shown, setShown] = useState({ layout: next, question });
  const isHeld = shown.question === question && shown.layout !== next;
  useLayoutEffect(() => {
    if (shown.layout === next && shown.question === question) return;
    const rows = isHeld ? rowsIn(next, cells.current) : [];
    const unknown = rows.filter((n) => !cards.has(n)).length;
    // Before it is painted: what is known is shown at once.
    // oxlint-disable-next-line react/set-state-in-effect
    if (unknown * 2 <= rows.length) setShown({ layout: next, question });
  }, [next, question, shown, isHeld, cells, cards]);

  const isAsking = useRef(false);
  useEffect(() => {
    if (!isHeld || isAsking.current) return;
    isAsking.current = true;
    void client.query('assetCards', { rows: rowsIn(next, cells.current) }).then((answer) => {
      isAsking.current = false;
      if (answer.ok) keep(answer.value);
      // Taken up though a newer one may be there already: it follows with its own cards.
      setShown((before) => (before.question === question ? { layout: next, question } : before));
    });
  }, [isHeld, next, question, shown, cells, client, keep]);
  return isHeld ? shown.layout : next;
}
