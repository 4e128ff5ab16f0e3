import { useState } from 'react';

import type { SchemaTable } from '#domain/contract/history.ts';
import { goTo } from '../../address.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Table } from '../../ui/Table.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { consoleWords } from '../../words/console.ts';
import { bytesText } from '../../words/format.ts';
import styles from '../console/Console.module.css';
import { useDraft } from '../console/draft.ts';
import section from '../../ui/Section.module.css';
import own from '../Data.module.css';

const words = consoleWords.schema;

/** A name as SQL writes it: quoted where it is a word of the language. */
const sqlName = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/u.test(name) &&
  !/^(?:order|group|index|table|values|character|ignore)$/u.test(name)
    ? name
    : `"${name}"`;

function look(table: SchemaTable): void {
  const columns = table.columns.map(({ name }) => sqlName(name)).join(', ');
  useDraft
    .getState()
    .write(`SELECT ${columns || '*'}\nFROM ${sqlName(table.name)}\nLIMIT 100`, null);
  goTo('/data/sql');
}

function Opened({ table }: { readonly table: SchemaTable }) {
  return (
    <div className={styles['opened']}>
      <div>
        <Button size="small" onClick={() => look(table)}>
          {words.look}
        </Button>
      </div>
      <Table
        caption={words.columns(table.name)}
        rows={table.columns}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', label: words.column, cell: ({ name }) => <code>{name}</code> },
          { key: 'type', label: words.type, cell: ({ type }) => type },
          {
            key: 'notes',
            label: words.notes,
            cell: (column) =>
              [
                column.key > 0 ? words.key : null,
                column.required ? words.required : null,
                column.computed ? words.computed : null,
                column.points_at ? words.pointsAt(column.points_at) : null,
              ]
                .filter(Boolean)
                .join(', '),
          },
        ]}
      />
      {table.indexes.length > 0 && (
        <div>
          <h3 className={styles['quiet']}>{words.indexes}</h3>
          <ul className={styles['tree']}>
            {table.indexes.map((index) => (
              <li key={index.name}>
                {index.name} ({index.columns.join(', ')}){index.unique ? ` · ${words.unique}` : ''}
                {index.bytes === null ? '' : ` · ${bytesText(index.bytes)}`}
              </li>
            ))}
          </ul>
        </div>
      )}
      {table.triggers.length > 0 && (
        <div>
          <h3 className={styles['quiet']}>{words.triggers}</h3>
          <ul className={styles['tree']}>
            {table.triggers.map(({ name }) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      <details>
        <summary>{words.statement}</summary>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
        <pre className={styles['statement']} tabIndex={0}>
          {table.sql}
        </pre>
      </details>
    </div>
  );
}

function TableRow({ table }: { readonly table: SchemaTable }) {
  const [open, setOpen] = useState(false);
  const type = words.types[table.type];
  const figures = [
    table.rows === null ? null : words.rows(table.rows),
    table.bytes === null ? null : bytesText(table.bytes),
  ];
  return (
    <details
      className={styles['row']}
      onToggle={(event) => {
        if (event.target === event.currentTarget) setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <code className={styles['name']}>{table.name}</code>
        {type && <Badge>{type}</Badge>}
        <span className={styles['figure']}>{figures.filter(Boolean).join(' · ')}</span>
      </summary>
      {open && <Opened table={table} />}
    </details>
  );
}

/** Tables with their columns, indexes and triggers, rows and sizes. */
export function Schema() {
  const [sizes, setSizes] = useState(false);
  const [text, setText] = useState('');
  const read = useLiveQuery('schemaTables', { sizes }).value;
  const wanted = text.trim().toLowerCase();
  const tables = (read?.tables ?? []).filter(
    ({ name, columns }) =>
      name.toLowerCase().includes(wanted) ||
      columns.some((column) => column.name.toLowerCase().includes(wanted)),
  );
  return (
    <section aria-labelledby="data-schema" className={styles['tables']}>
      <h2 id="data-schema" className={own['title']}>
        {words.title}
      </h2>
      <p className={section['lead']}>{words.lead}</p>
      <div className={styles['tools']}>
        <TextInput
          type="search"
          className={styles['find']}
          aria-label={words.filter}
          placeholder={words.filter}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {!sizes && <Button onClick={() => setSizes(true)}>{words.measure}</Button>}
        {read && <span className={styles['quiet']}>{words.version(read.version)}</span>}
      </div>
      {read && tables.length === 0 && <p className={styles['quiet']}>{words.none}</p>}
      <div>
        {tables.map((table) => (
          <TableRow key={table.name} table={table} />
        ))}
      </div>
    </section>
  );
}
