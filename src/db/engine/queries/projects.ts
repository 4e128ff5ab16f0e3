import type { MasterReference, ProjectRow, ProjectUse } from '#domain/contract/projects.ts';
import { inNameOrder } from '#domain/search.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { inbox } from '../rows.ts';
import { query } from './query.ts';

/** Each file once, however many assets of the project have it. */
const sizeOf = `(SELECT coalesce(sum(size), 0) FROM (SELECT max(size) AS size FROM assets
  WHERE project_id = p.id AND shelf IN (0, 1) AND blob IS NOT NULL GROUP BY blob))`;

const projects = (sizes: boolean): string => `
  SELECT p.id, p.name, p.description, p.folder_id, f.name AS folder_name, p.master_reference_id,
    r.name AS master_reference_name, r.blob AS master_reference_blob, p.id IS ?1 AS is_inbox,
    (SELECT count(*) FROM assets WHERE project_id = p.id AND shelf = 1) AS assets,
    ${sizes ? sizeOf : 'NULL'} AS bytes,
    (SELECT count(*) FROM asset_collections
       WHERE project_id = p.id AND deleted_at IS NULL AND type <> 'pack') AS collections,
    p.created_at, p.updated_at, p.deleted_at
  FROM projects p LEFT JOIN folders f ON f.id = p.folder_id AND f.deleted_at IS NULL
    LEFT JOIN assets r ON r.id = p.master_reference_id AND r.deleted_at IS NULL`;

const one = (connection: Connection, id: string): ProjectRow | undefined =>
  connection.one<ProjectRow>(`${projects(true)} WHERE p.id = ?2`, [inbox(connection), id]);

export const projectQueries = {
  projects: query<'projects'>(
    z.strictObject({ trashed: z.optional(z.boolean()), sizes: z.optional(z.boolean()) }),
    ({ connection }, { trashed = false, sizes = false }) => {
      const rows = connection.all<ProjectRow>(
        `${projects(sizes)} WHERE p.deleted_at IS ${trashed ? 'NOT NULL' : 'NULL'} ORDER BY p.id`,
        [inbox(connection)],
      );
      const named = inNameOrder(rows, ({ name }) => name);
      return [
        ...named.filter(({ is_inbox }) => is_inbox === 1),
        ...named.filter(({ is_inbox }) => is_inbox === 0),
      ];
    },
  ),

  projectUse: query<'projectUse'>(
    z.strictObject({ id: shape.uuid }),
    ({ connection }, { id }): ProjectUse | null => {
      const project = one(connection, id);
      if (project === undefined) return null;
      const count = (sql: string): number =>
        connection.one<{ count: number }>(`SELECT count(*) AS count ${sql}`, [id])?.count ?? 0;
      return {
        project,
        by_kind: connection.all<ProjectUse['by_kind'][number]>(
          `SELECT kind, count(*) AS count FROM assets WHERE project_id = ? AND shelf IN (0, 1)
           GROUP BY kind ORDER BY count DESC, kind`,
          [id],
        ),
        trashed: count('FROM assets WHERE project_id = ? AND shelf = 2'),
        collections: project.collections,
        waiting_tasks: count(`FROM tasks WHERE project_id = ? AND status = 'pending'`),
        running_tasks: count(`FROM tasks WHERE project_id = ? AND status = 'running'`),
        used_elsewhere: count(
          `FROM (SELECT other.id FROM assets mine
             JOIN asset_relationships l ON l.parent_asset_id = mine.id
             JOIN assets other ON other.id = l.child_asset_id
             WHERE mine.project_id = ?1 AND other.project_id <> ?1 AND other.deleted_at IS NULL
             UNION
             SELECT other.id FROM assets mine
             JOIN asset_relationships l ON l.child_asset_id = mine.id
             JOIN assets other ON other.id = l.parent_asset_id
             WHERE mine.project_id = ?1 AND other.project_id <> ?1 AND other.deleted_at IS NULL)`,
        ),
      };
    },
  ),

  masterReferences: query<'masterReferences'>(
    z.strictObject({ project: z.optional(shape.uuid) }),
    ({ connection }, { project }) =>
      connection.all<MasterReference>(
        `SELECT id, name, kind, blob, format FROM assets
         WHERE is_master_reference = 1 AND deleted_at IS NULL
           ${project === undefined ? '' : 'AND (project_id = ? OR project_id IS NULL)'}
         ORDER BY name_key, n LIMIT 500`,
        project === undefined ? [] : [project],
      ),
  ),
};
