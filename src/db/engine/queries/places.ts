import { dayKinds, type SubfolderRow } from '#domain/contract/places.ts';
import { nameKey } from '#domain/search.ts';
import * as shape from '../input.ts';
import { assetDays } from './asset-days.ts';
import { folderTree } from './folder-tree.ts';
import { z } from '../input.ts';
import { query } from './query.ts';

/** More folders than this right below one are not listed. */
const mostFolders = 2_000;

export const placeQueries = {
  folderTree: query<'folderTree'>(
    z.strictObject({ project: z.optional(shape.uuid) }),
    ({ connection }, { project }) => folderTree(connection, project),
  ),

  assetDays: query<'assetDays'>(
    z.strictObject({ by: z.enum(dayKinds), project: z.optional(shape.uuid) }),
    ({ connection }, { by, project }) => assetDays(connection, by, project),
  ),

  subfolders: query<'subfolders'>(
    z.strictObject({ under: shape.text(4096) }),
    ({ connection }, { under }) => {
      const prefix = under === '' ? '' : `${under}/`;
      return connection
        .all<Omit<SubfolderRow, 'has_folders'> & { readonly has_folders: 0 | 1 }>(
          // The first part of what follows the prefix, where another part follows it. "0" is the
          // sign after "/", so that the range is the folder and everything in it.
          `SELECT name, ?1 || name AS path, count(DISTINCT asset_id) AS assets,
             max(instr(rest, '/') > 0) AS has_folders
           FROM (
             SELECT substr(below, 1, instr(below, '/') - 1) AS name,
               substr(below, instr(below, '/') + 1) AS rest, asset_id
             FROM (
               SELECT substr(path, length(?1) + 1) AS below, asset_id
               FROM asset_files INDEXED BY asset_files_by_path
               WHERE path > ?1 AND (?1 = '' OR path < ?2)
             ) f
             JOIN assets a ON a.id = f.asset_id AND a.deleted_at IS NULL
             WHERE instr(below, '/') > 1
           )
           GROUP BY name LIMIT ${mostFolders}`,
          [prefix, `${under}0`],
        )
        .map((row) => ({ ...row, has_folders: row.has_folders === 1 }))
        .toSorted((one, other) => (nameKey(one.name) < nameKey(other.name) ? -1 : 1));
    },
  ),
};
