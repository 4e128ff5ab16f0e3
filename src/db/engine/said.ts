/** Writes what sidecars say, and what a person set before an import, to assets. */
import type { AssetMetadata, AssetRow, Generation } from '#domain/asset.ts';
import type { Preset, Sidecar } from '#domain/contract/sidecars.ts';
import type { AssetId, FolderId, RequestId } from '#domain/id.ts';
import { cleanName } from '#domain/name.ts';
import type { Said } from '#domain/said.ts';
import { planSaid, type PlannedField, type SaidPlan } from '#domain/said-plan.ts';
import { nameKey } from '#domain/search.ts';
import { cleanTag } from '#domain/tags.ts';
import type { Connection, Value } from '../connection.ts';
import { holdWords } from './held-words.ts';
import { readAsset, setColumns } from './rows.ts';
import type { Scope } from './scope.ts';
import { addLink, isAbove, tagFor } from './tag-tree.ts';

/** Fields that have no column of their own. */
const inMetadata = [
  'description',
  'label',
  'creators',
  'rights',
  'taken_at',
  'source_type',
] as const satisfies readonly PlannedField[];

const tagsOf = (connection: Connection, asset: AssetId): readonly string[] =>
  connection
    .all<{ tag: string }>('SELECT tag FROM asset_tags WHERE asset_id = ?', [asset])
    .map(({ tag }) => tag);

/** What the library says of an asset; a name that is only its file's is nobody's word. */
function standsOf(connection: Connection, asset: AssetRow, fileName: string): Said {
  const metadata = JSON.parse(asset.metadata) as AssetMetadata;
  const stands: Record<string, unknown> = {
    ...(asset.name === cleanName(fileName) ? {} : { name: asset.name }),
    ...Object.fromEntries(inMetadata.map((field) => [field, metadata[field]])),
    alt_text: asset.alt_text,
    rating: asset.rating,
    approved: asset.approved === 1 ? true : null,
    review: asset.review,
    theme: asset.theme,
    source: asset.source,
    provenance: asset.provenance === 'unknown' ? null : asset.provenance,
    generation: asset.generation === null ? null : (JSON.parse(asset.generation) as Generation),
    tags: tagsOf(connection, asset.id),
  };
  // The border: columns of this database.
  return Object.fromEntries(
    Object.entries(stands).filter(([, value]) => value !== null && value !== undefined),
  ) as Said;
}

/** A sidecar's words as the library would write them, so that both can be compared. */
function resolved(connection: Connection, said: Said): Said {
  const { tags, name, ...rest } = said;
  return {
    ...rest,
    ...(name === undefined ? {} : { name: cleanName(name) }),
    ...(tags === undefined
      ? {}
      : {
          tags: [
            ...new Set(
              tags.flatMap((tag) => cleanTag(tag) ?? []).map((tag) => tagFor(connection, tag)),
            ),
          ],
        }),
  };
}

const plainColumns = ['alt_text', 'rating', 'theme', 'source'] as const;

/** The columns of a plan. */
function columnsOf(asset: AssetRow, { set }: SaidPlan): Record<string, Value> {
  const columns: Record<string, Value> = {};
  for (const column of plainColumns) {
    // The border: these fields are texts and numbers, and null clears them.
    if (column in set) columns[column] = set[column] as Value;
  }
  if (typeof set.name === 'string') {
    columns['name'] = set.name;
    columns['name_key'] = nameKey(set.name);
  }
  if (typeof set.provenance === 'string') columns['provenance'] = set.provenance;
  if (set.generation !== undefined) columns['generation'] = JSON.stringify(set.generation);
  if ('decision' in set) {
    columns['approved'] = set.decision === 'approved' ? 1 : 0;
    columns['review'] = set.decision === 'approved' ? null : (set.decision as Value);
  }
  const changed = inMetadata.filter((field) => field in set);
  if (changed.length > 0) {
    const metadata = { ...(JSON.parse(asset.metadata) as Record<string, unknown>) };
    for (const field of changed) {
      if (set[field] === null) delete metadata[field];
      else metadata[field] = set[field];
    }
    columns['metadata'] = JSON.stringify(metadata);
  }
  return columns;
}

function addTags({ connection, at }: Scope, asset: AssetId, tags: readonly string[]): number {
  const clean = tags.flatMap((given) => cleanTag(given) ?? []);
  if (clean.length === 0) return 0;
  const own = clean.map((tag) => tagFor(connection, tag));
  return holdWords(connection, JSON.stringify([asset]), () =>
    connection.run(
      `INSERT INTO asset_tags (asset_id, tag, created_at)
       SELECT ?1, value, ?3 FROM json_each(?2) WHERE true ON CONFLICT DO NOTHING`,
      [asset, JSON.stringify(own), at],
    ),
  );
}

