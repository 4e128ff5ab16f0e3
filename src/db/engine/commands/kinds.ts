/** Assets that are made by hand: created, described and written. */
import type { AssetRow } from '#domain/asset.ts';
import type { Wholes } from '#domain/contract/kinds.ts';
import type { AssetId } from '#domain/id.ts';
import type { KindSchema } from '#domain/kinds/schema.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { positionBetween } from '#domain/position.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { inbox, insertAsset, readAsset, setColumns } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { collect } from './collection-members.ts';
import { command } from './command.ts';
import { addressOf, described, merged, schemaOf, tagOf } from './kind-checks.ts';
import { liveProject } from './projects.ts';

/** The most that one text may hold, in characters: a long novel. */
const longestText = 5_000_000;

const metadata = z.record(z.string().check(z.minLength(1), z.maxLength(200)), z.unknown());
const partOf = z.record(z.string().check(z.maxLength(50)), z.nullable(shape.uuid));
const language = z.optional(z.nullable(shape.text(100)));
const url = z.optional(z.nullable(shape.text(4096)));

/** Ties an asset to the wholes that it is part of: one of each kind, the old one is let go. */
function tie(
  scope: Scope,
  asset: Pick<AssetRow, 'id' | 'project_id'>,
  schema: KindSchema | undefined,
  wholes: Wholes,
): Result<number> {
  const { connection, at } = scope;
  let changed = 0;
  for (const [key, whole] of Object.entries(wholes)) {
    const link = schema?.partOf.find((one) => one.key === key);
    if (link === undefined) {
      const reason = `a ${schema?.kind ?? 'file'} is no part of a “${key}”`;
      return fail({ code: 'invalid_input', field: `partOf.${key}`, reason });
    }
    changed += connection.run(
      `DELETE FROM asset_relationships WHERE child_asset_id = ?1 AND relationship_type = 'part_of'
         AND parent_asset_id IS NOT ?2
         AND parent_asset_id IN (SELECT id FROM assets WHERE kind = ?3)`,
      [asset.id, whole, link.kind],
    );
    if (whole === null) continue;
    const found = readAsset(connection, whole);
    if (found === undefined || found.kind !== link.kind || found.deleted_at !== null) {
      return fail({ code: 'not_found', what: link.kind, id: whole });
    }
    if (isForeign(found.project_id, asset.project_id)) {
      return fail({ code: 'not_allowed', what: found.name, reason: 'it is of another project' });
    }
    const last = connection.one<{ last: string | null }>(
      `SELECT max(position) AS last FROM asset_relationships
       WHERE parent_asset_id = ? AND relationship_type = 'part_of'`,
      [whole],
    )?.last;
    changed += connection.run(
      `INSERT INTO asset_relationships
         (parent_asset_id, child_asset_id, relationship_type, position, created_at, updated_at)
       VALUES (?1, ?2, 'part_of', ?3, ?4, ?4) ON CONFLICT DO NOTHING`,
      [whole, asset.id, positionBetween(last ?? null, null), at],
    );
  }
  return ok(changed);
}

const isForeign = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one !== other;

const cleanText = (content: string): string => content.toWellFormed().replaceAll('\u0000', '');

/** Writes the words of an asset where they differ. */
function write(scope: Scope, id: AssetId, content: string, tag: string | null | undefined): number {
  const clean = cleanText(content);
  const inserted = scope.connection.run(
    `INSERT INTO texts (id, content, language, updated_at) VALUES (?1, '', NULL, ?2)
     ON CONFLICT DO NOTHING`,
    [id, scope.at],
  );
  const changed = scope.connection.run(
    `UPDATE texts SET content = ?2, language = CASE WHEN ?3 THEN ?4 ELSE language END,
       updated_at = ?5
     WHERE id = ?1 AND (content IS NOT ?2 OR (?3 AND language IS NOT ?4))`,
    [id, clean, tag === undefined ? 0 : 1, tag ?? null, scope.at],
  );
  return Math.max(inserted, changed);
}

