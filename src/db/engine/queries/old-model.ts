/** What stands in the library for the rows of an older model: read back for comparison. */
import type { OldEntered, OldKey } from '#domain/contract/old-model.ts';
import type { AssetId, CollectionId } from '#domain/id.ts';
import type { Relation } from '#domain/lineage/relations.ts';
import { oldTask, oldTaskForms } from '#domain/old-model/tasks.ts';
import type { TaskRow } from '#domain/task.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { taskColumns } from '../rows.ts';
import { query } from './query.ts';

type Row = OldEntered['asset'] & { readonly key: OldKey; readonly content: string | null };

const isoTime = (time: number): string => new Date(time).toISOString();

export const oldModelQueries = {
  tasksInOldWords: query<'tasksInOldWords'>(
    z.strictObject({ form: z.enum(oldTaskForms), limit: shape.count }),
    ({ connection }, { form, limit }) =>
      connection
        .all<TaskRow & { readonly result_name: string | null }>(
          `SELECT ${taskColumns('t')}, coalesce(a.name, p.export_path) AS result_name
           FROM tasks t LEFT JOIN assets a ON a.id = t.target_asset_id
           LEFT JOIN packs p ON p.id = t.pack_id AND t.status = 'completed'
           ORDER BY t.created_at DESC, t.position DESC LIMIT ?`,
          [limit],
        )
        .map(({ result_name: result, ...row }) => oldTask(form, row, { iso: isoTime, result })),
  ),

  enteredOldModel: query<'enteredOldModel'>(
    z.strictObject({
      keys: z.array(z.string().check(z.maxLength(250))).check(z.maxLength(100_000)),
    }),
    ({ connection }, { keys }) => {
      const wanted = JSON.stringify(keys);
      const rows = connection.all<Row>(
        `SELECT m.value AS key, a.id, a.n, a.kind, a.name, a.state, a.metadata, a.blob, a.url,
           t.content
         FROM json_each(?) AS wanted
         CROSS JOIN meta_rows m ON m.key = 'old_model' AND m.value = wanted.value
         JOIN assets a ON a.n = m.n LEFT JOIN texts t ON t.id = a.id
         WHERE a.deleted_at IS NULL ORDER BY wanted.key`,
        [wanted],
      );
      const keysById = new Map<string, OldKey[]>();
      for (const { id, key } of rows) keysById.set(id, [...(keysById.get(id) ?? []), key]);
      const keysOf = (id: string): readonly OldKey[] => keysById.get(id) ?? [];
      const ids = JSON.stringify([...keysById.keys()]);
      const tags = new Map<string, string[]>();
      for (const { id, tag } of connection.all<{ id: string; tag: string }>(
        `SELECT asset_id AS id, tag FROM asset_tags
         WHERE asset_id IN (SELECT value FROM json_each(?)) ORDER BY tag`,
        [ids],
      )) {
        tags.set(id, [...(tags.get(id) ?? []), tag]);
      }
      const links = connection
        .all<{ parent: string; child: string; type: Relation }>(
          `SELECT parent_asset_id AS parent, child_asset_id AS child, relationship_type AS type
           FROM asset_relationships WHERE parent_asset_id IN (SELECT value FROM json_each(?1))
           ORDER BY parent_asset_id, relationship_type, position`,
          [ids],
        )
        .flatMap(({ parent, child, type }) =>
          keysOf(parent).flatMap((one) =>
            keysOf(child).map((other) => ({ parent: one, child: other, type })),
          ),
        );
      const collections = connection
        .all<{ id: CollectionId; key: OldKey; name: string }>(
          `SELECT id, metadata ->> '$.old_model' AS key, name FROM asset_collections
           WHERE deleted_at IS NULL
             AND metadata ->> '$.old_model' IN (SELECT value FROM json_each(?))`,
          [wanted],
        )
        .map((one) => ({
          ...one,
          members: connection
            .all<{ asset_id: AssetId }>(
              `SELECT asset_id FROM asset_collection_members
               WHERE collection_id = ? ORDER BY position`,
              [one.id],
            )
            .flatMap(({ asset_id }) => keysOf(asset_id)),
        }));
      return {
        entered: rows.map(({ key, content, ...asset }) => ({
          key,
          asset,
          content,
          tags: tags.get(asset.id) ?? [],
        })),
        links,
        collections,
      };
    },
  ),
};
