import type { SqlAnswer } from '#domain/contract/history.ts';
import { consoleWords as words } from '../../words/console.ts';
import styles from './Console.module.css';
import { type PlanNode, planTree } from './export.ts';
import { ResultTable } from './ResultTable.tsx';

const Tree = ({ nodes }: { readonly nodes: readonly PlanNode[] }) => (
  <ul className={styles['tree']}>
    {nodes.map(({ id, detail, children }) => (
      <li key={id}>
        {detail}
        {children.length > 0 && <Tree nodes={children} />}
      </li>
    ))}
  </ul>
);

function failedWords(answer: Exclude<SqlAnswer, { kind: 'rows' }>): string {
  switch (answer.kind) {
    case 'refused':
      return words.failed.refused(answer.reason);
    case 'too_long':
      return words.failed.tooLong(answer.milliseconds);
    case 'stopped':
      return words.failed.stopped(answer.took);
    case 'wrong': {
      const where = answer.at ? ` ${words.failed.at(answer.at.line, answer.at.column)}` : '';
      return `${words.failed.wrong(answer.reason)}${where}`;
    }
  }
}

/** What came of a statement: rows, a plan, or why not. */
export function Answer({
  answer,
  isPlan,
  limit,
}: {
  readonly answer: SqlAnswer;
  readonly isPlan: boolean;
  readonly limit: number;
}) {
  if (answer.kind !== 'rows') {
    return (
      <p role="alert" className={styles['bad']}>
        {failedWords(answer)}
      </p>
    );
  }
  if (!isPlan) return <ResultTable answer={answer} limit={limit} />;
  return (
    <section aria-label={words.planTitle}>
      <p className={styles['quiet']}>{words.planTitle}</p>
      <Tree nodes={planTree(answer.rows)} />
    </section>
  );
}
