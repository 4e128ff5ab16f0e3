import type { AssetId } from '#domain/id.ts';
import type { AssetChanges } from '#domain/contract/commands.ts';
import { cleanName } from '#domain/name.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { nameKey } from '#domain/search.ts';
import type { Connection, Value } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { command } from './command.ts';

const nullableText = (longest: number) => z.optional(z.nullable(shape.text(longest)));

/** What may be changed by hand, as it comes in. */
export const assetChanges = z.strictObject({
  name: z.optional(shape.name),
  theme: nullableText(500),
  source: nullableText(500),
  provenance: z.optional(shape.provenance),
  approved: z.optional(z.boolean()),
  rating: z.optional(z.nullable(z.int().check(z.gte(1), z.lte(5)))),
  alt_text: nullableText(10_000),
  is_master_reference: z.optional(z.boolean()),
  starred: z.optional(z.boolean()),
  review: z.optional(z.nullable(shape.reviewMark)),
  project_id: z.optional(z.nullable(shape.uuid)),
});

/** Free text as it is stored: trimmed, and nothing where there is nothing. */
export const storedText = (text: string | null): string | null => {
  const clean = text?.toWellFormed().replaceAll('\u0000', '').trim() ?? '';
  return clean === '' ? null : clean;
};

/** Refuses when one of the ids is no asset, so that a typo is not silently nothing. */
export function allThere(connection: Connection, ids: readonly AssetId[]): Result<string> {
  const json = JSON.stringify(ids);
  const absent = connection.one<{ id: string }>(
    `SELECT wanted.value AS id FROM json_each(?) AS wanted
     WHERE NOT EXISTS (SELECT 1 FROM assets WHERE id = wanted.value) LIMIT 1`,
    [json],
  );
  return absent === undefined
    ? ok(json)
    : fail({ code: 'not_found', what: 'asset', id: absent.id });
}

/** The columns that changes set, with their new values. */
export function columnsOf(changes: AssetChanges): readonly (readonly [string, Value])[] {
  const columns: (readonly [string, Value])[] = [];
  if (changes.name !== undefined) {
    const name = cleanName(changes.name);
    columns.push(['name', name], ['name_key', nameKey(name)]);
  }
  if (changes.theme !== undefined) columns.push(['theme', storedText(changes.theme)]);
  if (changes.source !== undefined) columns.push(['source', storedText(changes.source)]);
  if (changes.alt_text !== undefined) columns.push(['alt_text', storedText(changes.alt_text)]);
  if (changes.provenance !== undefined) columns.push(['provenance', changes.provenance]);
  if (changes.rating !== undefined) columns.push(['rating', changes.rating]);
  if (changes.approved !== undefined) columns.push(['approved', changes.approved ? 1 : 0]);
  if (changes.review !== undefined) columns.push(['review', changes.review]);
  // The two exclude each other; what is said last about one of them clears the other.
  if (changes.approved === true) columns.push(['review', null]);
  else if (changes.review && changes.approved === undefined) columns.push(['approved', 0]);
  if (changes.project_id !== undefined) columns.push(['project_id', changes.project_id]);
  if (changes.is_master_reference !== undefined) {
    columns.push(['is_master_reference', changes.is_master_reference ? 1 : 0]);
  }
  if (changes.starred !== undefined) columns.push(['starred', changes.starred ? 1 : 0]);
  return columns;
}

/** Writes columns of many assets; only rows where something differs are touched and counted. */
function change(
  connection: Connection,
  ids: string,
  columns: readonly (readonly [string, Value])[],
  at: number,
): number {
  if (columns.length === 0) return 0;
  return connection.run(
    `UPDATE assets SET ${columns.map(([column]) => `${column} = ?`).join(', ')}, updated_at = ?
     WHERE id IN (SELECT value FROM json_each(?))
       AND (${columns.map(([column]) => `${column} IS NOT ?`).join(' OR ')})`,
    [...columns.map(([, value]) => value), at, ids, ...columns.map(([, value]) => value)],
  );
}

const many = z.strictObject({ assets: shape.uuids });

export const assetCommands = {
  editAssets: command<'editAssets'>(
    z.strictObject({ assets: shape.uuids, changes: assetChanges }),
    ({ connection, at }, { assets, changes }) => {
      const ids = allThere(connection, assets);
      return ids.ok ? ok({ changed: change(connection, ids.value, columnsOf(changes), at) }) : ids;
    },
    true,
  ),

  approveAssets: command<'approveAssets'>(
    z.strictObject({ assets: shape.uuids, approved: z.boolean() }),
    ({ connection, at }, { assets, approved }) => {
      const ids = allThere(connection, assets);
      return ids.ok
        ? ok({ changed: change(connection, ids.value, columnsOf({ approved }), at) })
        : ids;
    },
    true,
  ),

  trashAssets: command<'trashAssets'>(
    many,
    ({ connection, at }, { assets }) => {
      const ids = allThere(connection, assets);
      if (!ids.ok) return ids;
      return ok({
        changed: connection.run(
          `UPDATE assets SET deleted_at = ?1, updated_at = ?1
           WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?2))`,
          [at, ids.value],
        ),
      });
    },
    true,
  ),

  restoreAssets: command<'restoreAssets'>(
    many,
    ({ connection, at }, { assets }) => {
      const ids = allThere(connection, assets);
      if (!ids.ok) return ids;
      return ok({
        changed: connection.run(
          `UPDATE assets SET deleted_at = NULL, updated_at = ?1
           WHERE deleted_at IS NOT NULL AND id IN (SELECT value FROM json_each(?2))`,
          [at, ids.value],
        ),
      });
    },
    true,
  ),

  markMissing: command<'markMissing'>(
    z.strictObject({ blobs: shape.hashes }),
    ({ connection, at }, { blobs }) => {
      const list = JSON.stringify(blobs);
      const assets = connection.run(
        `UPDATE assets SET state = 'missing', updated_at = ?
         WHERE state = 'ready' AND blob IN (SELECT value FROM json_each(?))`,
        [at, list],
      );
      const models = connection.run(
        `UPDATE local_models SET missing = 1, enabled = 0, updated_at = ?
         WHERE missing = 0 AND blob IN (SELECT value FROM json_each(?))`,
        [at, list],
      );
      return ok({ changed: assets + models });
    },
  ),

  markFound: command<'markFound'>(
    z.strictObject({ blobs: shape.hashes }),
    ({ connection, at }, { blobs }) => {
      const list = JSON.stringify(blobs);
      const assets = connection.run(
        `UPDATE assets SET state = 'ready', updated_at = ?
         WHERE state = 'missing' AND blob IN (SELECT value FROM json_each(?))`,
        [at, list],
      );
      const models = connection.run(
        `UPDATE local_models SET missing = 0, updated_at = ?
         WHERE missing = 1 AND blob IN (SELECT value FROM json_each(?))`,
        [at, list],
      );
      return ok({ changed: assets + models });
    },
  ),
};
