import type { ReactNode } from 'react';

import type { BulkField, FieldValues } from '#domain/contract/bulk.ts';
import { Select } from '../ui/Select.tsx';
import { bulkWords as words } from '../words/bulk.ts';
import { numberText } from '../words/format.ts';
import styles from './Bulk.module.css';
import { valueText } from './value-text.ts';

export type Mode = 'keep' | 'set' | 'clear';

/** What a selection has now: the one value, or how many there are, with counts behind it. */
function Now({
  field,
  now,
  projects,
}: {
  readonly field: BulkField;
  readonly now: FieldValues | undefined;
  readonly projects: ReadonlyMap<string, string>;
}) {
  if (!now) return null;
  const [first] = now.values;
  if (now.different === 1 && first) {
    return <span dir="auto">{valueText(field, first.value, projects)}</span>;
  }
  const left = now.different - now.values.length;
  return (
    <details>
      <summary>{words.different(now.different)}</summary>
      <ul className={styles['values']}>
        {now.values.map(({ value, count }) => (
          <li key={String(value)}>
            <span className={styles['clip']} dir="auto">
              {valueText(field, value, projects)}
            </span>
            <span>{numberText(count)}</span>
          </li>
        ))}
        {left > 0 && <li>{words.more(left)}</li>}
      </ul>
    </details>
  );
}

/** One field: keep, set or clear, with what is there now and what shall be there. */
export function FieldRow({
  field,
  mode,
  onMode,
  canClear,
  now,
  projects,
  children,
}: {
  readonly field: BulkField;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly canClear: boolean;
  readonly now: FieldValues | undefined;
  readonly projects: ReadonlyMap<string, string>;
  /** The control of the new value. */
  readonly children: ReactNode;
}) {
  const name = words.fields[field];
  const modes: readonly Mode[] = canClear ? ['keep', 'set', 'clear'] : ['keep', 'set'];
  return (
    <div className={styles['row']}>
      <span className={styles['label']}>{name}</span>
      <Select<Mode>
        aria-label={words.modeOf(name)}
        value={mode}
        onValue={onMode}
        choices={modes.map((value) => ({ value, label: words.modes[value] }))}
      />
      <div className={mode === 'set' ? undefined : styles['now']}>
        {mode === 'set' ? children : <Now field={field} now={now} projects={projects} />}
      </div>
    </div>
  );
}
