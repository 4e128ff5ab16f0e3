import type { PreviewedAsset } from '#domain/contract/bulk.ts';
import { Table } from '../ui/Table.tsx';
import { bulkWords as words } from '../words/bulk.ts';
import styles from './Bulk.module.css';
import { valueText } from './value-text.ts';

/** Before → after of some assets, one line for each field that changes. */
export function PreviewTable({
  sample,
  changed,
  projects,
}: {
  readonly sample: readonly PreviewedAsset[];
  readonly changed: number;
  readonly projects: ReadonlyMap<string, string>;
}) {
  const lines = sample.flatMap(({ id, name, changes }) =>
    changes.map((change) => ({ id, name, ...change })),
  );
  return (
    <Table
      caption={words.sample(sample.length, changed)}
      rows={lines}
      rowKey={(line) => `${line.id} ${line.field}`}
      columns={[
        {
          key: 'asset',
          label: words.asset,
          cell: (line) => (
            <span className={styles['clip']} dir="auto">
              {line.name}
            </span>
          ),
        },
        { key: 'field', label: words.field, cell: (line) => words.fields[line.field] },
        {
          key: 'before',
          label: words.before,
          cell: (line) => (
            <span className={styles['before']} dir="auto">
              {valueText(line.field, line.before, projects)}
            </span>
          ),
        },
        {
          key: 'after',
          label: words.after,
          cell: (line) => (
            <span className={styles['after']} dir="auto">
              {valueText(line.field, line.after, projects)}
            </span>
          ),
        },
      ]}
    />
  );
}
