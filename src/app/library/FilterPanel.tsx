import { mediaKinds, provenances, assetStates } from '#domain/asset.ts';
import type { AssetFilter } from '#domain/contract/queries.ts';
import { useLiveQuery } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { type Choice, Select } from '../ui/Select.tsx';
import { libraryWords as words } from '../words/library.ts';
import styles from './FilterPanel.module.css';
import { withCondition } from './filters.ts';

const any = '';

/** One condition as a list of its values with their counts; the empty value is "any". */
function Condition({
  label,
  value,
  values,
  onValue,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly values: readonly {
    readonly value: string;
    readonly label: string;
    readonly count?: number | undefined;
  }[];
  readonly onValue: (value: string | undefined) => void;
}) {
  const choices: Choice<string>[] = [
    { value: any, label: words.any },
    ...values.map((one) => ({
      value: one.value,
      label: one.count === undefined ? one.label : words.withCount(one.label, one.count),
    })),
  ];
  return (
    <Field label={label}>
      {(control) => (
        <Select
          {...control}
          value={value ?? any}
          onValue={(next) => onValue(next === any ? undefined : next)}
          choices={choices}
        />
      )}
    </Field>
  );
}

/** Every condition that the library can be narrowed by. */
export function FilterPanel({
  filter,
  onFilter,
}: {
  readonly filter: AssetFilter;
  readonly onFilter: (filter: AssetFilter) => void;
}) {
  const facets = useLiveQuery('facets', { filter }).value;
  const first = <Value,>(
    from: readonly Value[],
    value: string | undefined,
  ): readonly Value[] | undefined => {
    const found = from.find((one) => one === value);
    return found === undefined ? undefined : [found];
  };
  return (
    <div className={styles['panel']}>
      <Condition
        label={words.kind}
        value={filter.kinds?.[0]}
        values={mediaKinds.map((kind) => ({
          value: kind,
          label: words.kinds[kind],
          count: facets?.kind[kind],
        }))}
        onValue={(value) => onFilter(withCondition(filter, 'kinds', first(mediaKinds, value)))}
      />
      <Condition
        label={words.approval}
        value={filter.approved === undefined ? undefined : String(filter.approved)}
        values={[
          { value: 'true', label: words.approved, count: facets?.approved.yes },
          { value: 'false', label: words.notApproved, count: facets?.approved.no },
        ]}
        onValue={(value) =>
          onFilter(
            withCondition(filter, 'approved', value === undefined ? value : value === 'true'),
          )
        }
      />
      <Condition
        label={words.provenance}
        value={filter.provenances?.[0]}
        values={provenances.map((one) => ({
          value: one,
          label: words.provenances[one],
          count: facets?.provenance[one],
        }))}
        onValue={(value) =>
          onFilter(withCondition(filter, 'provenances', first(provenances, value)))
        }
      />
      <Condition
        label={words.theme}
        value={filter.theme}
        values={(facets?.theme ?? []).map((one) => ({ ...one, label: one.value }))}
        onValue={(value) => onFilter(withCondition(filter, 'theme', value))}
      />
      <Condition
        label={words.tag}
        value={filter.tag}
        values={(facets?.tag ?? []).map((one) => ({ ...one, label: one.value }))}
        onValue={(value) => onFilter(withCondition(filter, 'tag', value))}
      />
      <Condition
        label={words.state}
        value={filter.states?.[0]}
        values={assetStates.map((state) => ({
          value: state,
          label: words.states[state],
          count: facets?.state[state],
        }))}
        onValue={(value) => onFilter(withCondition(filter, 'states', first(assetStates, value)))}
      />
      <Condition
        label={words.rating}
        value={filter.minimum_rating === undefined ? undefined : String(filter.minimum_rating)}
        values={[5, 4, 3, 2, 1].map((stars) => ({
          value: String(stars),
          label: words.atLeast(stars),
        }))}
        onValue={(value) =>
          onFilter(
            withCondition(filter, 'minimum_rating', value === undefined ? value : Number(value)),
          )
        }
      />
      <Button
        size="small"
        onClick={() => onFilter(filter.trashed ? { trashed: true } : {})}
        className={styles['clear']}
      >
        {words.clearFilters}
      </Button>
    </div>
  );
}
