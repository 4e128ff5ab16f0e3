import { type NameChange, namePlaceholders } from '#domain/name-pattern.ts';
import { Field } from '../ui/Field.tsx';
import { NumberInput } from '../ui/NumberInput.tsx';
import { TextInput } from '../ui/TextInput.tsx';
import { Toggle } from '../ui/Toggle.tsx';
import { bulkWords as words } from '../words/bulk.ts';
import styles from './Bulk.module.css';

const placeholders = namePlaceholders.map((one) => `{${one}}`);

/** A pattern with a counter, then find and replace. */
export function NameFields({
  names,
  problem,
  onNames,
}: {
  readonly names: NameChange;
  readonly problem: string | null;
  readonly onNames: (names: NameChange) => void;
}) {
  return (
    <section className={styles['section']} aria-label={words.names}>
      <h3 className={styles['heading']}>{words.names}</h3>
      <div className={styles['two']}>
        <div className={styles['wide']}>
          <Field
            label={words.pattern}
            help={words.patternHelp(placeholders)}
            error={names.pattern ? problem : null}
          >
            {(control) => (
              <TextInput
                {...control}
                placeholder="{theme} {n:3}"
                value={names.pattern ?? ''}
                onChange={(event) => onNames({ ...names, pattern: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label={words.find}>
          {(control) => (
            <TextInput
              {...control}
              value={names.find ?? ''}
              onChange={(event) => onNames({ ...names, find: event.target.value })}
            />
          )}
        </Field>
        <Field label={words.replace}>
          {(control) => (
            <TextInput
              {...control}
              value={names.replace ?? ''}
              onChange={(event) => onNames({ ...names, replace: event.target.value })}
            />
          )}
        </Field>
        <Field label={words.start}>
          {(control) => (
            <NumberInput
              {...control}
              value={names.start ?? 1}
              min={0}
              max={1_000_000_000}
              step={1}
              onValue={(start) => onNames({ ...names, start: Math.max(0, Math.round(start ?? 1)) })}
            />
          )}
        </Field>
        <Toggle
          label={words.matchCase}
          checked={names.match_case ?? false}
          onChecked={(match_case) => onNames({ ...names, match_case })}
        />
      </div>
    </section>
  );
}
