import { useState } from 'react';

import { prints } from '#domain/query/token-choices.ts';
import { addTerm } from '#domain/query/terms.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { useSession } from '../../session.ts';
import { Chip } from '../../ui/Chip.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Select } from '../../ui/Select.tsx';
import { numberText } from '../../words/format.ts';
import { searchWords as words } from '../../words/search.ts';
import styles from './FilterPanel.module.css';
import { facetIn, withFacet } from './terms.ts';

const none = '';
/** How many of what is asked for are large enough for a product of print shops, and which are not. */
export function PrintFields({
  query,
  onQuery,
}: {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}) {
  const said = facetIn(query, 'print');
  const [chosen, setChosen] = useState(none);
  const product = said.include[0] ?? said.exclude[0] ?? chosen;
  const asking = (include: readonly string[], exclude: readonly string[]): string =>
    withFacet(query, 'print', { include, exclude, mode: 'any' });
  const { query: _, ...rest } = useSession((state) => state.filter);
  const counted = (text: string) =>
    product === none ? null : { filter: { ...rest, ...(text === '' ? {} : { query: text }) } };
  const all = useLiveQuery('facets', counted(asking([], []))).value?.kind['image'] ?? 0;
  const large = useLiveQuery('facets', counted(asking([product], []))).value?.kind['image'] ?? 0;
  const choose = (next: string): void => {
    setChosen(next);
    if (said.include.length > 0) onQuery(asking(next === none ? [] : [next], []));
    else if (said.exclude.length > 0) onQuery(asking([], next === none ? [] : [next]));
  };
  const isLarge = said.include.length > 0;
  const isSmall = said.exclude.length > 0;
  return (
    <div className={styles['print']}>
      <Select
        aria-label={words.printFor}
        value={product}
        onValue={choose}
        choices={[{ value: none, label: words.printNone }, ...prints]}
      />
      {product !== none && (
        <>
          <Progress label={words.print} fraction={all === 0 ? 0 : large / all} />
          <output className={styles['quiet']}>{words.printMeter(large, all)}</output>
          <div className={styles['chips']}>
            <Chip
              label={words.printSmall}
              count={numberText(all - large)}
              pressed={isSmall}
              // What is no picture is not too small.
              onPress={() =>
                onQuery(isSmall ? asking([], []) : addTerm(asking([], [product]), 'kind:image'))
              }
            />
            <Chip
              label={words.printLarge}
              count={numberText(large)}
              pressed={isLarge}
              onPress={() => onQuery(asking(isLarge ? [] : [product], []))}
            />
          </div>
        </>
      )}
    </div>
  );
}