/** Puts tags where a sidecar has them, unless a person gave them a place already. */
function placeTags({ connection, at }: Scope, paths: Said['tag_paths'] = []): void {
  for (const path of paths) {
    const names = path.flatMap((tag) => cleanTag(tag) ?? []).map((tag) => tagFor(connection, tag));
    for (const [index, tag] of names.entries()) {
      const parent = names[index - 1];
      if (parent === undefined || isAbove(connection, tag, parent)) continue;
      const has = connection.one('SELECT 1 FROM tag_parents WHERE tag = ?', [tag]);
      if (has === undefined) addLink(connection, tag, parent, at);
    }
  }
}

interface Earlier {
  readonly rowid: number;
  readonly said: string;
}

/** The last reading of a sidecar: at its place, or where it lay before it moved with its file. */
const earlierOf = (
  connection: Connection,
  asset: AssetId,
  folder: FolderId | null,
  path: string,
): Earlier | undefined =>
  connection.one<Earlier>(
    `SELECT rowid, said FROM sidecars WHERE asset_id = ?1 AND folder_id IS ?2
       AND (path = ?3 OR missing_since IS NOT NULL)
     ORDER BY path <> ?3, missing_since DESC LIMIT 1`,
    [asset, folder, path],
  );

/**
 * Takes over what a sidecar says of an asset, and remembers it.
 *
 * @param at.fileName the name of the file that it lies beside
 * @param at.isNew the asset was entered just now
 * @returns whether anything changed, and what a person's word kept as it is
 */
export function enterSidecar(
  scope: Scope,
  id: AssetId,
  sidecar: Sidecar,
  at: { readonly folder: FolderId | null; readonly fileName: string; readonly isNew: boolean },
): { readonly changed: boolean; readonly kept: readonly PlannedField[] } {
  const { connection } = scope;
  const asset = readAsset(connection, id);
  if (asset === undefined) return { changed: false, kept: [] };
  const earlier = earlierOf(connection, id, at.folder, sidecar.path);
  const before: Said = earlier === undefined ? {} : (JSON.parse(earlier.said) as Said);
  const said = resolved(connection, sidecar.said);
  const plan = planSaid(standsOf(connection, asset, at.fileName), before, said);
  const columns = columnsOf(asset, plan);
  if (at.isNew && said.created_at !== undefined) {
    // Added is when it came into this library; when it came into another one is only kept.
    const metadata = JSON.parse(String(columns['metadata'] ?? asset.metadata)) as AssetMetadata;
    const elsewhere = Math.min(Math.max(0, said.created_at), scope.at);
    columns['metadata'] = JSON.stringify({ ...metadata, added_elsewhere_at: elsewhere });
  }
  let changed = addTags(scope, id, plan.add);
  for (const tag of plan.remove) {
    changed += connection.run('DELETE FROM asset_tags WHERE asset_id = ? AND tag = ?', [id, tag]);
  }
  placeTags(scope, said.tag_paths);
  changed += Object.keys(columns).length;
  if (changed > 0) setColumns(connection, 'assets', id, { ...columns, updated_at: scope.at });
  // One file lies in one place: what lay there before belonged to another asset.
  connection.run('DELETE FROM sidecars WHERE rowid = ?1 OR (folder_id = ?2 AND path = ?3)', [
    earlier?.rowid ?? null,
    at.folder,
    sidecar.path,
  ]);
  connection.run(
    `INSERT INTO sidecars (asset_id, folder_id, path, size, mtime, said, read_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [id, at.folder, sidecar.path, sidecar.size, sidecar.mtime, JSON.stringify(said), scope.at],
  );
  return { changed: changed > 0, kept: plan.kept };
}

/** Whether what was set before an import still holds: it was not taken back meanwhile. */
const isStanding = (connection: Connection, request: RequestId): boolean =>
  connection.one(
    `SELECT 1 FROM applied_ops
     WHERE request_id = ? AND command = 'presetImport' AND undone_by IS NULL`,
    [request],
  ) !== undefined;

/**
 * Does work as a part of an earlier request of a person, however many transactions later: history
 * and undo see one step. Nothing is done once that was taken back.
 */
export function asPartOf(scope: Scope, request: RequestId, work: () => void): void {
  const { connection } = scope;
  if (!isStanding(connection, request)) return;
  connection.run(`UPDATE change_context SET request_id = ?, actor = 'user'`, [request]);
  work();
  connection.run('UPDATE change_context SET request_id = ?, actor = ?', [
    scope.request,
    scope.actor,
  ]);
  connection.run(
    `UPDATE applied_ops SET changed = (SELECT count(*) FROM audit_log WHERE request_id = ?1)
     WHERE request_id = ?1`,
    [request],
  );
}

/** Sets what a person chose for a file before it came in. */
export function applyPreset(scope: Scope, id: AssetId, preset: Preset): void {
  const { tags = [], theme, source, provenance } = preset;
  const tagged = addTags(scope, id, tags);
  const columns = { theme, source, provenance };
  const isSet = Object.values(columns).some((value) => value !== undefined);
  if (tagged === 0 && !isSet) return;
  setColumns(scope.connection, 'assets', id, { ...columns, updated_at: scope.at });
}
