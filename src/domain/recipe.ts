/**
 * How a file was made, as it goes out with the file and comes back with it: the recipe. The form is
 * documented in `docs/recipe.md`. A recipe that comes in is a claim of its file.
 */
import type { AssetKind, Generation, Provenance } from './asset.ts';

/** Version of the form; it grows when a reader would have to know. */
const recipeVersion = 1;

export const recipeRoles = ['source', 'reference'] as const;
/** `source`: it was made out of this. `reference`: this was used for it: a mask, a face. */
export type RecipeRole = (typeof recipeRoles)[number];

/** Another file that went into this one. */
export interface RecipeSource {
  readonly as: RecipeRole;
  readonly name: string;
  readonly kind: AssetKind;
  /** SHA-256 of its bytes: what finds it again. */
  readonly sha256?: string;
  /** Its id in the library that wrote this: what settings name it by. */
  readonly id?: string;
}

export interface Recipe {
  readonly format: 'inkreel-recipe';
  readonly version: number;
  /** Kind of task that made it, and the settings as that kind parses them. */
  readonly tool?: { readonly kind: string; readonly settings: Readonly<Record<string, unknown>> };
  /** What really made it: tool or model, prompt, seed, parameters, licence of the model. */
  readonly generation?: Generation;
  /** The file of a model that a person added: what another library needs to find the same. */
  readonly model?: { readonly name: string; readonly sha256: string; readonly licence: string };
  readonly provenance: Provenance;
  /** ISO 8601, UTC. */
  readonly made_at?: string;
  readonly sources: readonly RecipeSource[];
}

/** What the library knows of the making of an asset. */
export interface RecipeGround {
  readonly id: string;
  readonly provenance: Provenance;
  readonly generation: Generation | null;
  /** When the newest task that made it ended, else when it was entered; ISO 8601, UTC. */
  readonly made_at: string;
  readonly tool: Recipe['tool'] | null;
  readonly model?: Recipe['model'] | null;
  readonly sources: readonly RecipeSource[];
  /** Provenances among everything that it was made from, any number of steps back. */
  readonly ancestors: readonly Provenance[];
}

/** The recipe of what was made here; null for what came from elsewhere, of which nothing is known. */
export function recipeOf(
  { provenance, generation, made_at, tool, model, sources }: RecipeGround,
  prompts: boolean,
): Recipe | null {
  if (tool === null && generation === null) return null;
  return {
    format: 'inkreel-recipe',
    version: recipeVersion,
    ...(tool && { tool: prompts ? tool : { ...tool, settings: withoutWords(tool.settings) } }),
    ...(generation && { generation: prompts ? generation : withoutPrompt(generation) }),
    ...(model && { model }),
    provenance,
    made_at,
    sources,
  };
}

/** Settings that hold what a person told a model. */
const wordSettings = /prompt|negative|caption|instruction/i;

const withoutWords = (settings: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !wordSettings.test(name)));

/** How it was made, without what a person told a model. */
export function withoutPrompt({ prompt: _p, negative: _n, ...kept }: Generation): Generation {
  return { ...kept, params: withoutWords(kept.params) };
}

/** IPTC's digital source types that say how a file came to be (cv.iptc.org/newscodes). */
export type SourceType =
  | 'trainedAlgorithmicMedia'
  | 'compositeWithTrainedAlgorithmicMedia'
  | 'algorithmicallyEnhanced';

/**
 * The digital source type that follows from provenances: what a model made stays that, however it
 * was worked on; with other material among its sources it is a composite. Of what a person made
 * nothing is said, for a drawing and a photograph have different names. undefined: not known.
 */
export function sourceTypeOf({
  provenance,
  ancestors,
}: Pick<RecipeGround, 'provenance' | 'ancestors'>): SourceType | undefined {
  const isMade = provenance === 'ai_generated' || ancestors.includes('ai_generated');
  // "enhanced" says what was done, and nothing of where it began.
  const hasOthers = ancestors.includes('user_provided');
  if (isMade) return hasOthers ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia';
  return provenance === 'enhanced' ? 'algorithmicallyEnhanced' : undefined;
}
