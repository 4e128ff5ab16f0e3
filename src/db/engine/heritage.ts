/** Writes what results take over from what they are made of, in the transaction that makes the row. */
import type { AssetMetadata, AssetRow } from '#domain/asset.ts';
import {
  creditsOf,
  creditsTogether,
  descriptionsOf,
  heritageOf,
  provenanceOf,
  withCredits,
} from '#domain/heritage.ts';
import type { AssetId } from '#domain/id.ts';
import { holdWords } from './held-words.ts';
import type { NewAsset } from './rows.ts';
import { readAsset, setColumns } from './rows.ts';
import type { Scope } from './scope.ts';

/**
 * The columns of a result that its sources decide.
 *
 * @param intended what the tool makes of the origin of its first source
 * @param isSame it shows the same as its first source
 */
export function heritageColumns(
  sources: readonly [AssetRow, ...AssetRow[]],
  intended: AssetRow['provenance'],
  isSame: boolean,
): Pick<NewAsset, 'provenance' | 'source' | 'alt_text' | 'metadata'> {
  const { source, ...credits } = heritageOf(sources);
  const [first, ...others] = sources;
  const { alt_text, metadata } = isSame ? descriptionsOf(first) : { alt_text: null, metadata: {} };
  return {
    provenance: provenanceOf([intended, ...others.map(({ provenance }) => provenance)]),
    source,
    alt_text,
    metadata: JSON.stringify(withCredits(metadata, credits)),
  };
}

/** Gives a result the tags of some assets; what it has already it keeps. */
export function takeTags({ connection, at }: Scope, from: readonly AssetId[], to: AssetId): void {
  holdWords(connection, JSON.stringify([to]), () =>
    connection.run(
      `INSERT INTO asset_tags (asset_id, tag, created_at)
       SELECT DISTINCT ?1, t.tag, ?3 FROM json_each(?2) AS wanted
       CROSS JOIN asset_tags t ON t.asset_id = wanted.value WHERE true
       ORDER BY t.tag ON CONFLICT DO NOTHING`,
      [to, JSON.stringify(from), at],
    ),
  );
}

/** Names beside others whose work went into a result as well: a face, a picture for reference. */
export function takeCredits(scope: Scope, result: AssetId, used: readonly AssetId[]): void {
  const [target, ...parts] = [result, ...used].map((id) => readAsset(scope.connection, id));
  if (target === undefined) return;
  // The border: JSON that this program wrote.
  const metadata = JSON.parse(target.metadata) as AssetMetadata;
  const known = parts.flatMap((part) =>
    part === undefined ? [] : [creditsOf(JSON.parse(part.metadata) as AssetMetadata)],
  );
  const written = JSON.stringify(
    withCredits(metadata, creditsTogether([creditsOf(metadata), ...known])),
  );
  if (written !== JSON.stringify(metadata)) {
    setColumns(scope.connection, 'assets', target.id, { metadata: written, updated_at: scope.at });
  }
}
