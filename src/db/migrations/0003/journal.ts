/** The journal of what this step adds: new triggers for tables with new columns, and for new tables. */
import { journaled, triggersOf, type Journaled } from '../0001/journal.ts';

/** Columns that older tables have from now on, those of the step before among them. */
const added: Readonly<Record<string, readonly string[]>> = {
  assets: ['review', 'starred'],
};

const rewritten: readonly Journaled[] = journaled.flatMap((table) => {
  const more = added[table.table];
  return more === undefined ? [] : [{ ...table, columns: [...table.columns, ...more] }];
});

const dropped = rewritten.flatMap(({ table }) =>
  ['create', 'update', 'delete'].map((action) => `DROP TRIGGER ${table}_journal_${action};`),
);

export const journal = `${dropped.join('\n')}
${rewritten.map(triggersOf).join('\n')}
`;
