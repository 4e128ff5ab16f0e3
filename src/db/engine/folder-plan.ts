/** What tags and themes a selection gets from the folders that it came from. */
import type { FolderConflict } from '#domain/contract/bulk.ts';
import {
  folderParts,
  folderReader,
  mappingOf,
  type FolderRules,
  type FolderUse,
} from '#domain/folder-tags.ts';
import type { AssetId } from '#domain/id.ts';
import { cleanTag } from '#domain/tags.ts';
import type { Connection } from '../connection.ts';
import { bearersOf, isChange, type Plan, type PlannedAsset } from './bulk-plan.ts';
import { tagFor } from './tag-tree.ts';

interface Placed {
  readonly id: AssetId;
  readonly name: string;
  readonly theme: string | null;
  readonly paths: readonly string[];
}

export interface FolderPlan extends Plan {
  readonly without_folder: number;
  readonly depth: number;
  readonly common: string;
  readonly parts: readonly {
    readonly part: string;
    readonly use: FolderUse;
    readonly value: string;
    readonly tag: string | null;
    readonly assets: number;
  }[];
  readonly conflicts: readonly FolderConflict[];
}

/** Every asset of a selection with the paths that it is known under, in the order given. */
function placesOf(connection: Connection, ids: string): readonly Placed[] {
  const placed = new Map<string, Placed & { paths: string[] }>();
  for (const row of connection.all<{
    id: AssetId;
    name: string;
    theme: string | null;
    path: string | null;
  }>(
    `SELECT a.id, a.name, a.theme, f.path FROM json_each(?) AS wanted
     CROSS JOIN assets a ON a.id = wanted.value
     LEFT JOIN asset_files f ON f.asset_id = a.id ORDER BY wanted.key, f.path`,
    [ids],
  )) {
    const { path, ...asset } = row;
    const known = placed.get(row.id);
    if (known === undefined) placed.set(row.id, { ...asset, paths: path === null ? [] : [path] });
    else if (path !== null) known.paths.push(path);
  }
  return [...placed.values()];
}

const folders = (path: string): readonly string[] =>
  path
    .split('/')
    .filter((part) => part !== '')
    .slice(0, -1);

/** The folders that all paths begin with. */
function commonFolders(paths: readonly string[]): string {
  let common: readonly string[] | null = null;
  for (const path of paths) {
    const names = folders(path);
    if (common === null) {
      common = names;
      continue;
    }
    const differs = common.findIndex((name, index) => names[index] !== name);
    if (differs >= 0) common = common.slice(0, differs);
  }
  return (common ?? []).join('/');
}

/** Plans what the folders of a selection say. */
export function planFolders(
  connection: Connection,
  assets: readonly AssetId[],
  rules: FolderRules,
): FolderPlan {
  const ids = JSON.stringify([...new Set(assets)]);
  const placed = placesOf(connection, ids);
  const read = folderReader(rules);
  const mappingFor = mappingOf(rules);
  const resolved = new Map<string, string>();
  const resolve = (tag: string): string => {
    const known = resolved.get(tag) ?? tagFor(connection, tag);
    resolved.set(tag, known);
    return known;
  };
  const partCounts = new Map<string, number>();
  const conflicts: FolderConflict[] = [];
  let without = 0;
  const wanted = placed.map((asset) => {
    const readings = asset.paths.map(read);
    const parts = new Set(readings.flatMap((one) => one.parts));
    for (const part of parts) partCounts.set(part, (partCounts.get(part) ?? 0) + 1);
    if (asset.paths.every((path) => folders(path).length === 0)) without += 1;
    const themes = [...new Set(readings.flatMap((one) => one.themes))];
    const tags = [...new Set(readings.flatMap((one) => one.tags).map(resolve))];
    return { asset, tags, themes };
  });
  const bearers = bearersOf(connection, ids, [...new Set(wanted.flatMap(({ tags }) => tags))]);
  const changed: PlannedAsset[] = [];
  for (const { asset, tags, themes } of wanted) {
    const [theme] = themes;
    const clash =
      themes.length > 1
        ? 'several_themes'
        : theme !== undefined &&
            asset.theme !== null &&
            asset.theme !== theme &&
            rules.replace_themes !== true
          ? 'has_theme'
          : null;
    if (clash !== null) {
      conflicts.push({
        id: asset.id,
        name: asset.name,
        path: asset.paths[0] ?? '',
        why: clash,
        themes,
        current: asset.theme,
      });
    }
    const planned: PlannedAsset = {
      id: asset.id,
      name: asset.name,
      rename: null,
      cells:
        theme === undefined || clash !== null || asset.theme === theme
          ? []
          : [{ field: 'theme', before: asset.theme, after: theme }],
      add: tags.filter((tag) => bearers.get(tag)?.has(asset.id) !== true),
      remove: [],
    };
    if (isChange(planned)) changed.push(planned);
  }
  const paths = placed.flatMap((asset) => asset.paths);
  const { levels: _levels, separators: _separators, ...whole } = rules;
  return {
    assets: placed.length,
    changed,
    without_folder: without,
    depth: Math.max(0, ...new Set(paths.map((path) => folderParts(path, whole).length))),
    common: commonFolders(paths),
    parts: [...partCounts]
      .toSorted((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
      .map(([part, count]) => {
        const mapped = mappingFor(part);
        const use = mapped?.use ?? 'tag';
        const value = cleanTag(mapped?.value ?? part) ?? part;
        const tag = use === 'tag' ? resolve(value) : value;
        return { part, use, value, tag: tag === value ? null : tag, assets: count };
      }),
    conflicts,
  };
}
