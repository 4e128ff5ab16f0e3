/** Links between assets: made once each, without loops where that would be nonsense, in order. */
import type { AssetRow } from '#domain/asset.ts';
import type { Link } from '#domain/contract/lineage.ts';
import type { AssetId } from '#domain/id.ts';
import { loopless, phrases, relations, type Relation } from '#domain/lineage/relations.ts';
import { positionBetween, positionsBetween } from '#domain/position.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readAsset } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { command } from './command.ts';

/** The most links that one command takes. */
const most = 10_000;
const largestMetadata = 100_000;

const link = { parent: shape.uuid, child: shape.uuid, type: z.enum(relations) };
const metadata = z
  .record(z.string().check(z.minLength(1), z.maxLength(200)), z.unknown())
  .check(z.refine((value) => JSON.stringify(value).length <= largestMetadata, 'is too long'));

const isOne = 'parent_asset_id = ? AND child_asset_id = ? AND relationship_type = ?';
const keyOf = ({ parent, child, type }: Link): readonly string[] => [parent, child, type];

/** An asset that is there and not in the trash. */
export function living(connection: Connection, id: AssetId): Result<AssetRow> {
  const asset = readAsset(connection, id);
  if (asset === undefined) return fail({ code: 'not_found', what: 'asset', id });
  return asset.deleted_at === null
    ? ok(asset)
    : fail({ code: 'not_allowed', what: asset.name, reason: 'it lies in the trash' });
}

/** The names on the way from `top` down to `bottom` by one relation; null when there is no way. */
function chainBetween(
  connection: Connection,
  top: AssetId,
  bottom: AssetId,
  type: Relation,
): readonly string[] | null {
  const row = connection.one<{ path: string }>(
    `WITH RECURSIVE below(id, path) AS (
       SELECT ?1, json_array(?1)
       UNION ALL
       SELECT r.child_asset_id, json_insert(below.path, '$[#]', r.child_asset_id) FROM below
       JOIN asset_relationships r ON r.parent_asset_id = below.id AND r.relationship_type = ?3
       WHERE json_array_length(below.path) < 64
       LIMIT 100000
     ) SELECT path FROM below WHERE id = ?2 LIMIT 1`,
    [top, bottom, type],
  );
  if (row === undefined) return null;
  return connection
    .all<{ name: string }>(
      `SELECT a.name FROM json_each(?) AS step CROSS JOIN assets a ON a.id = step.value
       ORDER BY step.key`,
      [row.path],
    )
    .map(({ name }) => name);
}

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(' → ');

/** The refusal of a link that would lead back to where it begins, naming the way; null: it does not. */
export function loopOf(
  connection: Connection,
  { parent, child, type }: Link,
): Result<never> | null {
  const chain = loopless.includes(type) ? chainBetween(connection, child, parent, type) : null;
  const [first = ''] = chain ?? [];
  return chain === null
    ? null
    : fail({
        code: 'not_allowed',
        what: first,
        reason: `it would lead back to itself: ${quoted([...chain, first])}`,
      });
}

/** Why a link cannot be made, in words; nothing is written. */
function checkLink(connection: Connection, { parent, child, type }: Link): Result<null> {
  if (parent === child) {
    return fail({ code: 'invalid_input', field: 'links', reason: 'an asset and itself' });
  }
  const [above, below] = [living(connection, parent), living(connection, child)];
  if (!above.ok) return above;
  if (!below.ok) return below;
  const [whole, part] = [above.value, below.value];
  const foreign =
    whole.project_id !== null && part.project_id !== null && whole.project_id !== part.project_id;
  if (foreign) {
    const reason = `it is of another project than “${part.name}”`;
    return fail({ code: 'not_allowed', what: whole.name, reason });
  }
  if (connection.one(`SELECT 1 FROM asset_relationships WHERE ${isOne}`, [parent, child, type])) {
    return fail({
      code: 'conflict',
      reason: `“${part.name}” ${phrases[type]} “${whole.name}” already`,
    });
  }
  return loopOf(connection, { parent, child, type }) ?? ok(null);
}

