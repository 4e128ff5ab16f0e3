/**
 * What a statement says of how a file was made: what was opened or begun with, what was done since,
 * and what else went in, from the first source that came from elsewhere to the file that leaves.
 */
import type { AssetId, Sha256 } from '#domain/id.ts';
import { sourceTypeOf, type RecipeGround, type RecipeSource } from '#domain/recipe.ts';
import { carriedFrom } from '#formats/c2pa/carried.ts';
import type { StatedAction, StatedIngredient, Tool } from '#formats/c2pa/statement.ts';
import { factsOfFormat } from '#formats/media-formats.ts';
import { sniff } from '#formats/sniff.ts';

import { taskAbout } from '../abouts.ts';
import type { TaskContext } from '../context.ts';

/** What C2PA calls the work of our tools; everything else is an edit. */
const actions: Readonly<Record<string, string>> = {
  upscale: 'c2pa.resized.proportional',
  enhance: 'c2pa.enhanced',
  denoise_audio: 'c2pa.enhanced',
  denoise_video: 'c2pa.enhanced',
  convert: 'c2pa.converted',
  convert_audio: 'c2pa.transcoded',
  convert_video: 'c2pa.transcoded',
};
const mostSteps = 20;
const mostIngredients = 40;

export interface Making {
  readonly actions: readonly StatedAction[];
  readonly ingredients: readonly StatedIngredient[];
}

/** What reading the past of a file needs of its task. */
export type MakingContext = Pick<TaskContext, 'query' | 'signal' | 'openBlob' | 'now'>;

/**
 * Reads the making of a file.
 *
 * @param told whether tools and the names of sources may be told; what is left says only that it was
 *   made or edited, and carries the statements of others
 */
export async function makingOf(
  first: RecipeGround,
  program: Tool,
  told: boolean,
  context: MakingContext,
): Promise<Making> {
  const steps: StatedAction[] = [];
  const ingredients: StatedIngredient[] = [];
  const taken = async (source: RecipeSource, relation: StatedIngredient['relation']) => {
    ingredients.push(await ingredientOf(source, relation, told, context));
    return ingredients.length - 1;
  };
  let at = first;
  let opened: RecipeSource | undefined;
  let created: StatedAction | undefined;
  for (let step = 0; step < mostSteps; step += 1) {
    context.signal.throwIfAborted();
    const sources = at.sources.filter(({ as }) => as === 'source');
    const [parent] = sources;
    const others = at.sources.filter((one) => one !== parent || sources.length > 1);
    const placed: number[] = [];
    for (const other of others.slice(0, mostIngredients - ingredients.length - 1))
      placed.push(await taken(other, 'componentOf'));
    const added: readonly StatedAction[] =
      placed.length > 0 ? [{ action: 'c2pa.placed', ingredients: placed }] : [];
    if (!parent || sources.length > 1) {
      steps.unshift(...added);
      created = beginningOf(at, program, told, sources.length > 1);
      break;
    }
    steps.unshift(...added, stepOf(at, program, told));
    const [before] = parent.id === undefined ? [] : await groundsOf(parent.id, context);
    opened = parent;
    if (!before || before.tool === null) break;
    at = before;
  }
  if (created) return { actions: [created, ...steps], ingredients };
  const source = opened && (await taken(opened, 'parentOf'));
  const begin: StatedAction =
    source === undefined
      ? beginningOf(first, program, told, false)
      : { action: 'c2pa.opened', ingredients: [source] };
  return { actions: [begin, ...steps], ingredients };
}

const groundsOf = (id: string, { query }: MakingContext): Promise<readonly RecipeGround[]> =>
  // The border: sources name assets.
  query('recipeGrounds', { ids: [id as AssetId] });

function beginningOf(
  ground: RecipeGround,
  program: Tool,
  told: boolean,
  isComposed: boolean,
): StatedAction {
  const model = told ? ground.generation?.model : undefined;
  return {
    action: 'c2pa.created',
    tool: model === undefined || model === 'unknown' ? program : { name: model },
    source_type: sourceTypeOf(ground) ?? (isComposed ? 'composite' : 'digitalCreation'),
  };
}

function stepOf({ tool, generation }: RecipeGround, program: Tool, told: boolean): StatedAction {
  const act = tool ? taskAbout(tool.kind)?.words.act : undefined;
  // Tools without a model of their own are called by their kind there.
  const model = tool && generation?.model.startsWith(tool.kind) ? undefined : generation?.model;
  const description = [act, model].filter((one) => one !== undefined).join(', ');
  return {
    action: (tool && actions[tool.kind]) ?? 'c2pa.edited',
    tool: program,
    ...(told && description !== '' && { description }),
  };
}

/** A source with its own statements, where its file is here and has some. */
async function ingredientOf(
  { name, kind, sha256 }: RecipeSource,
  relation: StatedIngredient['relation'],
  told: boolean,
  { openBlob, signal, now }: MakingContext,
): Promise<StatedIngredient> {
  const title = told ? name : 'Source';
  const unknown = { title, relation, mime: kind === 'text' ? 'text/plain' : `${kind}/*` };
  if (sha256 === undefined) return unknown;
  // The border: it is what names blobs. One that is away is named all the same.
  const file = await openBlob(sha256 as Sha256).catch(() => null);
  const head = file && new Uint8Array(await file.slice(0, 65_536).arrayBuffer());
  const sniffed = head && sniff(head, name);
  if (!file || !sniffed?.ok) return unknown;
  const carried = await carriedFrom(file, sniffed.format, { now: now(), signal });
  const { mime } = factsOfFormat[sniffed.format];
  return { title, relation, mime, ...(carried && { carried }) };
}
