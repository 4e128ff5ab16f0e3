/** The folders in which files lie, as a tree with counts: read from numbers, never from the paths of files. */
import type { TreeFolder } from '#domain/contract/places.ts';
import type { FolderId, ProjectId } from '#domain/id.ts';
import { printValue } from '#domain/query/print.ts';
import { nameKey } from '#domain/search.ts';
import type { Connection, RowSet } from '../../connection.ts';
import { rowsOfProject } from './filter.ts';
import { marksOf, rowsOnShelves } from './search/codes.ts';

/** More folders than this are counted, not listed. */
const mostFolders = 10_000;

interface Directory {
  readonly id: number;
  readonly folder: FolderId | null;
  readonly folder_name: string | null;
  readonly path: string;
}

/** What is counted in: a folder, and what it lies in. */
export interface CountedFolder {
  readonly above: CountedFolder | null;
  assets: number;
}

interface Branch extends CountedFolder {
  readonly name: string;
  readonly key: string;
  readonly folder: FolderId | null;
  readonly query: string;
  readonly above: Branch | null;
  readonly below: Map<string, Branch>;
}

/** A name as it stands for itself after a token, with what follows it: "/**" is no part of the name. */
const value = (name: string, after = ''): string =>
  printValue({ text: `${name}${after}`, exact: /[\s,()"*?]/u.test(name) });

/** Finds or makes the branch of a folder, and those above it. */
function grow(
  roots: Map<string, Branch>,
  { folder, folder_name, path }: Directory,
  named: (directory: Directory) => string,
): Branch | null {
  const parts = path.split('/').filter((part) => part !== '');
  const root = folder === null ? null : named({ id: 0, folder, folder_name, path });
  let at: Branch | null = null;
  let level = roots;
  const step = (name: string, key: string, query: string): void => {
    const known = level.get(key);
    const made = known ?? {
      name,
      key,
      folder,
      query,
      above: at,
      below: new Map<string, Branch>(),
      assets: 0,
    };
    if (known === undefined) level.set(key, made);
    at = made;
    level = made.below;
  };
  if (folder !== null && root !== null) {
    step(folder_name ?? '', `${folder}/`, `in:${value(root)}`);
  }
  let below = '';
  for (const part of parts) {
    below += `${part}/`;
    const key = `${folder ?? ''}/${below}`;
    const query =
      root === null ? `path:${value(below, '**')}` : `in:${value(`${root}/${below.slice(0, -1)}`)}`;
    step(part, key, query);
  }
  return at;
}

/** Rows of the library without its trash, of a project with those of the whole library, as bytes. */
function rowsShown(connection: Connection, project: string | undefined): RowSet {
  const mine = project === undefined ? null : rowsOfProject(connection, project);
  const shown = rowsOnShelves(marksOf(connection), [0, 1], mine);
  const among = new Uint8Array((shown.at(-1) ?? 0) + 1);
  for (const n of shown) among[n] = 1;
  return among;
}

/**
 * Counts each asset once in every folder that it has a file in, at any depth. `folders`: by the
 * number of a directory.
 */
export function countAssets(
  connection: Connection,
  folders: ReadonlyMap<number, CountedFolder>,
  project?: string,
): void {
  const among = rowsShown(connection, project);
  const { first, second } = connection.columns(
    'SELECT n, directory FROM directory_rows',
    [],
    [among],
  );
  const seen = new Uint8Array(among.length);
  /** Assets with files in several folders: a folder above two of them counts them once. */
  const several = new Map<number, Set<CountedFolder>>();
  for (const n of first) seen[n] = Math.min(2, (seen[n] ?? 0) + 1);
  for (const [index, n] of first.entries()) {
    let folder = folders.get(second[index] ?? 0) ?? null;
    const known = seen[n] === 2 ? (several.get(n) ?? new Set<CountedFolder>()) : null;
    if (known !== null) several.set(n, known);
    for (; folder !== null; folder = folder.above) {
      if (known?.has(folder)) continue;
      known?.add(folder);
      folder.assets += 1;
    }
  }
}

/** Branches with something in them, each right before what is in it, by name. */
function listed(level: ReadonlyMap<string, Branch>, depth = 0): readonly TreeFolder[] {
  return [...level.values()]
    .filter(({ assets }) => assets > 0)
    .map((branch) => ({ branch, sort: nameKey(branch.name) }))
    .toSorted((one, other) => (one.sort < other.sort ? -1 : 1))
    .flatMap(({ branch: { key, name, folder, assets, query, below } }) => {
      const inside = listed(below, depth + 1);
      const own = { key, name, folder, depth, assets, query, has_folders: inside.length > 0 };
      return [own, ...inside];
    });
}

/** Every folder that assets of the library have files in; of a project, with those of the whole library. */
export function folderTree(
  connection: Connection,
  project: ProjectId | undefined,
): { readonly folders: readonly TreeFolder[]; readonly more: number } {
  const directories = connection.all<Directory>(
    // A folder that is linked no more is the path that its files came with.
    `SELECT d.id, f.id AS folder, f.name AS folder_name, d.path
     FROM directories d LEFT JOIN folders f ON f.id = d.folder_id AND f.deleted_at IS NULL`,
  );
  const taken = new Map<string, Set<string>>();
  const note = (name: string, id: string): void => {
    const key = nameKey(name);
    taken.set(key, (taken.get(key) ?? new Set()).add(id));
  };
  for (const { folder, folder_name } of directories) if (folder) note(folder_name ?? '', folder);
  for (const { id, name } of connection.all<{ id: string; name: string }>(
    `SELECT c.id, coalesce(c.name, p.name, '') AS name FROM asset_collections c
     LEFT JOIN assets p ON p.id = c.id WHERE c.deleted_at IS NULL`,
  )) {
    note(name, id);
  }
  // What two things are called, none of them is meant by.
  const named = ({ folder, folder_name }: Directory): string =>
    folder_name !== null &&
    !folder_name.includes('/') &&
    taken.get(nameKey(folder_name))?.size === 1
      ? folder_name
      : (folder ?? '');
  const roots = new Map<string, Branch>();
  const branches = new Map<number, Branch>();
  for (const directory of directories) {
    const branch = grow(roots, directory, named);
    if (branch !== null) branches.set(directory.id, branch);
  }
  countAssets(connection, branches, project);
  const folders = listed(roots);
  return {
    folders: folders.slice(0, mostFolders),
    more: Math.max(0, folders.length - mostFolders),
  };
}
