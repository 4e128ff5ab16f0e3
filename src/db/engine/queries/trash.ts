/** What emptying the trash would delete. */
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { query } from './query.ts';

export const trashQueries = {
  trash: query<'trash'>(
    z.strictObject({ project: z.optional(shape.uuid) }),
    ({ connection }, { project }) => {
      const mine = '(?1 IS NULL OR project_id IS NULL OR project_id = ?1)';
      const count = (from: string): number =>
        connection.one<{ count: number }>(`SELECT count(*) AS count FROM ${from}`, [
          project ?? null,
        ])?.count ?? 0;
      return {
        assets: count(`assets INDEXED BY assets_by_project WHERE shelf = 2 AND ${mine}`),
        starred: count(
          `assets INDEXED BY assets_starred WHERE starred = 1 AND shelf = 2 AND ${mine}`,
        ),
        collections: count(
          `asset_collections WHERE deleted_at IS NOT NULL AND type <> 'pack' AND ${mine}`,
        ),
        // Only with the whole trash; what was brought back alone keeps its project.
        projects: count(
          `projects p WHERE ?1 IS NULL AND p.deleted_at IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM assets WHERE project_id = p.id AND shelf IN (0, 1))
           AND NOT EXISTS (SELECT 1 FROM asset_collections WHERE project_id = p.id
             AND deleted_at IS NULL)`,
        ),
      };
    },
  ),
};
