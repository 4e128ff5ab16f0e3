import { useState } from 'react';

import { Select } from '../../ui/Select.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { libraryWords } from '../../words/library.ts';
import { searchWords as words } from '../../words/search.ts';
import styles from './FilterPanel.module.css';
import { type Span, spanIn, withSpan } from './terms.ts';

interface Range {
  readonly key: 'width' | 'height' | 'size' | 'duration' | 'created';
  readonly title: string;
  readonly type: 'number' | 'date';
  /** What stands behind the number in the query, and is shown in the field: "MB". */
  readonly unit?: string;
}

const ranges: readonly Range[] = [
  { key: 'width', title: words.width, type: 'number' },
  { key: 'height', title: words.height, type: 'number' },
  { key: 'size', title: words.size, type: 'number', unit: 'MB' },
  { key: 'duration', title: words.duration, type: 'number', unit: 's' },
  { key: 'created', title: words.added, type: 'date' },
];

const any = '';
const stars = ['1', '2', '3', '4', '5'] as const;

/** A text of the query as the field shows it; another unit than the field's is not shown. */
const plain = (text: string, unit: string | undefined): string =>
  unit
    ? text.toLowerCase().endsWith(unit.toLowerCase())
      ? text.slice(0, -unit.length)
      : ''
    : text;

function RangeField({
  range,
  query,
  onQuery,
}: {
  readonly range: Range;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}) {
  const { key, title, type, unit } = range;
  const said = spanIn(query, key);
  const [typed, setTyped] = useState<Partial<Span>>({});
  const write = (): void => {
    const now: Span = { ...said, ...withUnits(typed, unit) };
    setTyped({});
    if (now.from !== said.from || now.to !== said.to) onQuery(withSpan(query, key, now));
  };
  const field = (side: 'from' | 'to', label: string) => (
    <TextInput
      type={type}
      inputMode={type === 'number' ? 'decimal' : undefined}
      min={0}
      className={styles['bound']}
      aria-label={label}
      placeholder={side === 'from' ? words.from : words.to}
      value={typed[side] ?? plain(said[side], unit)}
      onChange={(event) => setTyped({ ...typed, [side]: event.target.value })}
      onBlur={write}
      onKeyDown={(event) => {
        if (event.key === 'Enter') write();
      }}
    />
  );
  return (
    <fieldset className={styles['range']} aria-label={title}>
      <span className={styles['rangeName']}>{unit ? words.withUnit(title, unit) : title}</span>
      {field('from', words.fromLabel(title))}
      {field('to', words.toLabel(title))}
    </fieldset>
  );
}

const withUnits = (typed: Partial<Span>, unit = ''): Partial<Span> =>
  Object.fromEntries(
    Object.entries(typed).map(([side, text]) => [
      side,
      text.trim() === '' ? '' : text.trim() + unit,
    ]),
  );

/** Conditions on numbers and days: at least, at most. */
export function RangeFields({
  query,
  onQuery,
}: {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}) {
  const { from } = spanIn(query, 'rating');
  const atLeast = stars.find((star) => star === from) ?? any;
  return (
    <div className={styles['ranges']}>
      <div className={styles['range']}>
        <span className={styles['rangeName']}>{libraryWords.rating}</span>
        <Select
          className={styles['wide']}
          aria-label={libraryWords.rating}
          value={atLeast}
          onValue={(value) => onQuery(withSpan(query, 'rating', { from: value, to: '' }))}
          choices={[
            { value: any, label: libraryWords.any },
            ...stars.map((star) => ({ value: star, label: libraryWords.atLeast(Number(star)) })),
          ]}
        />
      </div>
      {ranges.map((range) => (
        <RangeField key={range.key} range={range} query={query} onQuery={onQuery} />
      ))}
    </div>
  );
}
