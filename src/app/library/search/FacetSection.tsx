import { Ban } from 'lucide-react';
import { useState } from 'react';

import { useLiveQuery } from '../../inkreel.ts';
import { useSession } from '../../session.ts';
import { Select } from '../../ui/Select.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { numberText } from '../../words/format.ts';
import { searchWords as words } from '../../words/search.ts';
import { type FacetKind, type FacetValue, listed } from './facets.ts';
import styles from './FilterPanel.module.css';
import { Section } from './Section.tsx';
import { type Facet, facetIn, withFacet } from './terms.ts';

/** So many values are shown before the list wants a word. */
const shownFirst = 8;

function Line({
  one,
  chosen,
  onChosen,
}: {
  readonly one: FacetValue;
  readonly chosen: 'include' | 'exclude' | null;
  readonly onChosen: (chosen: 'include' | 'exclude' | null) => void;
}) {
  return (
    <li className={styles['line']}>
      <label className={styles['choice']}>
        <input
          type="checkbox"
          checked={chosen === 'include'}
          onChange={(event) => onChosen(event.target.checked ? 'include' : null)}
        />
        <span className={chosen === 'exclude' ? styles['excluded'] : styles['label']}>
          {one.label}
        </span>
        <span className={styles['count']}>{numberText(one.count)}</span>
      </label>
      <button
        type="button"
        className={styles['exclude']}
        aria-pressed={chosen === 'exclude'}
        aria-label={words.exclude(one.label)}
        title={words.exclude(one.label)}
        onClick={() => onChosen(chosen === 'exclude' ? null : 'exclude')}
      >
        <Ban aria-hidden />
      </button>
    </li>
  );
}

/** One condition as a list of its values: wanted, not wanted, any or all of them. */
export function FacetSection({
  facet,
  query,
  onQuery,
}: {
  readonly facet: FacetKind;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}) {
  const { key, title, isMany, startsOpen = false, none } = facet;
  const said = facetIn(query, key);
  const isSet = said.include.length + said.exclude.length > 0;
  const chosen = [...said.include, ...said.exclude.map((value) => `${words.not} ${value}`)];
  return (
    <Section title={title} startsOpen={startsOpen || isSet} note={chosen.join(', ')}>
      <Values facet={facet} said={said} query={query} onQuery={onQuery} />
      {isMany && said.include.length > 1 && (
        <Select
          look="quiet"
          aria-label={words.joinLabel(title)}
          value={said.mode}
          onValue={(mode) => onQuery(withFacet(query, key, { ...said, mode }, facet.comparison))}
          choices={[
            { value: 'any', label: words.anyOf },
            { value: 'all', label: words.allOf },
          ]}
        />
      )}
      {none && !isSet && (
        <button
          type="button"
          className={styles['more']}
          onClick={() =>
            onQuery(withFacet(query, key, { include: ['none'], exclude: [], mode: 'any' }))
          }
        >
          {words.without(title)}
        </button>
      )}
    </Section>
  );
}

function Values({
  facet,
  said,
  query,
  onQuery,
}: {
  readonly facet: FacetKind;
  readonly said: Facet;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}) {
  const { key, title, comparison } = facet;
  const filter = useSession((state) => state.filter);
  const [sought, setSought] = useState('');
  // Counted without this condition itself, so that its other values stay in reach.
  const { query: _all, ...rest } = filter;
  const others = withFacet(query, key, { include: [], exclude: [], mode: 'any' });
  const asked = { ...rest, ...(others === '' ? {} : { query: others }) };
  const { part } = facet;
  const counts = useLiveQuery('facets', part ? null : { filter: asked }).value;
  const recipes = useLiveQuery('recipeFacets', part ? { filter: asked, part } : null).value;
  const values = part ? recipes && listed(recipes) : counts && facet.values(counts);
  if (!values) return null;
  const known = new Set(values.map(({ value }) => value));
  const missing = [...said.include, ...said.exclude]
    .filter((value) => !known.has(value))
    .map((value) => ({ value, label: value, count: 0 }));
  const all = [...missing, ...values];
  const wanted = sought.trim().toLowerCase();
  const found = all.filter(({ label }) => label.toLowerCase().includes(wanted));
  const isChosen = ({ value }: FacetValue): boolean =>
    said.include.includes(value) || said.exclude.includes(value);
  const shown = [
    ...found.filter(isChosen),
    ...found.filter((one) => !isChosen(one)).slice(0, wanted === '' ? shownFirst : 40),
  ];
  const change = (value: string, chosen: 'include' | 'exclude' | null): void => {
    const include = said.include.filter((one) => one !== value);
    const exclude = said.exclude.filter((one) => one !== value);
    if (chosen === 'include') include.push(value);
    if (chosen === 'exclude') exclude.push(value);
    onQuery(withFacet(query, key, { ...said, include, exclude }, comparison));
  };
  if (all.length === 0) return <p className={styles['nothing']}>{words.noValues}</p>;
  return (
    <>
      {all.length > shownFirst + 2 && (
        <TextInput
          className={styles['find']}
          aria-label={words.findIn(title)}
          placeholder={words.findAmong(all.length)}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
      )}
      <ul className={styles['values']} aria-label={title}>
        {shown.map((one) => (
          <Line
            key={one.value}
            one={one}
            chosen={
              said.include.includes(one.value)
                ? 'include'
                : said.exclude.includes(one.value)
                  ? 'exclude'
                  : null
            }
            onChosen={(chosen) => change(one.value, chosen)}
          />
        ))}
      </ul>
    </>
  );
}
