/**
 * What a result takes over from what it is made of: whose work it is, on which terms, and where it
 * came from. Judgements (rating, approval, marks, star) are not among it: a result wants its own.
 */
import type { AssetMetadata, AssetRow, Provenance } from './asset.ts';

/** Whose work something is, and what they say of it. */
export interface Credits {
  readonly creators: readonly string[];
  readonly rights: string | null;
}

/** What is taken over from one source or several. */
export interface Heritage extends Credits {
  /** Free text: "Midjourney". */
  readonly source: string | null;
}

/** As many names, and as long texts, as a sidecar may say. */
const mostCreators = 20;
const longestRights = 10_000;
const longestSource = 500;

const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string' && one !== '',
  );

/** The credits in an asset's metadata; of what older programs wrote there, only texts. */
export const creditsOf = (metadata: AssetMetadata): Credits => ({
  creators: textsIn(metadata['creators']),
  rights: textsIn(metadata['rights'])[0] ?? null,
});

/** Different texts side by side, each once, as many whole ones as there is room for. */
function together(texts: readonly string[], by: string, longest: number): string | null {
  const [first] = texts;
  if (first === undefined || new Set(texts).size === 1) return first ?? null;
  const parts = new Set(texts.flatMap((text) => text.split(by)));
  let joined = '';
  for (const part of parts) {
    const next = joined === '' ? part : joined + by + part;
    if (next.length <= longest) joined = next;
  }
  return joined;
}

const rightsTogether = (texts: readonly string[]): string | null =>
  together(texts, '; ', longestRights);

/** All credits: everyone is named, and every condition stays, so that the strictest holds. */
export const creditsTogether = (credits: readonly Credits[]): Credits => ({
  creators: [...new Set(credits.flatMap(({ creators }) => creators))].slice(0, mostCreators),
  rights: rightsTogether(credits.flatMap(({ rights }) => rights ?? [])),
});

/** What a result takes over from all that it is made of. */
export const heritageOf = (
  sources: readonly Pick<AssetRow, 'source' | 'metadata'>[],
): Heritage => ({
  ...creditsTogether(
    // The border: JSON that this program wrote.
    sources.map(({ metadata }) => creditsOf(JSON.parse(metadata) as AssetMetadata)),
  ),
  source: together(
    sources.flatMap(({ source }) => source ?? []),
    ' + ',
    longestSource,
  ),
});

/** What is written about something for those who look at it, or cannot see it. */
export function descriptionsOf({ alt_text, metadata }: Pick<AssetRow, 'alt_text' | 'metadata'>): {
  readonly alt_text: string | null;
  readonly metadata: Pick<AssetMetadata, 'description'>;
} {
  // The border: JSON that this program wrote.
  const [description] = textsIn((JSON.parse(metadata) as AssetMetadata)['description']);
  return { alt_text, metadata: description === undefined ? {} : { description } };
}

/** Metadata with credits in it; what nobody says is left out. */
export const withCredits = <Metadata extends AssetMetadata>(
  metadata: Metadata,
  { creators, rights }: Credits,
): Metadata => ({
  ...metadata,
  ...(creators.length > 0 ? { creators } : {}),
  ...(rights === null ? {} : { rights }),
});

/** The more has to be said of something, the further in front. */
const byWhatMustBeSaid: readonly Provenance[] = [
  'ai_generated',
  'unknown',
  'enhanced',
  'user_provided',
];

/** The origin of what several went into: what a model made stays said. */
export const provenanceOf = (parts: readonly Provenance[]): Provenance =>
  byWhatMustBeSaid.find((one) => parts.includes(one)) ?? 'unknown';
