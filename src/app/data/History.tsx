import { useCommand, useLiveQuery } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Table } from '../ui/Table.tsx';
import { momentText } from '../words/format.ts';
import { dataWords as words } from '../words/data.ts';
import { requestWords } from '../words/shell.ts';
import styles from './Data.module.css';

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The last requests that changed something, each of which may be taken back. */
export function History() {
  const command = useCommand();
  const requests = useLiveQuery('requests', { limit: 50 }).value;
  return (
    <section className={styles['section']} aria-labelledby="data-history">
      <h2 id="data-history">{words.history}</h2>
      {requests?.length === 0 && <p className={styles['quiet']}>{words.historyEmpty}</p>}
      {requests && requests.length > 0 && (
        <div className={styles['wide']}>
          <Table
            caption={words.history}
            rowKey={(row) => row.request_id}
            rows={requests}
            columns={[
              { key: 'when', label: words.when, cell: (row) => momentText(row.timestamp) },
              {
                key: 'what',
                label: words.what,
                cell: (row) => sentence(requestWords(row.command, row.changed)),
              },
              {
                key: 'undo',
                label: '',
                figures: true,
                cell: (row) => (
                  <Button
                    size="small"
                    look="quiet"
                    onClick={() => void command('undoRequest', { request: row.request_id })}
                  >
                    {words.undoThis}
                  </Button>
                ),
              },
            ]}
          />
        </div>
      )}
    </section>
  );
}
