/** How an asset is made once more from its record: the task that made it, or the recipe in its file. */
import type { AssetMetadata, AssetRow, Generation } from '#domain/asset.ts';
import type { JsonObject } from '#domain/contract/collections.ts';
import type { InexactReason, RemakeStep } from '#domain/contract/remake.ts';
import type { AssetId, Sha256 } from '#domain/id.ts';
import type { Recipe, RecipeSource } from '#domain/recipe.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import type { Connection } from '../connection.ts';
import { isFromOutside } from './recipe-links.ts';
import { readAsset } from './rows.ts';
import type { Scope } from './scope.ts';
import { completeSettings } from './task-fit.ts';

/** A step with what running it takes: present if and only if it can be run. */
export interface PlannedRemake extends RemakeStep {
  readonly run: {
    readonly kind: TaskKind<never>;
    readonly params: never;
    readonly source: AssetRow;
  } | null;
}

interface Told {
  readonly by: 'task' | 'file';
  readonly kind: string;
  readonly settings: JsonObject;
  /** Of a task: its source as an id; of a recipe: found by its bytes. */
  readonly source: AssetRow | undefined;
}

/** Formats that the browser's own encoders write. */
const browserMade = /^(jpeg|webp|mp4|mov|m4a|webm|mkv|ogg)$/;

function fromTask(connection: Connection, asset: AssetRow): Told | null {
  const task = connection.one<{ kind: string; params: string; source: string | null }>(
    `SELECT kind, params, source_asset_id AS source FROM tasks
     WHERE target_asset_id = ? AND status = 'completed' ORDER BY created_at DESC LIMIT 1`,
    [asset.id],
  );
  if (task === undefined) return null;
  return {
    by: 'task',
    kind: task.kind,
    // The border: settings as this program stored them; the kind parses them again.
    settings: JSON.parse(task.params) as JsonObject,
    source: readAsset(connection, task.source),
  };
}

function assetWith(connection: Connection, sha256: string): AssetRow | undefined {
  const found = connection.one<{ id: AssetId }>(
    'SELECT id FROM assets WHERE blob = ? AND deleted_at IS NULL ORDER BY n LIMIT 1',
    [sha256],
  );
  return found && readAsset(connection, found.id);
}

/** Settings that name assets of another library name those with the same bytes here. */
function renamed(
  connection: Connection,
  settings: JsonObject,
  sources: readonly RecipeSource[],
): JsonObject {
  let text = JSON.stringify(settings);
  for (const { id, sha256 } of sources) {
    if (id === undefined || sha256 === undefined || readAsset(connection, id) !== undefined)
      continue;
    const here = assetWith(connection, sha256);
    if (here) text = text.replaceAll(id, here.id);
  }
  return JSON.parse(text) as JsonObject;
}

function fromRecipe(connection: Connection, asset: AssetRow): Told | null {
  if (!isFromOutside(asset)) return null;
  // The border: what a file said was parsed when it came in.
  const { recipe } = JSON.parse(asset.metadata) as AssetMetadata & { readonly recipe?: Recipe };
  if (!recipe?.tool) return null;
  const first = recipe.sources.find(({ as }) => as === 'source');
  return {
    by: 'file',
    kind: recipe.tool.kind,
    settings: renamed(connection, recipe.tool.settings as JsonObject, recipe.sources),
    source: first?.sha256 === undefined ? undefined : assetWith(connection, first.sha256),
  };
}

/** Why another run may give other bytes. */
function inexactOf(
  asset: AssetRow,
  told: Told,
  source: AssetRow,
  kind: TaskKind<never>,
  params: never,
): readonly InexactReason[] {
  const reasons: InexactReason[] = [];
  const recorded = asset.generation === null ? null : (JSON.parse(asset.generation) as Generation);
  const intent = kind.placeholder?.(source, params).generation;
  const before = JSON.stringify(told.settings);
  const modelOf = (settings: unknown): string =>
    JSON.stringify((settings as { readonly model?: unknown }).model ?? null);
  if (modelOf(told.settings) !== modelOf(params)) reasons.push('model_changed');
  else if (JSON.stringify(params) !== before) reasons.push('settings_changed');
  if (recorded && intent && recorded.model !== intent.model && !reasons.includes('model_changed')) {
    reasons.push('tool_changed');
  }
  if (recorded?.params['backend'] === 'webgpu') reasons.push('graphics');
  if (browserMade.test(asset.format ?? '')) reasons.push('browser_encoder');
  return reasons;
}

/** How one asset would be made once more. */
export function planRemake(
  connection: Connection,
  kindOf: Scope['kindOf'],
  asset: AssetRow,
): PlannedRemake {
  const told = fromTask(connection, asset) ?? fromRecipe(connection, asset);
  const row = { id: asset.id, name: asset.name, blob: asset.blob as Sha256 | null };
  const none = {
    asset: row,
    kind: null,
    settings: {},
    sources: [],
    told_by: null,
    inexact: [],
    run: null,
  };
  if (told === null) return { ...none, obstacle: 'not_made', reason: null };
  const kind = kindOf(told.kind);
  const known = { ...none, kind: told.kind, settings: told.settings, told_by: told.by };
  if (kind === undefined || kind.makes !== 'derivative') {
    return { ...known, obstacle: 'unknown_kind', reason: null };
  }
  const { source } = told;
  if (source === undefined || source.deleted_at !== null || source.state === 'missing') {
    return { ...known, obstacle: 'source_gone', reason: source?.name ?? null };
  }
  const params = completeSettings(connection, kind, told.settings);
  if (!params.ok) {
    const { failure } = params;
    const reason = 'reason' in failure ? failure.reason : failure.code;
    return { ...known, obstacle: 'old_settings', reason };
  }
  const others = (kind.gather?.others(params.value) ?? []).map((id) => readAsset(connection, id));
  if (others.some((one) => one === undefined || one.deleted_at !== null)) {
    const lost = others.find((one) => one !== undefined && one.deleted_at !== null);
    return { ...known, obstacle: 'source_gone', reason: lost?.name ?? null };
  }
  const sources = [source, ...others.flatMap((one) => one ?? [])];
  const named = sources.map(({ id, name }) => ({ id, name }));
  if (!kind.accepts.includes(source.kind)) {
    const reason = `${kind.words.act} does not take ${source.kind}`;
    return { ...known, sources: named, obstacle: 'refused', reason };
  }
  const refused = kind.refuses?.(source, params.value) ?? null;
  if (refused !== null) return { ...known, sources: named, obstacle: 'refused', reason: refused };
  return {
    ...known,
    sources: named,
    obstacle: null,
    reason: null,
    inexact: inexactOf(asset, told, source, kind, params.value),
    run: { kind, params: params.value, source },
  };
}
