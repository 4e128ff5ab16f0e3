import type { TaskOutput } from '#domain/contract/engine.ts';
import { isPictureFormat, type MediaFormat } from '#formats/media-formats.ts';
import { readRecipe, recipeInXmp, type CarriedRecipe } from '#formats/recipe/read.ts';
import { provenanceOfTerm } from '#formats/xmp/source-type.ts';

import type { Reading } from './reading.ts';

/** Of pictures the XMP was read with everything else; GIF alone keeps it in a place of its own. */
function carriedBy({ xmp }: Reading, file: Blob, format: MediaFormat): Promise<CarriedRecipe> {
  return isPictureFormat(format) && format !== 'gif'
    ? Promise.resolve(recipeInXmp(xmp && new TextDecoder().decode(xmp)))
    : readRecipe(file, format);
}

/** How a file says it was made, with a recipe of ours where it carries one; undefined: it is silent. */
export async function withRecipe(
  reading: Reading,
  file: Blob,
  format: MediaFormat,
): Promise<TaskOutput['claims']> {
  const { recipe, sourceType } = await carriedBy(reading, file, format);
  const { generation = recipe?.generation, ai = false } = reading.claims ?? {};
  const told = recipe?.provenance === 'unknown' ? undefined : recipe?.provenance;
  // Of the terms only what a machine did is taken: a camera's word would be said of every photograph.
  const term = sourceType === undefined ? undefined : provenanceOfTerm(sourceType);
  const provenance = told ?? (term === 'user_provided' ? undefined : term);
  if (!ai && !generation && !recipe && !provenance) return undefined;
  return {
    ...(generation && { generation }),
    ai: ai || provenance === 'ai_generated',
    ...(recipe && { recipe }),
    ...(provenance && { provenance }),
  };
}
