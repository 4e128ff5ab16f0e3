import type { SelectionGroup } from '#domain/contract/selection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { completeSettings, gathered, judgeSources } from '../task-fit.ts';
import { query } from './query.ts';

/** A picture called `a` of which its reading found no pixel; drawings and what is merely large aside. */
const unreadable = `(a.kind = 'image' AND a.format <> 'svg' AND (
  a.metadata ->> '$.unread.file' IS NOT NULL OR a.metadata ->> '$.unread.preview' IS NOT NULL
  OR a.metadata ->> '$.unread.thumbnail' NOT LIKE 'too_large%'))`;

export const selectionQueries = {
  selectionFacts: query<'selectionFacts'>(
    z.strictObject({ assets: shape.uuids }),
    ({ connection }, { assets }) => {
      const rows = connection.all<
        Pick<SelectionGroup, 'kind' | 'state' | 'count'> & {
          trashed: 0 | 1;
          has_file: 0 | 1;
          readable: 0 | 1;
          size: number;
        }
      >(
        `SELECT a.kind, a.state, a.deleted_at IS NOT NULL AS trashed, a.blob IS NOT NULL AS has_file,
           NOT coalesce(${unreadable}, 0) AS readable, count(*) AS count, total(a.size) AS size
         FROM json_each(?) AS wanted CROSS JOIN assets a ON a.id = wanted.value
         GROUP BY 1, 2, 3, 4, 5 ORDER BY count DESC, 1, 2`,
        [JSON.stringify(assets)],
      );
      return {
        assets: rows.reduce((sum, row) => sum + row.count, 0),
        size: rows.reduce((sum, row) => sum + row.size, 0),
        groups: rows.map(({ kind, state, trashed, has_file, readable, count }) => ({
          kind,
          state,
          trashed: trashed === 1,
          has_file: has_file === 1,
          readable: readable === 1,
          count,
        })),
      };
    },
  ),

  taskFit: query<'taskFit'>(
    z.strictObject({
      kind: shape.text(100),
      assets: shape.uuids,
      settings: z.record(z.string(), z.unknown()),
    }),
    ({ connection, kindOf }, { kind: name, assets, settings }) => {
      const kind = kindOf(name);
      if (kind === undefined) return null;
      const params = completeSettings(connection, kind, settings);
      if (!params.ok) return null;
      const { fit, unfit } = judgeSources(connection, kind, params.value, [...new Set(assets)]);
      let megapixels: number | null = 0;
      for (const { asset } of fit) {
        megapixels =
          megapixels === null || asset.width === null || asset.height === null
            ? null
            : megapixels + (asset.width * asset.height) / 1e6;
      }
      return { taken: fit.length, megapixels, left_out: gathered(unfit) };
    },
  ),
};
