import { dayKinds } from '#domain/contract/places.ts';
import { nameKey } from '#domain/search.ts';
import * as shape from '../input.ts';
import { assetDays } from './asset-days.ts';
import { countAssets, type CountedFolder, folderTree } from './folder-tree.ts';
import { z } from '../input.ts';
import { query } from './query.ts';

/** More folders than this right below one are not listed. */
const mostFolders = 2_000;

/** A folder of one level, and all that lies in folders inside of it. */
interface Subfolder {
  readonly name: string;
  readonly whole: CountedFolder;
  readonly inside: CountedFolder;
}

function subfolder(name: string): Subfolder {
  const whole: CountedFolder = { above: null, assets: 0 };
  return { name, whole, inside: { above: whole, assets: 0 } };
}

export const placeQueries = {
  folderTree: query<'folderTree'>(
    z.strictObject({ project: z.optional(shape.uuid) }),
    ({ connection }, { project }) => folderTree(connection, project),
  ),

  assetDays: query<'assetDays'>(
    z.strictObject({ by: z.enum(dayKinds), project: z.optional(shape.uuid) }),
    ({ connection }, { by, project }) => assetDays(connection, by, project),
  ),

  subfolders: query<'subfolders'>(
    z.strictObject({ under: shape.text(4096) }),
    ({ connection }, { under }) => {
      const prefix = under === '' ? '' : `${under}/`;
      const below = connection.all<{ id: number; path: string }>(
        // The last sign there is comes after everything in the folder.
        'SELECT id, path FROM directories WHERE path > ? AND path < ?',
        [prefix, `${prefix}\u{10ffff}`],
      );
      const byName = new Map<string, Subfolder>();
      const byDirectory = new Map<number, CountedFolder>();
      for (const { id, path } of below) {
        const [name = '', ...deeper] = path.slice(prefix.length).split('/');
        if (name === '') continue;
        const folder = byName.get(name) ?? subfolder(name);
        byName.set(name, folder);
        byDirectory.set(id, deeper.length > 1 ? folder.inside : folder.whole);
      }
      countAssets(connection, byDirectory);
      return [...byName.values()]
        .filter(({ whole }) => whole.assets > 0)
        .map(({ name, whole, inside }) => ({
          name,
          path: `${prefix}${name}`,
          assets: whole.assets,
          has_folders: inside.assets > 0,
        }))
        .toSorted((one, other) => (nameKey(one.name) < nameKey(other.name) ? -1 : 1))
        .slice(0, mostFolders);
    },
  ),
};
