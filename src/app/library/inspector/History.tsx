import { useState } from 'react';

import type { AssetId } from '#domain/id.ts';
import { useLiveQuery } from '../../inkreel.ts';
import { useNow } from '../../now.ts';
import { Button } from '../../ui/Button.tsx';
import { agoText, momentText } from '../../words/format.ts';
import { inspectorWords as words } from '../../words/inspector.ts';
import { byId, changeSentencesOf, plainText } from './change-words.ts';
import styles from './History.module.css';
import { Section } from './Section.tsx';

const shown = 60;

function HistoryList({ asset }: { readonly asset: AssetId }) {
  const read = useLiveQuery('changes', { entity: asset, limit: shown }).value;
  const now = useNow(60_000);
  if (!read) return null;
  const things = byId(read.things);
  const told = read.entries
    .map((entry) => ({
      entry,
      changes: changeSentencesOf(entry, things, asset).map(plainText),
    }))
    .filter(({ changes }) => changes.length > 0);
  if (told.length === 0) return <p className={styles['when']}>{words.historyNone}</p>;
  return (
    <>
      <ol className={styles['list']}>
        {told.map(({ entry, changes }) => (
          <li key={entry.id}>
            {changes.map((change) => (
              <p key={change}>{change}</p>
            ))}
            <time
              className={styles['when']}
              dateTime={new Date(entry.timestamp).toISOString()}
              title={momentText(entry.timestamp)}
            >
              {agoText(entry.timestamp, now)}
            </time>
          </li>
        ))}
      </ol>
      <a className={styles['when']} href={`#/data/history?of=${asset}`}>
        {words.historyAll}
      </a>
    </>
  );
}

/** What was changed on an asset, newest first; read when it is asked for. */
export function History({ asset }: { readonly asset: AssetId }) {
  const [open, setOpen] = useState(false);
  return (
    <Section title={words.history}>
      {open ? (
        <HistoryList asset={asset} />
      ) : (
        <Button size="small" onClick={() => setOpen(true)}>
          {words.showHistory}
        </Button>
      )}
    </Section>
  );
}