/** Writes a link that was checked; without a position it comes last among its like. */
export function writeLink(
  { connection, at }: Scope,
  { parent, child, type }: Link,
  said = '{}',
): number {
  const last = connection.one<{ last: string | null }>(
    `SELECT max(position) AS last FROM asset_relationships
     WHERE parent_asset_id = ? AND relationship_type = ?`,
    [parent, type],
  )?.last;
  return connection.run(
    `INSERT INTO asset_relationships (parent_asset_id, child_asset_id, relationship_type,
       position, metadata, created_at, updated_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)`,
    [parent, child, type, positionBetween(last ?? null, null), said, at],
  );
}

/** Gives every child of a parent a place, those that have none behind the others. */
function placed(
  scope: Scope,
  { parent, type }: Link,
): readonly { readonly child: AssetId; readonly position: string }[] {
  const rows = scope.connection.all<{ child: AssetId; position: string | null }>(
    `SELECT child_asset_id AS child, position FROM asset_relationships
     WHERE parent_asset_id = ? AND relationship_type = ?
     ORDER BY position IS NULL, position, created_at, child_asset_id`,
    [parent, type],
  );
  let last = rows.findLast(({ position }) => position !== null)?.position ?? null;
  return rows.map(({ child, position }) => {
    if (position !== null) return { child, position };
    last = positionBetween(last, null);
    setPosition(scope, { parent, child, type }, last);
    return { child, position: last };
  });
}

const setPosition = ({ connection, at }: Scope, one: Link, position: string): number =>
  connection.run(`UPDATE asset_relationships SET position = ?, updated_at = ? WHERE ${isOne}`, [
    position,
    at,
    ...keyOf(one),
  ]);

const noLink = (one: Link): Result<never> =>
  fail({ code: 'not_found', what: 'link', id: keyOf(one).join(' ') });

export const relationshipCommands = {
  linkAssets: command<'linkAssets'>(
    z.strictObject({
      links: z
        .array(z.strictObject({ ...link, metadata: z.optional(metadata) }))
        .check(z.minLength(1), z.maxLength(most)),
    }),
    (scope, { links }) => {
      for (const one of links) {
        const fits = checkLink(scope.connection, one);
        if (!fits.ok) return fits;
        writeLink(scope, one, JSON.stringify(one.metadata ?? {}));
      }
      return ok({ changed: links.length });
    },
    true,
  ),

  unlinkAssets: command<'unlinkAssets'>(
    z.strictObject({
      links: z.array(z.strictObject(link)).check(z.minLength(1), z.maxLength(most)),
    }),
    ({ connection }, { links }) => {
      let changed = 0;
      for (const one of links) {
        changed += connection.run(`DELETE FROM asset_relationships WHERE ${isOne}`, keyOf(one));
      }
      return ok({ changed });
    },
    true,
  ),

  editLink: command<'editLink'>(
    z.strictObject({ ...link, metadata }),
    ({ connection, at }, { metadata: said, ...one }) => {
      const before = connection.one<{ metadata: string }>(
        `SELECT metadata FROM asset_relationships WHERE ${isOne}`,
        keyOf(one),
      );
      if (before === undefined) return noLink(one);
      const text = JSON.stringify(said);
      if (text === before.metadata) return ok({ changed: 0 });
      return ok({
        changed: connection.run(
          `UPDATE asset_relationships SET metadata = ?, updated_at = ? WHERE ${isOne}`,
          [text, at, ...keyOf(one)],
        ),
      });
    },
    true,
  ),

  moveLink: command<'moveLink'>(
    z.strictObject({ ...link, before: z.nullable(shape.uuid) }),
    (scope, { before, ...one }) => {
      const all = placed(scope, one);
      const moving = all.find(({ child }) => child === one.child);
      if (moving === undefined) return noLink(one);
      if (before === one.child) return ok({ changed: 0 });
      const staying = all.filter((row) => row !== moving);
      const index =
        before === null ? staying.length : staying.findIndex((row) => row.child === before);
      if (index < 0) return noLink({ ...one, child: before ?? one.child });
      if (all[index] === moving) return ok({ changed: 0 });
      const [place = moving.position] = positionsBetween(
        staying[index - 1]?.position ?? null,
        staying[index]?.position ?? null,
        1,
      );
      return ok({ changed: setPosition(scope, one, place) });
    },
    true,
  ),
};
