/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reached by the keyboard */
import { useState } from 'react';

import type { SqlAnswer, SqlCell } from '#domain/contract/history.ts';
import { saveFile } from '../../packs/save-file.ts';
import { Button } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toasts.ts';
import { consoleWords as words } from '../../words/console.ts';
import styles from './Console.module.css';
import { columnType, csvOf, jsonOf } from './export.ts';

type Rows = Extract<SqlAnswer, { kind: 'rows' }>;

const pageSize = 200;
/** A cell shows so much; the files have all of it. */
const longest = 400;

function Cell({ cell }: { readonly cell: SqlCell }) {
  if (cell === null) return <td className={styles['null']}>{words.nullCell}</td>;
  if (typeof cell === 'object') {
    return <td className={styles['null']}>{words.blobCell(cell.bytes)}</td>;
  }
  if (typeof cell === 'number') return <td className={styles['figures']}>{String(cell)}</td>;
  return (
    <td dir="auto" title={cell.length > 60 ? cell.slice(0, longest) : undefined}>
      {cell.slice(0, longest)}
    </td>
  );
}

async function save(text: string, type: string, name: string): Promise<void> {
  const saved = await saveFile(new Blob([text], { type }), name);
  if (saved !== null) showToast({ text: words.saved(saved), tone: 'plain' });
}

/** A result: its rows in pages, the types of its columns, and the ways to save it. */
export function ResultTable({ answer, limit }: { readonly answer: Rows; readonly limit: number }) {
  const { columns, rows, more, took } = answer;
  const [page, setPage] = useState(0);
  const from = page * pageSize;
  const to = Math.min(rows.length, from + pageSize);
  const types: Readonly<Record<string, string>> = { ...words.types, mixed: words.mixed };
  return (
    <>
      <div className={styles['tools']}>
        <output>
          {rows.length === 0 ? words.noRows : words.rows(rows.length, took)}{' '}
          {more && <span className={styles['warn']}>{words.moreThere(limit)}</span>}
        </output>
        {rows.length > 0 && (
          <>
            <Button
              size="small"
              onClick={() =>
                void save(csvOf(columns, rows), 'text/csv;charset=utf-8', 'inkreel.csv')
              }
            >
              {words.csv}
            </Button>
            <Button
              size="small"
              onClick={() => void save(jsonOf(columns, rows), 'application/json', 'inkreel.json')}
            >
              {words.json}
            </Button>
          </>
        )}
      </div>
      {rows.length > 0 && (
        <section className={styles['scroll']} aria-label={words.result} tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                {columns.map((column, place) => (
                  <th key={`${column} ${String(place)}`} scope="col">
                    {column}
                    <small>{types[columnType(rows, place)]}</small>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(from, to).map((row, index) => (
                <tr key={from + index}>
                  {row.map((cell, place) => (
                    // oxlint-disable-next-line react/no-array-index-key -- a cell is its place
                    <Cell key={place} cell={cell} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {rows.length > pageSize && (
        <div className={styles['tools']}>
          <Button
            size="small"
            unavailable={page === 0 ? words.page(from + 1, to, rows.length) : null}
            onClick={() => setPage(page - 1)}
          >
            {words.earlier}
          </Button>
          <span className={styles['quiet']}>{words.page(from + 1, to, rows.length)}</span>
          <Button
            size="small"
            unavailable={to === rows.length ? words.page(from + 1, to, rows.length) : null}
            onClick={() => setPage(page + 1)}
          >
            {words.later}
          </Button>
        </div>
      )}
    </>
  );
}
