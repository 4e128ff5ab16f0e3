import { useEffect, useState } from 'react';

import { type StorageReport, useInkreel, useLiveQuery } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Table } from '../ui/Table.tsx';
import { bytesText, numberText } from '../words/format.ts';
import { dataWords as words } from '../words/data.ts';
import { libraryWords } from '../words/library.ts';
import { shellWords } from '../words/shell.ts';
import { storageWords } from '../words/storage-line.ts';
import section from '../ui/Section.module.css';
import styles from './Data.module.css';

const kinds: Readonly<Record<string, string>> = libraryWords.kinds;

/** Where the library is, how safe, and what takes the space. */
export function StorageSection() {
  const client = useInkreel();
  const contents = useLiveQuery('contents', {}).value;
  const [report, setReport] = useState<StorageReport | null>(null);
  const [refused, setRefused] = useState(false);
  const [asked, setAsked] = useState(0);

  useEffect(() => {
    let current = true;
    const read = async (): Promise<void> => {
      const next = await client.storage();
      if (current) setReport(next);
    };
    void read();
    return () => {
      current = false;
    };
  }, [client, contents, asked]);

  const ask = async (): Promise<void> => {
    const agreed = await client.persist();
    setRefused(!agreed);
    setAsked(asked + 1);
  };

  return (
    <section className={section['section']} aria-labelledby="data-storage">
      <h2 id="data-storage">{words.storage}</h2>
      {report?.temporary ? (
        <p className={section['warn']}>
          {report.memory
            ? storageWords.held(report.memory.used, report.memory.limit)
            : shellWords.banners.temporary.title}
        </p>
      ) : (
        <>
          <p className={section['lead']}>
            {words.where}. {words.whereText}
          </p>
          {report && (
            <p className={report.persisted ? section['ok'] : section['warn']}>
              {report.persisted ? words.persisted : words.notPersisted}
            </p>
          )}
          {report && !report.persisted && (
            <Button onClick={() => void ask()}>{words.askPersist}</Button>
          )}
          {refused && <p className={section['quiet']}>{words.stillNot}</p>}
        </>
      )}
      {contents && (
        <div className={styles['table']}>
          <Table
            caption={words.kinds}
            rowKey={(row) => row.kind}
            rows={[
              ...contents.by_kind,
              { kind: words.database, count: null, bytes: contents.database_bytes },
              { kind: words.thumbnails, count: null, bytes: contents.thumbnail_bytes },
            ]}
            columns={[
              { key: 'kind', label: words.kind, cell: (row) => kinds[row.kind] ?? row.kind },
              {
                key: 'count',
                label: words.count,
                figures: true,
                cell: (row) => (row.count === null ? '' : numberText(row.count)),
              },
              {
                key: 'bytes',
                label: words.bytes,
                figures: true,
                cell: (row) => bytesText(row.bytes),
              },
            ]}
          />
        </div>
      )}
      {report && !report.temporary && report.usage !== null && (
        <p className={section['quiet']}>{words.used(report.usage)}</p>
      )}
    </section>
  );
}
