import type { BackupRecord } from '#domain/contract/backup.ts';
import { Table } from '../ui/Table.tsx';
import { bytesText, momentText, numberText } from '../words/format.ts';
import { safetyWords as words } from '../words/safety.ts';
import section from '../ui/Section.module.css';

/** The backups that were made, the newest first. */
export const BackupRecords = ({ records }: { readonly records: readonly BackupRecord[] }) => (
  <div className={section['table']}>
    <Table
      caption={words.records}
      rowKey={(row) => row.task}
      rows={records.slice(0, 8)}
      columns={[
        { key: 'when', label: words.when, cell: (row) => momentText(row.taken_at) },
        { key: 'where', label: words.where, cell: (row) => row.where },
        { key: 'files', label: words.files, figures: true, cell: (row) => numberText(row.files) },
        { key: 'size', label: words.size, figures: true, cell: (row) => bytesText(row.bytes) },
        {
          key: 'written',
          label: words.written,
          figures: true,
          cell: (row) => bytesText(row.written_bytes),
        },
      ]}
    />
  </div>
);
