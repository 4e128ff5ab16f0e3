/** What the library knows of an asset, as it goes out beside the file. */
import type { AssetMetadata, AssetRow, Generation } from '#domain/asset.ts';
import type { Said } from '#domain/said.ts';

import { stemOf } from '../pack/names.ts';
import { provenanceOfTerm } from '../xmp/source-type.ts';

/** The columns of an asset that say something of it. */
export type KnownAsset = Pick<
  AssetRow,
  | 'name'
  | 'theme'
  | 'source'
  | 'provenance'
  | 'alt_text'
  | 'rating'
  | 'approved'
  | 'review'
  | 'metadata'
  | 'generation'
  | 'created_at'
> & { readonly tags: readonly string[]; readonly tag_paths: readonly (readonly string[])[] };

const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const textsIn = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
    ? value
    : undefined;

/**
 * Everything that is known.
 *
 * @param sourceType IPTC's term as it follows from the lineage, where it does
 * @param generation the record of its making as it may leave; undefined: it stays here
 */
export function saidOf(
  asset: KnownAsset,
  sourceType: string | undefined,
  generation: Generation | undefined,
): Said {
  // The border: JSON that this program wrote.
  const metadata = JSON.parse(asset.metadata) as AssetMetadata;
  const kept = textIn(metadata['source_type']);
  const meant = kept === undefined ? undefined : provenanceOfTerm(kept);
  // What an earlier file said stands as long as nobody said otherwise since.
  const stands = meant === undefined || meant === asset.provenance;
  const title = stemOf(asset.name);
  const said: { readonly [Key in keyof Said]: Said[Key] | undefined } = {
    name: asset.name,
    title: title === '' ? undefined : title,
    description: textIn(metadata['description']),
    alt_text: textIn(asset.alt_text),
    tags: asset.tags,
    tag_paths: asset.tag_paths,
    rating: asset.rating ?? undefined,
    approved: asset.approved === 1 ? true : undefined,
    review: asset.review ?? undefined,
    theme: textIn(asset.theme),
    source: textIn(asset.source),
    provenance: asset.provenance === 'unknown' ? undefined : asset.provenance,
    source_type: stands && kept !== undefined ? kept : sourceType,
    label: textIn(metadata['label']),
    creators: textsIn(metadata['creators']),
    rights: textIn(metadata['rights']),
    taken_at: textIn(metadata.taken_at),
    created_at: asset.created_at,
    generation,
  };
  // The border: what is undefined is taken out here.
  return Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) as Said;
}
