/** The kinds that are made by hand, in the order in which they are offered; and words for kinds. */
import { assetKinds, type AssetKind, type AssetOrigin } from '#domain/asset.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { character, environment, style } from './cast.ts';
import type { KindSchema } from './schema.ts';
import { film, scene, shot } from './staged.ts';
import { script, text } from './written.ts';

export const kindSchemas: readonly KindSchema[] = [
  text,
  script,
  scene,
  shot,
  film,
  character,
  environment,
  style,
];

const byKind = new Map(kindSchemas.map((schema) => [schema.kind, schema]));

/** The schema of a kind that is made by hand; undefined for files, packs and stories. */
export const kindSchema = (kind: AssetKind): KindSchema | undefined => byKind.get(kind);

/** Kinds that are not made by hand here, with the way to them. */
export const madeElsewhere: Readonly<Partial<Record<AssetKind, string>>> = {
  image: 'a picture comes from a file: import it',
  audio: 'a sound comes from a file: import it',
  video: 'a video comes from a file: import it',
  pack: 'a pack is made under Packs, with its licence',
  story: 'stories are not part of this version yet',
  episode: 'episodes are not part of this version yet',
  mask: 'a mask is drawn on a picture: open it under Enhance',
};

/** What older programs call things. */
const oldWords: Readonly<Record<string, { kind: AssetKind; origin?: AssetOrigin }>> = {
  character_ref: { kind: 'character' },
  imageBase: { kind: 'image' },
  image_base: { kind: 'image' },
  imageRefined: { kind: 'image', origin: 'derivative' },
  image_refined: { kind: 'image', origin: 'derivative' },
};

const known: ReadonlySet<string> = new Set(assetKinds);
const isKind = (word: string): word is AssetKind => known.has(word);

/**
 * The kind that a word means, today's or an older one; `imageRefined` is a picture whose origin is
 * derivative, `imageBase` any other. Anything else is refused with a message.
 */
export function kindOfWord(
  word: string,
): Result<{ readonly kind: AssetKind; readonly origin?: AssetOrigin }> {
  if (isKind(word)) return ok({ kind: word });
  const old = Object.hasOwn(oldWords, word) ? oldWords[word] : undefined;
  if (old !== undefined) return ok(old);
  const reason = `“${word}” is no kind of asset; there are ${assetKinds.join(', ')}`;
  return fail({ code: 'invalid_input', field: 'kind', reason });
}
