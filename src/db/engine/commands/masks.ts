/** Masks drawn by hand: stored as files, entered as assets that are made from their picture. */
import type { AssetId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { fail, ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { insertAsset } from '../rows.ts';
import { insertExtraction } from '../task-rows.ts';
import { command } from './command.ts';
import { living, writeLink } from './relationships.ts';

const side = z.int().check(z.gte(1), z.lte(65_535));
/** What a tie to a mask says of its making; no task made it. */
const drawn = JSON.stringify({ drawn: true });

export const maskCommands = {
  saveMask: command<'saveMask'>(
    z.strictObject({
      sha256: shape.sha256,
      size: z.int().check(z.gte(1)),
      width: side,
      height: side,
      of: shape.uuid,
      name: z.optional(shape.text(10_000)),
    }),
    (scope, { sha256, size, width, height, of, name }) => {
      const { connection } = scope;
      const picture = living(connection, of);
      if (!picture.ok) return picture;
      const { kind, project_id: project } = picture.value;
      if (kind !== 'image' && kind !== 'video') {
        const reason = 'a mask belongs to a picture';
        return fail({ code: 'not_allowed', what: picture.value.name, reason });
      }
      const known = connection.one<{ id: AssetId; is_tied: 0 | 1 }>(
        `SELECT a.id, EXISTS (SELECT 1 FROM asset_relationships r WHERE r.parent_asset_id = ?3
           AND r.child_asset_id = a.id AND r.relationship_type = 'derived_from') AS is_tied
         FROM assets a WHERE a.blob = ?1 AND a.kind = 'mask' AND a.deleted_at IS NULL
           AND a.project_id IS ?2 ORDER BY is_tied DESC, a.n LIMIT 1`,
        [sha256, project, of],
      );
      if (known !== undefined) {
        const tie = { parent: of, child: known.id, type: 'derived_from' } as const;
        if (known.is_tied === 0) writeLink(scope, tie, drawn);
        return ok({ asset: known.id, known: true });
      }
      const id = scope.newId() as AssetId;
      insertAsset(connection, {
        id,
        project_id: project,
        kind: 'mask',
        name: cleanName(name ?? '', `Mask of ${picture.value.name}`),
        state: 'ready',
        origin: 'derivative',
        provenance: 'user_provided',
        blob: sha256,
        mime: 'image/png',
        format: 'png',
        size,
        width,
        height,
        created_at: scope.at,
      });
      writeLink(scope, { parent: of, child: id, type: 'derived_from' }, drawn);
      insertExtraction(scope, { id, project_id: project });
      return ok({ asset: id, known: false });
    },
    true,
  ),
};
