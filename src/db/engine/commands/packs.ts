import type { PackChanges } from '#domain/contract/commands.ts';
import type { AssetId, PackId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { nameKey } from '#domain/search.ts';
import type { Connection } from '../../connection.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { inbox, insertAsset, readAsset, setColumns } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { command } from './command.ts';
import { liveProject } from './projects.ts';
import { appendMembers, moveMembers, removeMembers } from './members.ts';

const packName = z.string().check(z.trim(), z.minLength(1), z.maxLength(4096));
const details = {
  theme: z.optional(z.nullable(shape.text(500))),
  description: z.optional(z.nullable(shape.text(20_000))),
  license_type: z.optional(shape.licence),
};
const membership = z.strictObject({ pack: shape.uuid, assets: shape.uuids });

const livePack = (connection: Connection, id: PackId): Result<PackId> => {
  const asset = readAsset(connection, id);
  return asset?.kind === 'pack' && asset.deleted_at === null
    ? ok(id)
    : fail({ code: 'not_found', what: 'pack', id });
};

/** Notes that a pack is not what was exported any more. */
const touch = (scope: Scope, pack: PackId): void => {
  scope.connection.run('UPDATE assets SET updated_at = ? WHERE id = ?', [scope.at, pack]);
};

/** Puts assets at the end of a pack; those that are in it stay where they are. */
function append(
  scope: Scope,
  pack: PackId,
  assets: readonly AssetId[],
): Result<{ readonly changed: number }> {
  const added = appendMembers(scope, pack, assets, ({ kind }) =>
    kind === 'pack' ? 'a pack cannot hold a pack' : null,
  );
  if (added.ok && added.value.changed > 0) touch(scope, pack);
  return added;
}

function writeDetails(scope: Scope, pack: PackId, changes: PackChanges): boolean {
  const { theme, description, license_type } = changes;
  return setColumns(scope.connection, 'packs', pack, { theme, description, license_type });
}

export const packCommands = {
  createPack: command<'createPack'>(
    z.strictObject({
      name: packName,
      ...details,
      assets: z.optional(shape.uuids),
      project: z.optional(shape.uuid),
    }),
    (scope, input) => {
      const { connection, at } = scope;
      const project = liveProject(connection, input.project);
      if (!project.ok) return project;
      const pack = scope.newId() as PackId;
      insertAsset(connection, {
        id: pack,
        project_id: input.project ?? (inbox(connection) as never),
        kind: 'pack',
        name: cleanName(input.name),
        state: 'ready',
        origin: 'upload',
        created_at: at,
      });
      connection.run(
        `INSERT INTO asset_collections (id, type, created_at, updated_at)
         VALUES (?1, 'pack', ?2, ?2)`,
        [pack, at],
      );
      connection.run('INSERT INTO packs (id, license_type) VALUES (?, ?)', [
        pack,
        input.license_type ?? 'royalty_free',
      ]);
      writeDetails(scope, pack, input);
      const added = append(scope, pack, input.assets ?? []);
      return added.ok ? ok({ pack }) : added;
    },
    true,
  ),

  editPack: command<'editPack'>(
    z.strictObject({
      pack: shape.uuid,
      changes: z.strictObject({ name: z.optional(packName), ...details }),
    }),
    (scope, { pack, changes }) => {
      const live = livePack(scope.connection, pack);
      if (!live.ok) return live;
      let changed = writeDetails(scope, pack, changes);
      if (changes.name !== undefined) {
        const name = cleanName(changes.name);
        changed =
          setColumns(scope.connection, 'assets', pack, { name, name_key: nameKey(name) }) ||
          changed;
      }
      if (changed) touch(scope, pack);
      return ok({ changed: changed ? 1 : 0 });
    },
    true,
  ),

  trashPack: command<'trashPack'>(
    z.strictObject({ pack: shape.uuid }),
    (scope, { pack }) => {
      const live = livePack(scope.connection, pack);
      if (!live.ok) return live;
      const changed = scope.connection.run(
        'UPDATE assets SET deleted_at = ?1, updated_at = ?1 WHERE id = ?2',
        [scope.at, pack],
      );
      return ok({ changed });
    },
    true,
  ),

  addToPack: command<'addToPack'>(
    membership,
    (scope, { pack, assets }) => {
      const live = livePack(scope.connection, pack);
      return live.ok ? append(scope, pack, assets) : live;
    },
    true,
  ),

  removeFromPack: command<'removeFromPack'>(
    membership,
    (scope, { pack, assets }) => {
      const live = livePack(scope.connection, pack);
      if (!live.ok) return live;
      const changed = removeMembers(scope, pack, assets);
      if (changed > 0) touch(scope, pack);
      return ok({ changed });
    },
    true,
  ),

  moveInPack: command<'moveInPack'>(
    z.strictObject({ pack: shape.uuid, assets: shape.uuids, before: z.nullable(shape.uuid) }),
    (scope, { pack, assets, before }) => {
      const live = livePack(scope.connection, pack);
      if (!live.ok) return live;
      const moved = moveMembers(scope, pack, { assets, before });
      if (moved.ok && moved.value.changed > 0) touch(scope, pack);
      return moved;
    },
    true,
  ),

  notePackExport: command<'notePackExport'>(
    z.strictObject({
      pack: shape.uuid,
      export_path: shape.text(4096),
      exported_at: shape.time,
    }),
    (scope, { pack, export_path, exported_at }) => {
      const live = livePack(scope.connection, pack);
      if (!live.ok) return live;
      setColumns(scope.connection, 'packs', pack, { export_path, exported_at });
      return ok({ changed: 1 });
    },
  ),
};
