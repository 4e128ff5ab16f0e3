import type { Thing } from '#domain/contract/history.ts';
import type { Connection } from '../connection.ts';

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu;

/** Columns of the journal that name another thing. */
const pointers = [
  'project_id',
  'folder_id',
  'asset_id',
  'master_reference_id',
  'cover_asset_id',
  'kept_asset_id',
] as const;

interface Spoken {
  readonly entity_id: string;
  readonly old_value: string | null;
  readonly new_value: string | null;
}

/** Ids of the things that entries of the journal speak of, in the order of their speaking. */
export function idsIn(entries: readonly Spoken[]): readonly string[] {
  const ids = new Set<string>();
  for (const entry of entries) {
    for (const [id] of entry.entity_id.matchAll(uuid)) ids.add(id);
    for (const json of [entry.old_value, entry.new_value]) {
      if (json === null) continue;
      const cells: unknown = JSON.parse(json);
      if (typeof cells !== 'object' || cells === null) continue;
      for (const [key, value] of Object.entries(cells)) {
        if (typeof value === 'string' && pointers.some((one) => one === key)) ids.add(value);
      }
    }
  }
  return [...ids];
}

/** Names of things by id, in the order given; what is gone by the last name that history has. */
export function thingsOf(connection: Connection, ids: readonly string[]): readonly Thing[] {
  if (ids.length === 0) return [];
  const found = connection.all<Omit<Thing, 'n'> & { n: number | null; type: string | null }>(
    `WITH wanted(id, place) AS (SELECT value, key FROM json_each(?1))
     SELECT w.id, w.place AS sequence, coalesce(a.name, c.name, p.name, f.name, q.name, m.name) AS name,
       coalesce(a.kind, iif(c.id IS NULL, NULL, 'collection'), iif(p.id IS NULL, NULL, 'project'),
         iif(f.id IS NULL, NULL, 'folder'), iif(q.id IS NULL, 'model', 'query')) AS kind, a.n,
       iif(coalesce(a.deleted_at, c.deleted_at, p.deleted_at, f.deleted_at) IS NULL,
         'library', 'trash') AS place
     FROM wanted w LEFT JOIN assets a ON a.id = w.id
     LEFT JOIN asset_collections c ON c.id = w.id AND a.id IS NULL
     LEFT JOIN projects p ON p.id = w.id LEFT JOIN folders f ON f.id = w.id
     LEFT JOIN saved_queries q ON q.id = w.id LEFT JOIN local_models m ON m.id = w.id
     WHERE coalesce(a.id, c.id, p.id, f.id, q.id, m.id) IS NOT NULL ORDER BY w.place`,
    [JSON.stringify(ids)],
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  return ids.flatMap((id): Thing[] => {
    const row = byId.get(id);
    if (row !== undefined) {
      const { name, kind, n, place } = row;
      return [{ id, name: name ?? '', kind, n, place }];
    }
    const last = connection.one<{ name: string | null; kind: string | null }>(
      `SELECT coalesce(old_value, new_value) ->> '$.name' AS name,
         coalesce(coalesce(old_value, new_value) ->> '$.kind', entity_type) AS kind
       FROM audit_log WHERE entity_id = ?1 AND action <> 'update'
         AND entity_type IN ('assets', 'asset_collections', 'projects', 'folders', 'saved_queries',
           'local_models')
       ORDER BY id DESC LIMIT 1`,
      [id],
    );
    return last === undefined || last.name === null
      ? []
      : [
          {
            id,
            name: last.name,
            kind: kindsOfTables[last.kind ?? ''] ?? last.kind ?? '',
            n: null,
            place: 'gone',
          },
        ];
  });
}

const kindsOfTables: Readonly<Record<string, string>> = {
  asset_collections: 'collection',
  projects: 'project',
  folders: 'folder',
  saved_queries: 'query',
  local_models: 'model',
};
