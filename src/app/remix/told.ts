/** What is recorded of the making of an asset, the newest record first. */
import type { Generation } from '#domain/asset.ts';
import type { AssetDetails } from '#domain/contract/queries.ts';

export interface Told extends Pick<Generation, 'provider' | 'model' | 'params'> {
  readonly prompt?: string | null;
  readonly negative?: string | null;
  readonly seed?: number | null;
  /** When it was recorded, in ms UTC; null where nobody knows. */
  readonly at: number | null;
  /** What was made here is known; what a file brought along is its own word. */
  readonly claimed: boolean;
}

/** JSON that this program wrote. */
const objectOf = (text: string): Generation['params'] => JSON.parse(text) as Generation['params'];

/** Every record, the newest first; a file's own word where there is none. */
export function allTold({ asset, records }: AssetDetails): readonly Told[] {
  const own =
    asset.generation === null ? null : (objectOf(asset.generation) as unknown as Generation);
  if (records.length > 0) {
    return records.map((record, index) => ({
      ...record,
      // The columns of a record hold no negative prompt; that of the newest stands with the asset.
      negative: index === 0 ? (own?.negative ?? null) : null,
      params: objectOf(record.params),
      at: record.timestamp,
      claimed: false,
    }));
  }
  if (own === null || asset.origin === 'derivative') return [];
  const claimed = asset.origin === 'import' || asset.origin === 'upload';
  return [{ ...own, at: null, claimed }];
}

/** "cfg_scale" → "cfg scale": settings that are short enough to be read, by name. */
export const plainSettings = (
  params: Generation['params'],
): readonly (readonly [string, string])[] =>
  Object.entries(params)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value))
    .map(([key, value]) => [key.replaceAll('_', ' '), String(value)] as const);
