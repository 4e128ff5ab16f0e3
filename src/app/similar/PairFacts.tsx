import { Check } from 'lucide-react';

import type { Difference, DifferingFact } from '#domain/likeness.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { factText, similarWords as words } from '../words/review.ts';
import table from '../ui/DifferenceTable.module.css';
import styles from './PairDialog.module.css';

/** What differs between the two, which side each fact speaks for, and what they together suggest. */
export function PairFacts({
  differences,
  suggestion,
}: {
  readonly differences: readonly Difference[];
  readonly suggestion: { readonly side: 'left' | 'right'; readonly fact: DifferingFact } | null;
}) {
  return (
    <section className={styles['facts']} aria-label={words.differences}>
      <p className={styles['reason']}>
        {suggestion ? words.suggestion(suggestion.side, suggestion.fact) : words.noSuggestion}
      </p>
      {differences.length === 0 ? (
        <p className={styles['quiet']}>{words.noDifferences}</p>
      ) : (
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>{words.differences}</VisuallyHidden>
              </th>
              <th scope="col">{words.left}</th>
              <th scope="col">{words.right}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ fact, left, right, better }) => (
              <tr key={fact}>
                <th scope="row">{words.facts[fact]}</th>
                {(['left', 'right'] as const).map((side) => (
                  <td key={side} className={better === side ? table['best'] : undefined}>
                    {factText(fact, side === 'left' ? left : right)}
                    {better === side && (
                      <>
                        <Check aria-hidden />
                        <VisuallyHidden>{words.better}</VisuallyHidden>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
