import { useState } from 'react';

import { type Listed, readReport, type ReportLine } from '#domain/folders/report.ts';
import { folderWords as words } from '../words/folders.ts';
import { momentText } from '../words/format.ts';
import styles from './Folders.module.css';

const order = [
  'imported',
  'moved',
  'changed',
  'back',
  'vanished',
  'linked',
  'sidecar',
  'skipped',
] as const satisfies readonly Listed[];

/** What a scan found, in words; each list opens. */
export function ScanReport({
  report: json,
  at,
}: {
  readonly report: string;
  readonly at: number | null;
}) {
  const report = readReport(json);
  const told = order.filter((list) => report.counts[list] > 0);
  if (told.length === 0 && report.unsettled === 0 && report.unreadable.length === 0) return null;
  return (
    <div className={styles['report']}>
      <span className={styles['quiet']}>
        {words.more}
        {at !== null && ` · ${momentText(at)}`}
      </span>
      {told.map((list) => (
        <ReportList
          key={list}
          title={words.reports[list](report.counts[list])}
          total={report.counts[list]}
          lines={report.lists[list].map((line) => ({
            path: line.path,
            note: noteOf(list, line),
          }))}
        />
      ))}
      {report.unsettled > 0 && <span>{words.unsettled(report.unsettled)}</span>}
      {report.unreadable.length > 0 && (
        <ReportList
          title={words.unreadable(report.unreadable.length)}
          total={report.unreadable.length}
          lines={report.unreadable.map((path) => ({ path, note: undefined }))}
        />
      )}
    </div>
  );
}

function noteOf(list: Listed, { note, kept = [] }: ReportLine): string | undefined {
  if (note === undefined) return undefined;
  if (list === 'moved') return words.was(note);
  return list === 'sidecar' ? words.beside(note, kept) : note;
}

function ReportList({
  title,
  total,
  lines,
}: {
  readonly title: string;
  readonly total: number;
  readonly lines: readonly { readonly path: string; readonly note: string | undefined }[];
}) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        // Long lists scroll, so they can be reached by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ul tabIndex={0} aria-label={title}>
          {lines.map(({ path, note }) => (
            <li key={path} dir="auto">
              {path}
              {note !== undefined && ` · ${note}`}
            </li>
          ))}
          {total > lines.length && <li>{words.andMore(total - lines.length)}</li>}
        </ul>
      )}
    </details>
  );
}
