import { Trash2 } from 'lucide-react';

import { type ShippedQuery, shippedQueries } from '#domain/saved-queries.ts';
import { useCommand, useLiveQuery } from '../../inkreel.ts';
import { IconButton } from '../../ui/Button.tsx';
import { showToast } from '../../ui/toasts.ts';
import { consoleWords as words } from '../../words/console.ts';
import styles from './Console.module.css';
import { useDraft, useRecentSql } from './draft.ts';

function Pick({
  label,
  isCode = false,
  onPick,
}: {
  readonly label: string;
  readonly isCode?: boolean;
  readonly onPick: () => void;
}) {
  return (
    <button
      type="button"
      className={`${styles['pick'] ?? ''} ${isCode ? (styles['code'] ?? '') : ''}`}
      title={label}
      onClick={onPick}
    >
      {label}
    </button>
  );
}

/** Queries to begin with: one's own, the ready-made ones, and what was run before. */
export function Queries({ onPick }: { readonly onPick: () => void }) {
  const command = useCommand();
  const mine = useLiveQuery('savedQueries', {}).value ?? [];
  const schema = useLiveQuery('schema', {}).value;
  const there = new Set(schema?.tables.map(({ name }) => name) ?? []);
  const recent = useRecentSql((state) => state.value);
  const write = useDraft((state) => state.write);
  const pick = (sql: string, kept: { query: string; name: string } | null = null): void => {
    write(sql, kept);
    onPick();
  };
  const missing = ({ tables }: ShippedQuery): readonly string[] =>
    tables.filter((table) => !there.has(table));
  const later = schema ? shippedQueries.filter((one) => missing(one).length > 0) : [];
  const remove = async (query: string, name: string): Promise<void> => {
    const done = await command('deleteQuery', { query });
    if (done) showToast({ text: words.removed(name), tone: 'plain' });
  };
  return (
    <aside className={styles['side']} aria-label={words.queries}>
      <h3>{words.mine}</h3>
      {mine.length === 0 && <p className={styles['quiet']}>{words.noneMine}</p>}
      <ul className={styles['list']}>
        {mine.map(({ id, name, sql }) => (
          <li key={id} className={styles['item']}>
            <Pick label={name} onPick={() => pick(sql, { query: id, name })} />
            <IconButton
              size="small"
              label={words.remove(name)}
              icon={<Trash2 aria-hidden />}
              onClick={() => void remove(id, name)}
            />
          </li>
        ))}
      </ul>
      <h3>{words.shippedTitle}</h3>
      <ul className={styles['list']}>
        {shippedQueries
          .filter((one) => !later.includes(one))
          .map(({ id, sql }) => (
            <li key={id} className={styles['item']}>
              <Pick label={words.shipped[id]} onPick={() => pick(sql)} />
            </li>
          ))}
      </ul>
      {recent.length > 0 && (
        <>
          <h3>{words.recent}</h3>
          <ul className={styles['list']}>
            {recent.map((sql) => (
              <li key={sql} className={styles['item']}>
                <Pick label={sql.replaceAll(/\s+/gu, ' ')} isCode onPick={() => pick(sql)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {later.length > 0 && (
        <details>
          <summary>{words.notYet}</summary>
          <p className={styles['quiet']}>{words.notYetText}</p>
          <ul className={styles['list']}>
            {later.map((one) => (
              <li key={one.id} className={styles['quiet']}>
                {words.shipped[one.id]} ({words.needs(missing(one).join(', '))})
              </li>
            ))}
          </ul>
        </details>
      )}
    </aside>
  );
}
