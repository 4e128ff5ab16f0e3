/** The journal of what this step adds: new triggers for tables with new columns, and for new tables. */
import { journaled, triggersOf, type Journaled } from '../0001/journal.ts';

/** Columns that older tables have from now on. */
const added: Readonly<Record<string, readonly string[]>> = {
  assets: ['review'],
  folders: ['mode', 'project_id', 'ignore', 'settings'],
  asset_files: ['missing_since', 'moved_from'],
  asset_collections: ['project_id', 'cover_asset_id', 'archived_at'],
};

const rewritten: readonly Journaled[] = journaled.flatMap((table) => {
  const more = added[table.table];
  return more === undefined ? [] : [{ ...table, columns: [...table.columns, ...more] }];
});

const fresh: readonly Journaled[] = [
  { table: 'tags', key: ['tag'], columns: ['tag', 'colour', 'created_at', 'updated_at'] },
  { table: 'tag_aliases', key: ['alias'], columns: ['alias', 'tag', 'created_at'] },
  { table: 'tag_parents', key: ['tag', 'parent'], columns: ['tag', 'parent', 'created_at'] },
  { table: 'texts', key: ['id'], columns: ['id', 'content', 'language', 'updated_at'] },
  {
    table: 'similar_verdicts',
    key: ['first_asset_id', 'second_asset_id'],
    columns: ['first_asset_id', 'second_asset_id', 'verdict', 'kept_asset_id', 'created_at'],
  },
  {
    table: 'saved_queries',
    key: ['id'],
    columns: ['id', 'name', 'sql', 'created_at', 'updated_at'],
  },
  {
    table: 'local_models',
    key: ['id'],
    columns: [
      'id',
      'name',
      'task',
      'manifest',
      'facts',
      'blob',
      'size',
      'licence',
      'commercial_use',
      'source_url',
      'catalogue',
      'accepted_at',
      'test',
      'enabled',
      'missing',
      'created_at',
      'updated_at',
    ],
  },
];

const dropped = rewritten.flatMap(({ table }) =>
  ['create', 'update', 'delete'].map((action) => `DROP TRIGGER ${table}_journal_${action};`),
);

export const journal = `${dropped.join('\n')}
${[...rewritten, ...fresh].map(triggersOf).join('\n')}
`;
