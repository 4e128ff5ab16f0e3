/** Credits and rights as a person says them: two keys of the metadata of each asset. */
import type { AssetMetadata } from '#domain/asset.ts';
import type { CreditChanges } from '#domain/contract/credits.ts';
import { ok } from '#domain/result.ts';
import * as shape from '../input.ts';
import { z } from '../input.ts';
import { readAsset, setColumns } from '../rows.ts';
import { allThere, storedText } from './assets.ts';
import { command } from './command.ts';

/** Metadata with the changes in it; a key that says nothing is not there. */
function changed(
  { creators, rights, ...others }: AssetMetadata,
  changes: CreditChanges,
): AssetMetadata {
  const names = (changes.creators ?? creators ?? []).flatMap((name) => storedText(name) ?? []);
  const text = changes.rights === undefined ? rights : storedText(changes.rights);
  return {
    ...others,
    ...(names.length > 0 ? { creators: [...new Set(names)] } : {}),
    ...(text ? { rights: text } : {}),
  };
}

/** Whatever the order of the keys. */
const isSame = (one: AssetMetadata, other: AssetMetadata): boolean =>
  JSON.stringify([one['creators'], one['rights']]) ===
  JSON.stringify([other['creators'], other['rights']]);

export const creditCommands = {
  editCredits: command<'editCredits'>(
    z.strictObject({
      assets: shape.uuids,
      changes: z.strictObject({
        creators: z.optional(z.array(shape.text(600)).check(z.maxLength(20))),
        rights: z.optional(z.nullable(shape.text(10_000))),
      }),
    }),
    ({ connection, at }, { assets, changes }) => {
      const there = allThere(connection, assets);
      if (!there.ok) return there;
      let count = 0;
      for (const id of new Set(assets)) {
        const asset = readAsset(connection, id);
        if (asset === undefined) continue;
        // The border: JSON that this program wrote.
        const before = JSON.parse(asset.metadata) as AssetMetadata;
        const after = changed(before, changes);
        if (isSame(before, after)) continue;
        setColumns(connection, 'assets', id, { metadata: JSON.stringify(after), updated_at: at });
        count += 1;
      }
      return ok({ changed: count });
    },
    true,
  ),
};
