import { lazy, Suspense } from 'react';

import { useSession } from '../../session.ts';
import { Button } from '../../ui/Button.tsx';
import { libraryWords } from '../../words/library.ts';
import { searchWords as words } from '../../words/search.ts';
import { FacetSection } from './FacetSection.tsx';
import { facets } from './facets.ts';
import styles from './FilterPanel.module.css';
import { PrintFields } from './PrintFields.tsx';
import { RangeFields } from './RangeFields.tsx';
import { Section } from './Section.tsx';

const FolderTree = lazy(async () => {
  const { FolderTree: component } = await import('./FolderTree.tsx');
  return { default: component };
});

/** Every usual condition with its counts: a press writes it into the query, as a hand would. */
export function FilterPanel() {
  const query = useSession((state) => state.place.query);
  const setPlace = useSession((state) => state.setPlace);
  const onQuery = (next: string): void => setPlace({ query: next });
  return (
    <div className={styles['panel']}>
      <div className={styles['sections']}>
        {facets.map((facet) => (
          <FacetSection key={facet.key} facet={facet} query={query} onQuery={onQuery} />
        ))}
        <Section title={words.folders} startsOpen={/\bpath:/.test(query)}>
          <Suspense fallback={null}>
            <FolderTree query={query} onQuery={onQuery} />
          </Suspense>
        </Section>
        <Section title={words.numbers} startsOpen>
          <RangeFields query={query} onQuery={onQuery} />
        </Section>
        <Section title={words.print} startsOpen={/\bprint:/.test(query)}>
          <PrintFields query={query} onQuery={onQuery} />
        </Section>
      </div>
      <footer className={styles['foot']}>
        <Button
          size="small"
          unavailable={query === '' ? words.nothingToClear : null}
          onClick={() => onQuery('')}
        >
          {libraryWords.clearFilters}
        </Button>
      </footer>
    </div>
  );
}
