import { Check } from 'lucide-react';

import type { AssetDetails } from '#domain/contract/queries.ts';
import type { ComparedFact } from '#domain/likeness.ts';
import { VisuallyHidden } from '../ui/VisuallyHidden.tsx';
import { compareWords as words, factText, similarWords } from '../words/review.ts';
import table from '../ui/DifferenceTable.module.css';
import styles from './Compare.module.css';

/** The facts in which the pictures differ; the best of each is marked. */
export function CompareFacts({
  all,
  facts,
}: {
  readonly all: readonly AssetDetails[];
  readonly facts: readonly ComparedFact[];
}) {
  return (
    <section className={styles['facts']} aria-label={words.differences}>
      {facts.length === 0 && <p>{words.same}</p>}
      {facts.length > 0 && (
        <table className={table['table']}>
          <thead>
            <tr>
              <th scope="col">
                <VisuallyHidden>{words.differences}</VisuallyHidden>
              </th>
              {all.map(({ asset }, at) => (
                <th key={asset.id} scope="col">
                  {words.letter(at)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.map(({ fact, values, best }) => (
              <tr key={fact}>
                <th scope="row">{similarWords.facts[fact]}</th>
                {all.map(({ asset }, at) => (
                  <td key={asset.id} className={best.includes(at) ? table['best'] : undefined}>
                    {factText(fact, values[at] ?? null)}
                    {best.includes(at) && (
                      <>
                        <Check aria-hidden />
                        <VisuallyHidden>{words.best}</VisuallyHidden>
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
