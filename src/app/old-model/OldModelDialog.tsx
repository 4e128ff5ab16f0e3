import { useState } from 'react';

import type { OldTablePlan } from '#domain/old-model/plan.ts';
import { useChosen } from '../chosen.ts';
import { showFailure, useInkreel } from '../inkreel.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Progress } from '../ui/Progress.tsx';
import { Table } from '../ui/Table.tsx';
import { commonWords } from '../words/common.ts';
import { numberText } from '../words/format.ts';
import { oldModelWords as words } from '../words/old-model.ts';
import { type Brought, bringOldModel } from './bring.ts';
import { Lines } from './Lines.tsx';
import section from '../ui/Section.module.css';
import styles from './OldModel.module.css';
import { OldModelSummary } from './OldModelSummary.tsx';
import type { ReadModel } from './read.ts';

/** What the files say and become; then, once brought in, what is really here of it. */
export function OldModelDialog({
  model,
  onClose,
}: {
  readonly model: ReadModel;
  readonly onClose: () => void;
}) {
  const client = useInkreel();
  const project = useChosen((state) => state.project);
  const [working, setWorking] = useState(false);
  const [brought, setBrought] = useState<Brought | null>(null);
  const { plan } = model;
  const count = plan.records.length;
  const bring = async (): Promise<void> => {
    setWorking(true);
    const done = await bringOldModel(client, model, project);
    setWorking(false);
    if (done.ok) setBrought(done.value);
    else showFailure(done.failure);
  };
  const unavailable = working ? words.working : count === 0 ? words.nothing : null;
  return (
    <Dialog
      open
      onClose={onClose}
      size="wide"
      title={words.dialog}
      actions={
        brought ? (
          <Button look="primary" onClick={onClose}>
            {commonWords.close}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{commonWords.cancel}</Button>
            <Button look="primary" unavailable={unavailable} onClick={() => void bring()}>
              {words.bring(count)}
            </Button>
          </>
        )
      }
    >
      <div className={styles['dialog']}>
        {brought ? <OldModelSummary model={model} brought={brought} /> : <Preview model={model} />}
        {working && (
          <output>
            {words.working} <Progress fraction={null} label={words.working} />
          </output>
        )}
      </div>
    </Dialog>
  );
}

function Preview({ model: { plan, media } }: { readonly model: ReadModel }) {
  const rows = plan.tables.reduce((sum, table) => sum + table.rows, 0);
  const lines = plan.problems.map(words.problem);
  return (
    <>
      <p>{words.found(rows, plan.tables.length)}</p>
      <div className={section['table']}>
        <Table
          caption={words.tables}
          rows={plan.tables}
          rowKey={(one: OldTablePlan) => `${one.file} ${one.table}`}
          columns={[
            { key: 'table', label: words.table, cell: (one) => <bdi>{one.table}</bdi> },
            { key: 'rows', label: words.rows, cell: (one) => numberText(one.rows) },
            {
              key: 'becomes',
              label: words.becomes,
              cell: (one) => (one.role === null ? words.unknown : words.roles[one.role]),
            },
            { key: 'taken', label: words.taken, cell: (one) => numberText(one.taken) },
          ]}
        />
      </div>
      <p className={section['quiet']}>{words.media(media.length)}</p>
      <p>{words.problems(lines.length)}</p>
      <Lines lines={lines} />
    </>
  );
}
