/** What of a recipe goes into a file: one JSON text, and the few properties that other programs read. */
import { sourceTypeOf, type Recipe, type RecipeGround } from '#domain/recipe.ts';
import { fail, type Result } from '#domain/result.ts';

import type { Payload, Tag } from '../carriers/carrier.ts';
import { mergeXmp, withoutName, type MergedProperty } from '../xmp/merge.ts';
import { readProperties } from '../xmp/properties.ts';
import { provenanceOfTerm, sourceTypeBase, sourceTypeTerm } from '../xmp/source-type.ts';

/** Names of the comments in containers that take no XMP. */
export const recipeTag = 'INKREEL_RECIPE';
export const sourceTypeTag = 'DIGITAL_SOURCE_TYPE';

/** What a file is to say of its making. */
export interface Saying {
  /** null: none is to be in the file, and one that came from a source is taken out. */
  readonly recipe: Recipe | null;
  /** How the work came to be, for IPTC's digital source type; null: nothing is said of it. */
  readonly made: Pick<RecipeGround, 'provenance' | 'ancestors'> | null;
}

const recipeText = (recipe: Recipe): string => JSON.stringify(recipe);

/** The digital source type as an address, given what an earlier file of the work said of itself. */
function sourceType(made: Saying['made'], packet: string | undefined): string | undefined {
  const term = made === null ? undefined : sourceTypeOf(made);
  if (term === undefined) return undefined;
  const read = packet === undefined ? null : readProperties(packet);
  const said = read?.ok === true ? read.value('Iptc4xmpExt', 'DigitalSourceType')[0] : undefined;
  const earlier = sourceTypeTerm(said ?? '');
  // A finer word that means the same stands: "computationalCapture", "composite …".
  const stands = earlier !== undefined && provenanceOfTerm(earlier) === provenanceOfTerm(term);
  return `${sourceTypeBase}${stands ? earlier : term}`;
}

/** IPTC's words for a model and what it was told (Photo Metadata 2025.1); of a tool nothing is said. */
function modelWords({ recipe, made }: Saying): readonly MergedProperty[] {
  const isModel = made?.provenance === 'ai_generated' && recipe?.generation?.provider !== 'inkreel';
  const told = isModel ? recipe?.generation : undefined;
  return [
    { prefix: 'Iptc4xmpExt', name: 'AISystemUsed', value: told?.model ?? null },
    { prefix: 'Iptc4xmpExt', name: 'AIPromptInformation', value: told?.prompt ?? null },
  ];
}

/** What goes into the file. Nothing to say takes out what a source left behind. */
export function payloadOf(saying: Saying): Payload {
  const text = saying.recipe === null ? null : recipeText(saying.recipe);
  return {
    xmp(existing): Result<string> {
      const type = sourceType(saying.made, existing);
      return mergeXmp(existing, [
        ...(type === undefined
          ? []
          : [{ prefix: 'Iptc4xmpExt', name: 'DigitalSourceType', value: type } as const]),
        ...modelWords(saying),
        // What another program or an older form wrote of the source is not said of this file.
        { prefix: 'inkreel', name: 'Generation', value: null },
        { prefix: 'inkreel', name: 'Recipe', value: text },
      ]);
    },
    tags: [
      [recipeTag, text ?? ''],
      [sourceTypeTag, sourceType(saying.made, undefined) ?? ''],
    ] satisfies readonly Tag[],
  };
}

/** Whether a packet holds anything that `payloadOf` would take out of it. */
export function hasOwnWords(packet: string): boolean {
  const read = readProperties(packet);
  return (
    read.ok &&
    (read.value('inkreel', 'Recipe').length > 0 || read.value('inkreel', 'Generation').length > 0)
  );
}

/** A recipe as a file beside another one. */
export const recipeFile = (recipe: Recipe): string => `${JSON.stringify(recipe, null, 2)}\n`;

/** Makers of cameras and drones have names of their own for it: `exif:GPSLatitude`, `drone-dji:GpsLatitude`. */
const placeName = /([\w.-]{1,100}:GPS\w{1,60})\s*[\s=/>]/gi;
/** What is left of a place, in whatever way it is written. */
const placeLeft = /\bgps_?(?:lat|lon|pos|coord|dest)/i;
const mostPlaceNames = 100;

/** Takes out of a packet where a picture was taken: coordinates and names of places. */
export function xmpWithoutPlace(packet: string): Result<string> {
  const kept = (): Result<never> =>
    fail({ code: 'corrupt', what: 'its XMP', reason: 'a place in it cannot be taken out' });
  const coordinates = new Set([...packet.matchAll(placeName)].flatMap(([, name]) => name ?? []));
  if (coordinates.size > mostPlaceNames) return kept();
  let text = packet;
  for (const name of coordinates) text = withoutName(text, name);
  const merged = mergeXmp(text, placeProperties);
  return merged.ok && placeLeft.test(merged.value) ? kept() : merged;
}

/** Photoshop's words for places, and IPTC's. */
const placeProperties = (
  [
    ['photoshop', ['City', 'State', 'Country']],
    ['Iptc4xmpCore', ['Location', 'CountryCode']],
    ['Iptc4xmpExt', ['LocationCreated', 'LocationShown']],
  ] as const
).flatMap(([prefix, names]) =>
  names.map((name): MergedProperty => ({ prefix, name, value: null })),
);
