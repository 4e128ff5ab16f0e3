/** What two pictures that look alike are to each other, as a person said: remembered for good. */
import type { AssetRow } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import { similarVerdicts } from '#domain/likeness.ts';
import { fail, ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readAsset, setColumns } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { command } from './command.ts';

/** Fills what the kept picture lacks; takes the better rating, an approval over none, and a star. */
function mergeFacts(scope: Scope, kept: AssetRow, other: AssetRow): void {
  const approved = kept.approved === 1 || other.approved === 1;
  setColumns(scope.connection, 'assets', kept.id, {
    theme: kept.theme ?? other.theme,
    source: kept.source ?? other.source,
    alt_text: kept.alt_text ?? other.alt_text,
    provenance: kept.provenance === 'unknown' ? other.provenance : kept.provenance,
    rating:
      kept.rating === null && other.rating === null
        ? null
        : Math.max(kept.rating ?? 0, other.rating ?? 0),
    approved: approved ? 1 : 0,
    review: approved ? null : kept.review,
    is_master_reference: kept.is_master_reference === 1 || other.is_master_reference === 1 ? 1 : 0,
    starred: kept.starred === 1 || other.starred === 1 ? 1 : 0,
    updated_at: scope.at,
  });
  scope.connection.run(
    `INSERT INTO asset_tags (asset_id, tag, created_at)
     SELECT ?1, tag, ?3 FROM asset_tags WHERE asset_id = ?2 ON CONFLICT DO NOTHING`,
    [kept.id, other.id, scope.at],
  );
}

/** The kept picture takes the other's place in packs and collections; packs are what they were no more. */
function takePlaces({ connection, at }: Scope, kept: AssetId, other: AssetId): void {
  connection.run(
    `UPDATE assets SET updated_at = ?1 WHERE kind = 'pack' AND id IN (
       SELECT collection_id FROM asset_collection_members WHERE asset_id = ?2)`,
    [at, other],
  );
  connection.run(
    `INSERT INTO asset_collection_members (collection_id, asset_id, position, metadata, created_at)
     SELECT collection_id, ?1, position, metadata, ?3 FROM asset_collection_members
     WHERE asset_id = ?2 ON CONFLICT DO NOTHING`,
    [kept, other, at],
  );
  connection.run('DELETE FROM asset_collection_members WHERE asset_id = ?', [other]);
  // A place of the other that a folder knows must not come back as a new import.
  connection.run(
    'UPDATE OR IGNORE asset_files SET asset_id = ?1, updated_at = ?3 WHERE asset_id = ?2',
    [kept, other, at],
  );
}

function linkVariant({ connection, at }: Scope, original: AssetId, variant: AssetId): void {
  connection.run(
    `INSERT INTO asset_relationships
       (parent_asset_id, child_asset_id, relationship_type, created_at, updated_at)
     SELECT ?1, ?2, 'variant_of', ?3, ?3 WHERE NOT EXISTS (
       SELECT 1 FROM asset_relationships WHERE relationship_type = 'variant_of'
         AND parent_asset_id = ?2 AND child_asset_id = ?1)
     ON CONFLICT DO NOTHING`,
    [original, variant, at],
  );
}

export const similarCommands = {
  judgePair: command<'judgePair'>(
    z.strictObject({
      first: shape.uuid,
      second: shape.uuid,
      verdict: z.enum(similarVerdicts),
      kept: z.optional(shape.uuid),
    }),
    (scope, input) => {
      const { connection, at } = scope;
      const [low, high] =
        input.first < input.second ? [input.first, input.second] : [input.second, input.first];
      if (low === high) {
        return fail({ code: 'invalid_input', field: 'second', reason: 'is the same asset' });
      }
      if (input.kept !== undefined && input.kept !== low && input.kept !== high) {
        return fail({ code: 'invalid_input', field: 'kept', reason: 'must be one of the two' });
      }
      if (input.verdict === 'duplicate' && input.kept === undefined) {
        return fail({ code: 'invalid_input', field: 'kept', reason: 'say which one stays' });
      }
      const [one, two] = [readAsset(connection, low), readAsset(connection, high)];
      if (one === undefined) return fail({ code: 'not_found', what: 'asset', id: low });
      if (two === undefined) return fail({ code: 'not_found', what: 'asset', id: high });
      const gone = [one, two].find(({ deleted_at }) => deleted_at !== null);
      if (gone !== undefined) {
        return fail({ code: 'not_allowed', what: gone.name, reason: 'it lies in the trash' });
      }
      const before = connection.one<{ verdict: string }>(
        'SELECT verdict FROM similar_verdicts WHERE first_asset_id = ? AND second_asset_id = ?',
        [low, high],
      );
      if (before !== undefined) {
        return fail({
          code: 'conflict',
          reason: `these two were judged before: ${before.verdict}`,
        });
      }
      const older =
        one.created_at < two.created_at || (one.created_at === two.created_at && one.n < two.n)
          ? one
          : two;
      const kept = input.kept === undefined ? older : input.kept === low ? one : two;
      const other = kept === one ? two : one;
      connection.run(
        `INSERT INTO similar_verdicts
           (first_asset_id, second_asset_id, verdict, kept_asset_id, created_at)
         VALUES (?, ?, ?, ?, ?)`,
        [low, high, input.verdict, input.verdict === 'unrelated' ? null : kept.id, at],
      );
      if (input.verdict === 'alternate') linkVariant(scope, kept.id, other.id);
      if (input.verdict === 'duplicate') {
        mergeFacts(scope, kept, other);
        takePlaces(scope, kept.id, other.id);
        setColumns(connection, 'assets', other.id, { deleted_at: at, updated_at: at });
      }
      return ok({ changed: input.verdict === 'duplicate' ? 2 : 1 });
    },
    true,
  ),
};
