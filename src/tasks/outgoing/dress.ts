/**
 * The one way out: every media file that leaves the library passes here. First what it brought along
 * is kept or taken out, then its recipe goes in, and signing is last, since it hashes the bytes. What
 * comes back is made of pieces of the stored file, so memory stays flat; the stored bytes never
 * change. The same asset with the same choice gives the same bytes.
 */
import type { AssetOrigin } from '#domain/asset.ts';
import type { AssetId } from '#domain/id.ts';
import type { OutgoingChoice } from '#domain/outgoing.ts';
import { recipeOf, sourceTypeOf, type Recipe, type RecipeGround } from '#domain/recipe.ts';
import { findStore } from '#formats/c2pa/stores.ts';
import { carrierOf } from '#formats/carriers/carriers.ts';
import { mediaFormats, type MediaFormat } from '#formats/media-formats.ts';
import { hasOwnWords, payloadOf, recipeFile, type Saying } from '#formats/recipe/write.ts';

import type { TaskContext } from '../context.ts';

import { withBrought } from './brought.ts';
import { sign } from './sign.ts';

/** What is asked of the row of an asset that leaves. */
export interface OutgoingRow {
  readonly id: AssetId;
  readonly name: string;
  readonly origin: AssetOrigin;
  /** Short name of the format, judged by bytes. */
  readonly format: string | null;
}

/** What dressing needs of its task; a preview has the same in a thread of its own. */
export type OutgoingContext = Pick<
  TaskContext,
  'query' | 'signal' | 'openBlob' | 'now' | 'signing'
>;

/**
 * What was asked for and could not be: `signed`, it has a signature of its own, which any change
 * would break; `not_stripped`, this format, or this very file, cannot be taken apart; `no_room`, the recipe has no place
 * in it and lies beside it; `unsigned`, this device could not sign it.
 */
export type OutgoingNote = 'signed' | 'not_stripped' | 'no_room' | 'unsigned';

/** A file as it leaves. */
export interface Dressed {
  /** The stored file itself where nothing had to change. */
  readonly file: Blob;
  /** What goes into it as its recipe, or beside it. */
  readonly recipe: Recipe | null;
  /** Whether it carries content credentials of this device, in it or beside it. */
  readonly isSigned: boolean;
  /** Its content credentials as a file beside it, where its format has no place for them. */
  readonly credentials: Blob | null;
  /** The recipe as a file beside it, where the file itself cannot carry it. */
  readonly beside: string | null;
  readonly notes: readonly OutgoingNote[];
}

/** The ending of a recipe's file, behind the name of what it belongs to. */
export const recipeEnding = '.recipe.json';

/** Whether it was made here, and not brought from elsewhere: only that gets anything into it. */
const isMadeHere = ({ origin }: Pick<OutgoingRow, 'origin'>): boolean =>
  origin === 'derivative' || origin === 'generation';

const formatOf = (format: string | null): MediaFormat | undefined =>
  mediaFormats.find((one) => one === format);

/** Dresses one file. */
export async function dress(
  stored: Blob,
  row: OutgoingRow,
  choice: OutgoingChoice,
  context: OutgoingContext,
): Promise<Dressed> {
  const made = isMadeHere(row) ? await groundOf(row, context) : null;
  const recipe = made && choice.recipe ? recipeOf(made, choice.prompts) : null;
  const asked = made !== null || choice.brought !== 'keep';
  const format = formatOf(row.format);
  if (asked && format && (await findStore(stored, format))) {
    // A signature of another is never broken: what there is to say lies beside it.
    const beside = recipe && recipeFile(recipe);
    const unsigned = { isSigned: false, credentials: null };
    return { file: stored, recipe, beside, notes: ['signed'], ...unsigned };
  }
  const bare = await withBrought(stored, row.format, choice.brought);
  const notes: OutgoingNote[] = bare === null ? ['not_stripped'] : [];
  const said = { recipe, made: choice.label ? made : null };
  const told = made === null ? (bare ?? stored) : await withRecipe(bare ?? stored, row, said);
  if (told === null && recipe) notes.push('no_room');
  const out = await sign(told ?? bare ?? stored, row, made, choice, context);
  if (out.signed === null) notes.push('unsigned');
  return {
    file: out.file,
    recipe,
    isSigned: out.signed === true,
    credentials: out.beside ?? null,
    beside: told === null && recipe ? recipeFile(recipe) : null,
    notes,
  };
}

async function groundOf(
  { id }: OutgoingRow,
  context: OutgoingContext,
): Promise<RecipeGround | null> {
  const [ground] = await context.query('recipeGrounds', { ids: [id] });
  return ground ?? null;
}

/** A file that was made here with what is to be said of it; null where it has no room for that. */
async function withRecipe(file: Blob, { format }: OutgoingRow, said: Saying): Promise<Blob | null> {
  const carrier = carrierOf(format);
  const { recipe, made } = said;
  const hasWords = recipe !== null || (made !== null && sourceTypeOf(made) !== undefined);
  if (!carrier) return recipe === null ? file : null;
  if (!hasWords) {
    // Words of a source that came over with its other properties are not said of this file.
    const { xmp } = await carrier.read(file);
    if (xmp === undefined || !hasOwnWords(xmp)) return file;
  }
  const written = await carrier.write(file, payloadOf(said));
  return written.ok ? written.value : null;
}