export const kindCommands = {
  createAsset: command<'createAsset'>(
    z.strictObject({
      kind: shape.text(50),
      name: z.string().check(z.trim(), z.minLength(1), z.maxLength(255)),
      metadata: z.optional(metadata),
      partOf: z.optional(partOf),
      content: z.optional(shape.text(longestText)),
      language,
      url,
      project: z.optional(shape.uuid),
      collection: z.optional(shape.uuid),
    }),
    (scope, input) => {
      const { connection, at } = scope;
      const schema = schemaOf(input.kind);
      if (!schema.ok) return schema;
      const there = liveProject(connection, input.project);
      if (!there.ok) return there;
      const said = merged(schema.value, '{}', input.metadata ?? {});
      if (!said.ok) return said;
      const address = addressOf(input.url ?? null);
      if (!address.ok) return address;
      const tag = tagOf(input.language ?? null);
      if (!tag.ok) return tag;
      if (input.content !== undefined && !schema.value.hasText) {
        const reason = `a ${schema.value.kind} has no words of its own`;
        return fail({ code: 'invalid_input', field: 'content', reason });
      }
      const id = scope.newId() as AssetId;
      // The border: an id of a row, here or from the settings.
      const project_id = (input.project ?? inbox(connection)) as AssetRow['project_id'];
      insertAsset(connection, {
        id,
        project_id,
        kind: schema.value.kind,
        name: input.name.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' '),
        state: 'ready',
        origin: 'upload',
        provenance: 'user_provided',
        metadata: said.value,
        url: address.value,
        created_at: at,
      });
      if (schema.value.hasText) {
        // In one piece: undoing the making trashes the asset and leaves its words alone.
        connection.run(
          'INSERT INTO texts (id, content, language, updated_at) VALUES (?, ?, ?, ?)',
          [id, cleanText(input.content ?? ''), tag.value, at],
        );
      }
      const tied = tie(scope, { id, project_id }, schema.value, input.partOf ?? {});
      if (!tied.ok) return tied;
      const collected = collect(scope, input.collection, [id]);
      return collected.ok ? ok({ asset: id }) : collected;
    },
    true,
  ),

  editMetadata: command<'editMetadata'>(
    z.strictObject({
      asset: shape.uuid,
      metadata: z.optional(metadata),
      partOf: z.optional(partOf),
      url,
    }),
    (scope, input) => {
      const found = described(scope, input.asset);
      if (!found.ok) return found;
      const { asset, schema } = found.value;
      const said = merged(schema, asset.metadata, input.metadata ?? {});
      if (!said.ok) return said;
      const address = addressOf(input.url ?? null);
      if (!address.ok) return address;
      const tied = tie(scope, asset, schema, input.partOf ?? {});
      if (!tied.ok) return tied;
      const isChanged =
        said.value !== asset.metadata || (input.url !== undefined && address.value !== asset.url);
      if (isChanged || tied.value > 0) {
        setColumns(scope.connection, 'assets', asset.id, {
          metadata: said.value,
          ...(input.url === undefined ? {} : { url: address.value }),
          updated_at: scope.at,
        });
      }
      return ok({ changed: isChanged || tied.value > 0 ? 1 : 0 });
    },
    true,
  ),

  writeText: command<'writeText'>(
    z.strictObject({ asset: shape.uuid, content: shape.text(longestText), language }),
    (scope, input) => {
      const found = described(scope, input.asset);
      if (!found.ok) return found;
      if (found.value.schema?.hasText !== true) {
        const { name, kind } = found.value.asset;
        return fail({
          code: 'not_allowed',
          what: name,
          reason: `a ${kind} has no words of its own`,
        });
      }
      const tag = input.language === undefined ? ok(undefined) : tagOf(input.language);
      if (!tag.ok) return tag;
      const changed = write(scope, input.asset, input.content, tag.value);
      if (changed > 0) {
        setColumns(scope.connection, 'assets', input.asset, { updated_at: scope.at });
      }
      return ok({ changed });
    },
    true,
  ),
};
