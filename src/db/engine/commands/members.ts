/** Members of packs and collections: the one code that keeps them once each and in order. */
import type { AssetId } from '#domain/id.ts';
import { positionsBetween } from '#domain/position.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Scope } from '../scope.ts';
import { allThere } from './assets.ts';

type Changed = { readonly changed: number };

/** An asset that is not in the list yet. */
export interface Candidate {
  readonly id: AssetId;
  readonly kind: string;
  readonly name: string;
  readonly project_id: string | null;
}

/** Puts assets at the end; those that are in it stay where they are. `refuse` may name why not. */
export function appendMembers(
  scope: Scope,
  list: string,
  assets: readonly AssetId[],
  refuse: (asset: Candidate) => string | null,
): Result<Changed> {
  const there = allThere(scope.connection, assets);
  if (!there.ok) return there;
  const fresh = scope.connection.all<Candidate>(
    `SELECT a.id, a.kind, a.name, a.project_id FROM json_each(?1) AS wanted
     CROSS JOIN assets a ON a.id = wanted.value
     WHERE NOT EXISTS (SELECT 1 FROM asset_collection_members
       WHERE collection_id = ?2 AND asset_id = a.id)
     ORDER BY wanted.key`,
    [JSON.stringify([...new Set(assets)]), list],
  );
  for (const asset of fresh) {
    const reason = refuse(asset);
    if (reason !== null) return fail({ code: 'not_allowed', what: asset.name, reason });
  }
  const last = scope.connection.one<{ last: string | null }>(
    'SELECT max(position) AS last FROM asset_collection_members WHERE collection_id = ?',
    [list],
  )?.last;
  const places = positionsBetween(last ?? null, null, fresh.length);
  for (const [index, { id }] of fresh.entries()) {
    scope.connection.run(
      `INSERT INTO asset_collection_members (collection_id, asset_id, position, created_at)
       VALUES (?, ?, ?, ?)`,
      [list, id, places[index], scope.at],
    );
  }
  return ok({ changed: fresh.length });
}

/** Takes assets out; those that are not in it are no fault. */
export const removeMembers = (scope: Scope, list: string, assets: readonly AssetId[]): number =>
  scope.connection.run(
    `DELETE FROM asset_collection_members
     WHERE collection_id = ? AND asset_id IN (SELECT value FROM json_each(?))`,
    [list, JSON.stringify(assets)],
  );

/** Moves members, in their present order, before another member; null puts them last. */
export function moveMembers(
  scope: Scope,
  list: string,
  { assets, before }: { readonly assets: readonly AssetId[]; readonly before: AssetId | null },
): Result<Changed> {
  const members = scope.connection.all<{ asset_id: AssetId; position: string }>(
    `SELECT asset_id, position FROM asset_collection_members
     WHERE collection_id = ? ORDER BY position, asset_id`,
    [list],
  );
  const moved = new Set(assets);
  const moving = members.filter(({ asset_id }) => moved.has(asset_id));
  // Moving before one that moves too means before the next that stays.
  const at = before === null ? -1 : members.findIndex(({ asset_id }) => asset_id === before);
  if (before !== null && at < 0) return fail({ code: 'not_found', what: 'member', id: before });
  const staying = members.filter(({ asset_id }) => !moved.has(asset_id));
  const next = at < 0 ? undefined : members.slice(at).find(({ asset_id }) => !moved.has(asset_id));
  const index = next === undefined ? staying.length : staying.indexOf(next);
  const places = positionsBetween(
    staying[index - 1]?.position ?? null,
    next?.position ?? null,
    moving.length,
  );
  let changed = 0;
  for (const [order, { asset_id, position }] of moving.entries()) {
    if (places[order] === position) continue;
    changed += scope.connection.run(
      `UPDATE asset_collection_members SET position = ?
       WHERE collection_id = ? AND asset_id = ?`,
      [places[order], list, asset_id],
    );
  }
  return ok({ changed });
}
