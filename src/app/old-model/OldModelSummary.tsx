import { Table } from '../ui/Table.tsx';
import { Button } from '../ui/Button.tsx';
import { saveDownload } from '../ui/download.ts';
import { numberText } from '../words/format.ts';
import { oldModelWords as words } from '../words/old-model.ts';
import type { Brought } from './bring.ts';
import { Lines } from './Lines.tsx';
import section from '../ui/Section.module.css';
import styles from './OldModel.module.css';
import type { ReadModel } from './read.ts';

/** Everything that was compared, as a file to keep beside the old data. */
function saveSummary({ plan, files }: ReadModel, brought: Brought): void {
  const text = JSON.stringify({ files, ...brought, problems: plan.problems }, null, 2);
  saveDownload(new Blob([text], { type: 'application/json' }), words.summaryFile);
}

/** What is really here of an older model, table by table, and whether the old data may go. */
export function OldModelSummary({
  model,
  brought,
}: {
  readonly model: ReadModel;
  readonly brought: Brought;
}) {
  const { check, entered, known, left } = brought;
  const out = model.plan.problems.filter(({ what }) => what !== 'kept');
  const refused = new Set(left.map(({ key }) => key));
  const lines = [
    ...left.map(({ key, reason }) => `${key}: ${reason}`),
    ...check.differences
      .filter(({ key }) => !refused.has(key))
      .map(({ key, reason }) => `${key}: ${reason}`),
    ...out.map(words.problem),
    ...model.plan.tables
      .filter(({ role, rows }) => role === null && rows > 0)
      .map(({ table }) => `${table}: ${words.unknown}`),
  ];
  return (
    <>
      <output className={styles['verdict']}>
        <strong className={check.complete ? section['ok'] : section['warn']}>
          {check.complete ? words.whole : words.part}
        </strong>
        <span>{check.complete ? words.wholeText : words.partText(lines.length)}</span>
      </output>
      <p>
        {words.entered(entered, known)} · {words.links(check.links.there, check.links.wanted)} ·{' '}
        {words.collections(check.collections.there, check.collections.wanted)}
      </p>
      <div className={section['table']}>
        <Table
          caption={words.tables}
          rows={check.tables}
          rowKey={(one) => `${one.file} ${one.table}`}
          columns={[
            { key: 'table', label: words.table, cell: (one) => <bdi>{one.table}</bdi> },
            { key: 'rows', label: words.rows, cell: (one) => numberText(one.rows) },
            { key: 'here', label: words.here, cell: (one) => numberText(one.same) },
          ]}
        />
      </div>
      <Lines lines={lines} />
      <p className={section['quiet']}>{words.undo}</p>
      <div>
        <Button onClick={() => saveSummary(model, brought)}>{words.save}</Button>
      </div>
    </>
  );
}
