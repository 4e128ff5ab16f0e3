/**
 * Rows of an older program become assets, links and collections, in one step that is undone as one.
 * Every asset bears the keys of its old rows in its metadata (`old_model`), by which a second step
 * finds it again; nothing is entered twice, and what was entered before is left as it is.
 */
import type { AssetRow } from '#domain/asset.ts';
import { collectionTypes } from '#domain/contract/collections.ts';
import type { OldCollection, OldKey, OldRecord } from '#domain/contract/old-model.ts';
import type { AssetId, CollectionId } from '#domain/id.ts';
import { kindSchema } from '#domain/kinds/registry.ts';
import { relations } from '#domain/lineage/relations.ts';
import { cleanName } from '#domain/name.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { nameKey } from '#domain/search.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readAsset, setColumns } from '../rows.ts';
import type { Scope } from '../scope.ts';
import { collectionCommands } from './collections.ts';
import { collectionMemberCommands } from './collection-members.ts';
import { command } from './command.ts';
import { addressOf } from './kind-checks.ts';
import { kindCommands } from './kinds.ts';
import { liveProject } from './projects.ts';
import { relationshipCommands } from './relationships.ts';
import { tagCommands } from './tags.ts';

/** The most rows that one step takes. */
const most = 100_000;

const key = z.string().check(z.minLength(3), z.maxLength(250), z.regex(/^[a-z]+\//));
const object = z.record(z.string(), z.unknown());
const record = z.strictObject({
  key,
  kind: shape.assetKind,
  name: z.string().check(z.minLength(1), z.maxLength(255)),
  metadata: object,
  content: z.optional(shape.text(5_000_000)),
  language: z.optional(shape.text(100)),
  url: z.optional(shape.text(4096)),
  tags: z.optional(z.array(shape.text(100)).check(z.maxLength(200))),
  path: z.optional(shape.text(10_000)),
  sha256: z.optional(shape.sha256),
  created_at: z.optional(shape.time),
  origin: z.optional(shape.assetOrigin),
  source: z.optional(shape.text(500)),
  theme: z.optional(shape.text(500)),
  provenance: z.optional(shape.provenance),
  approved: z.optional(z.boolean()),
  generation: z.optional(object),
  cost_micros: z.optional(z.int().check(z.gte(0))),
});
const link = z.strictObject({
  parent: key,
  child: key,
  type: z.enum(relations),
  metadata: z.optional(object),
});
const collection = z.strictObject({
  key,
  name: z.string().check(z.minLength(1), z.maxLength(255)),
  type: z.enum(collectionTypes.filter((type) => type !== 'smart')),
  description: z.optional(shape.text(10_000)),
  metadata: object,
  members: z.array(key).check(z.maxLength(most)),
  notes: z.optional(z.record(key, object)),
});

/** The living asset that bears an old key. */
const bearer = ({ connection }: Scope, old: OldKey): AssetId | null =>
  connection.one<{ id: AssetId }>(
    `SELECT a.id FROM meta_rows m JOIN assets a ON a.n = m.n
     WHERE m.key = 'old_model' AND m.value = ? AND a.deleted_at IS NULL`,
    [old],
  )?.id ?? null;

/** The asset of a file that was imported under this path, or that has these bytes. */
const ofFile = ({ connection }: Scope, { path, sha256 }: OldRecord): AssetId | null =>
  connection.one<{ id: AssetId }>(
    path === undefined
      ? 'SELECT id FROM assets WHERE blob = ? AND deleted_at IS NULL ORDER BY n LIMIT 1'
      : `SELECT a.id FROM asset_files f JOIN assets a ON a.id = f.asset_id
         WHERE f.folder_id IS NULL AND f.path = ? AND a.deleted_at IS NULL
         ORDER BY f.last_seen_at DESC LIMIT 1`,
    [path ?? sha256 ?? ''],
  )?.id ?? null;

/** Finds or makes the asset of a row, without what a second row of the same file may not change. */
function assetOf(scope: Scope, old: OldRecord, project: AssetRow['project_id']): Result<AssetId> {
  if (kindSchema(old.kind) === undefined) {
    const found = ofFile(scope, old);
    if (found !== null) return ok(found);
    return fail({ code: 'not_found', what: 'file', id: old.path ?? old.sha256 ?? old.key });
  }
  const made = kindCommands.createAsset.run(scope, {
    kind: old.kind,
    name: old.name,
    metadata: old.metadata,
    ...(old.content === undefined ? {} : { content: old.content }),
    ...(old.language === undefined ? {} : { language: old.language }),
    ...(project === null ? {} : { project }),
  });
  return made.ok ? ok(made.value.asset) : made;
}

function enter(scope: Scope, old: OldRecord, project: AssetRow['project_id']): Result<AssetId> {
  const address = addressOf(old.url ?? null);
  if (!address.ok) return address;
  const found = assetOf(scope, old, project);
  if (!found.ok) return found;
  const id = found.value;
  const asset = readAsset(scope.connection, id);
  if (asset === undefined) return fail({ code: 'not_found', what: 'asset', id });
  const { old_model: others, ...known } = JSON.parse(asset.metadata) as Record<string, unknown>;
  const keys = Array.isArray(others) ? others : [];
  const name = cleanName(old.name);
  setColumns(scope.connection, 'assets', id, {
    // Of two old rows with one file, what the first said stands; both are found by it.
    metadata: JSON.stringify({ ...old.metadata, ...known, old_model: [...keys, old.key] }),
    ...(keys.length > 0
      ? {}
      : {
          name,
          name_key: nameKey(name),
          origin: old.origin ?? 'import',
          provenance: old.provenance ?? (old.generation ? 'ai_generated' : asset.provenance),
          url: address.value ?? asset.url,
          source: old.source ?? asset.source,
          theme: old.theme ?? asset.theme,
          approved: old.approved === true ? 1 : asset.approved,
          generation: old.generation ? JSON.stringify(old.generation) : asset.generation,
          cost_micros: old.cost_micros ?? asset.cost_micros,
          created_at: old.created_at ?? asset.created_at,
        }),
    updated_at: scope.at,
  });
  if (old.tags === undefined) return ok(id);
  const tagged = tagCommands.tagAssets.run(scope, { assets: [id], add: old.tags });
  return tagged.ok ? ok(id) : tagged;
}

function gather(
  scope: Scope,
  old: OldCollection,
  assets: ReadonlyMap<OldKey, AssetId>,
  project: AssetRow['project_id'],
): Result<CollectionId> {
  const { name, type, description, metadata, members, notes = {} } = old;
  const made = collectionCommands.createCollection.run(scope, {
    name,
    type,
    metadata: { ...metadata, old_model: old.key },
    assets: members.flatMap((member) => assets.get(member) ?? []),
    ...(description === undefined ? {} : { description }),
    ...(project === null ? {} : { project }),
  });
  if (!made.ok) return made;
  for (const [member, note] of Object.entries(notes)) {
    const asset = assets.get(member);
    if (asset === undefined) continue;
    const input = { collection: made.value.collection, asset, metadata: note };
    const noted = collectionMemberCommands.editMember.run(scope, input);
    if (!noted.ok) return noted;
  }
  return ok(made.value.collection);
}

const reasonOf = (failure: { readonly code: string; readonly reason?: string }): string =>
  failure.reason ?? failure.code;

export const oldModelCommands = {
  enterOldModel: command<'enterOldModel'>(
    z.strictObject({
      records: z.array(record).check(z.maxLength(most)),
      links: z.array(link).check(z.maxLength(most)),
      collections: z.array(collection).check(z.maxLength(10_000)),
      project: z.optional(shape.uuid),
    }),
    (scope, input) => {
      const there = liveProject(scope.connection, input.project);
      if (!there.ok) return there;
      const project = input.project ?? null;
      const assets = new Map<OldKey, AssetId>();
      const left: { key: OldKey; reason: string }[] = [];
      let [entered, linked] = [0, 0];
      for (const old of input.records) {
        const known = bearer(scope, old.key);
        const made = known === null ? enter(scope, old, project) : ok(known);
        if (!made.ok) left.push({ key: old.key, reason: reasonOf(made.failure) });
        else assets.set(old.key, made.value);
        if (made.ok && known === null) entered += 1;
      }
      for (const { parent, child, type, metadata } of input.links) {
        const [whole, part] = [assets.get(parent), assets.get(child)];
        if (whole === undefined || part === undefined || whole === part) continue;
        const one = { parent: whole, child: part, type, ...(metadata ? { metadata } : {}) };
        const made = relationshipCommands.linkAssets.run(scope, { links: [one] });
        if (made.ok) linked += 1;
        else if (made.failure.code !== 'conflict') {
          left.push({ key: `${parent} ${child}`, reason: reasonOf(made.failure) });
        }
      }
      const collections: CollectionId[] = [];
      for (const old of input.collections) {
        const already = scope.connection.one(
          `SELECT 1 FROM asset_collections
           WHERE metadata ->> '$.old_model' = ? AND deleted_at IS NULL`,
          [old.key],
        );
        if (already !== undefined) continue;
        const made = gather(scope, old, assets, project);
        if (made.ok) collections.push(made.value);
        else left.push({ key: old.key, reason: reasonOf(made.failure) });
      }
      const known = assets.size - entered;
      return ok({ entered, known, linked, collections, left });
    },
    true,
  ),
};
