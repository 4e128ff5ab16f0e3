import { bulkFields, type BulkField, type FieldValues } from '#domain/contract/bulk.ts';
import { bulkEdit, folderRules } from '../bulk-input.ts';
import { byField, planEdit, sampleOf, type Plan } from '../bulk-plan.ts';
import { planFolders } from '../folder-plan.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { query } from './query.ts';

/** Values and tags beyond these are counted, not listed. */
const mostValues = 50;
const mostTags = 500;
const mostParts = 1000;
const mostConflicts = 100;

type Scalar = string | number | null;

const most = (counts: ReadonlyMap<Scalar, number>): FieldValues => ({
  different: counts.size,
  values: [...counts]
    .toSorted((one, other) => other[1] - one[1])
    .slice(0, mostValues)
    .map(([value, count]) => ({ value, count })),
});

/** Assets of a plan that would share their name with another one of it. */
function sameNames({ changed }: Plan): number {
  const counts = new Map<string, number>();
  for (const { rename } of changed) {
    if (rename !== null) counts.set(rename, (counts.get(rename) ?? 0) + 1);
  }
  let same = 0;
  for (const count of counts.values()) if (count > 1) same += count;
  return same;
}

export const bulkQueries = {
  commonValues: query<'commonValues'>(
    z.strictObject({ assets: shape.uuids }),
    ({ connection }, { assets }) => {
      const ids = JSON.stringify(assets);
      const counts = new Map(bulkFields.map((field) => [field, new Map<Scalar, number>()]));
      const rows = connection.all<Readonly<Record<BulkField, Scalar>> & { size: number | null }>(
        `SELECT ${bulkFields.map((field) => `a.${field}`).join(', ')}, a.size
         FROM json_each(?) AS wanted CROSS JOIN assets a ON a.id = wanted.value`,
        [ids],
      );
      let size = 0;
      for (const row of rows) {
        size += row.size ?? 0;
        for (const [field, seen] of counts) seen.set(row[field], (seen.get(row[field]) ?? 0) + 1);
      }
      // The border: the entries are exactly those of the list.
      const fields = Object.fromEntries(
        [...counts].map(([field, seen]) => [field, most(seen)]),
      ) as Readonly<Record<BulkField, FieldValues>>;
      return {
        assets: rows.length,
        size,
        fields,
        tags: connection.all<{ tag: string; count: number }>(
          `SELECT t.tag, count(*) AS count FROM json_each(?) AS wanted
           CROSS JOIN asset_tags t ON t.asset_id = wanted.value
           GROUP BY t.tag ORDER BY count DESC, t.tag LIMIT ${mostTags}`,
          [ids],
        ),
      };
    },
  ),

  bulkPreview: query<'bulkPreview'>(
    z.strictObject({ assets: shape.uuids, edit: bulkEdit, sample: shape.count }),
    ({ connection }, { assets, edit, sample }) => {
      const plan = planEdit(connection, assets, edit);
      if (!plan.ok) {
        return {
          problem: 'reason' in plan.failure ? plan.failure.reason : plan.failure.code,
        };
      }
      return {
        problem: null,
        assets: plan.value.assets,
        changed: plan.value.changed.length,
        by_field: byField(plan.value),
        sample: sampleOf(connection, plan.value, sample),
        same_names: sameNames(plan.value),
      };
    },
  ),

  folderPreview: query<'folderPreview'>(
    z.strictObject({ assets: shape.uuids, rules: folderRules, sample: shape.count }),
    ({ connection }, { assets, rules, sample }) => {
      const plan = planFolders(connection, assets, rules);
      return {
        assets: plan.assets,
        changed: plan.changed.length,
        by_field: byField(plan),
        sample: sampleOf(connection, plan, sample),
        without_folder: plan.without_folder,
        depth: plan.depth,
        common: plan.common,
        parts: plan.parts.slice(0, mostParts),
        conflicts: plan.conflicts.length,
        conflict_sample: plan.conflicts.slice(0, mostConflicts),
      };
    },
  ),
};
