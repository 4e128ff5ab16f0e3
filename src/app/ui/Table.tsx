import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';

import { classes } from './classes.ts';
import styles from './Table.module.css';

export interface Column<Row, Key extends string = string> {
  readonly key: Key;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand to the right. */
  readonly figures?: boolean;
  readonly sortable?: boolean;
  readonly width?: string;
}

/** Rows and columns with a caption for readers; sorts only where a column says so. */
export function Table<Row, Key extends string = string>({
  caption,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row, Key>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly sort?: { readonly key: Key; readonly descending: boolean };
  readonly onSort?: (key: Key) => void;
}) {
  return (
    <section className={styles['scroll']} aria-label={caption}>
      <table className={styles['table']}>
        <caption className={styles['caption']}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const sorted = sort?.key === column.key ? sort : null;
              const Arrow = sorted?.descending ? ArrowDown : ArrowUp;
              return (
                <th
                  key={column.key}
                  scope="col"
                  className={classes(column.figures && styles['figures'])}
                  style={column.width ? { width: column.width } : undefined}
                  {...(sorted
                    ? { 'aria-sort': sorted.descending ? 'descending' : 'ascending' }
                    : {})}
                >
                  {column.sortable && onSort ? (
                    <button
                      type="button"
                      className={styles['sort']}
                      onClick={() => onSort(column.key)}
                    >
                      {column.label}
                      {sorted && <Arrow aria-hidden />}
                    </button>
                  ) : (
                    column.label
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} className={classes(column.figures && styles['figures'])}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
