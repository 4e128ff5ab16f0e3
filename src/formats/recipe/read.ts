/**
 * A recipe out of a file: a claim of whoever wrote it, bounded and brought to plain values. Its
 * settings mean nothing until the tool they are for has parsed them.
 */
import { assetKinds, provenances } from '#domain/asset.ts';
import { recipeRoles, type Recipe, type RecipeSource } from '#domain/recipe.ts';

import { carrierOf } from '../carriers/carriers.ts';
import { isLoose, looseJson, said, type Loose } from '../generation/values.ts';
import { readProperties } from '../xmp/properties.ts';
import { generationOfRecord } from '../xmp/read.ts';
import { sourceTypeTerm } from '../xmp/source-type.ts';

import { recipeTag, sourceTypeTag } from './write.ts';

/** Most characters of a recipe that is read, and of the settings in it. */
const recipeLimit = 500_000;
const settingsLimit = 200_000;
const mostSources = 200;
/** Settings of tools are flat, or nearly; what is nested further could not even be written. */
const deepest = 20;
const newest = 1;

const clean = (value: unknown, limit: number): string | undefined =>
  said(value)
    ?.slice(0, limit)
    // oxlint-disable-next-line no-control-regex -- these are what is taken out
    .replaceAll(/[\0-\x1f\x7f]/g, ' ')
    .toWellFormed()
    .trim();

const isHash = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

function sourceOf(value: unknown): RecipeSource[] {
  if (!isLoose(value)) return [];
  const name = clean(value['name'], 255);
  const as = recipeRoles.find((role) => role === value['as']);
  const kind = assetKinds.find((one) => one === value['kind']);
  if (name === undefined || as === undefined || kind === undefined) return [];
  const { sha256, id } = value;
  return [{ as, name, kind, ...(isHash(sha256) && { sha256 }), ...(isId(id) && { id }) }];
}

const isWithin = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 && Object.values(value).every((one) => isWithin(one, depth - 1)));

function toolOf(value: unknown): Recipe['tool'] {
  if (!isLoose(value) || !isLoose(value['settings'])) return undefined;
  const { kind, settings } = value;
  if (typeof kind !== 'string' || !/^[a-z][a-z_]{0,59}$/.test(kind)) return undefined;
  if (!isWithin(settings, deepest)) return undefined;
  return JSON.stringify(settings).length > settingsLimit ? undefined : { kind, settings };
}

function modelOf(value: unknown): Recipe['model'] {
  if (!isLoose(value) || !isHash(value['sha256'])) return undefined;
  const name = clean(value['name'], 255);
  const licence = clean(value['licence'], 1000);
  return name === undefined || licence === undefined
    ? undefined
    : { name, sha256: value['sha256'], licence };
}

/** A recipe out of a text; undefined for anything else, and for a form newer than this program. */
export function parseRecipe(text: string | undefined): Recipe | undefined {
  if (text === undefined || text.length > recipeLimit) return undefined;
  const json: Loose | undefined = looseJson(text);
  if (json?.['format'] !== 'inkreel-recipe') return undefined;
  const version = json['version'];
  if (typeof version !== 'number' || version < 1 || version > newest) return undefined;
  const { sources, generation: made } = json;
  const tool = toolOf(json['tool']);
  const generation = isLoose(made) ? generationOfRecord(made) : undefined;
  const model = modelOf(json['model']);
  const at = json['made_at'];
  const isTime = typeof at === 'string' && at.length <= 40 && !Number.isNaN(Date.parse(at));
  return {
    format: 'inkreel-recipe',
    version,
    ...(tool && { tool }),
    ...(generation && { generation }),
    ...(model && { model }),
    provenance: provenances.find((one) => one === json['provenance']) ?? 'unknown',
    ...(isTime && { made_at: at }),
    sources: Array.isArray(sources) ? sources.slice(0, mostSources).flatMap(sourceOf) : [],
  };
}

/** What a file carries of its making in our words, and the term of its digital source type. */
export interface CarriedRecipe {
  readonly recipe?: Recipe;
  readonly sourceType?: string;
}

/** Reads a recipe out of an XMP packet. */
export function recipeInXmp(packet: string | undefined): CarriedRecipe {
  if (packet === undefined) return {};
  const read = readProperties(packet);
  if (!read.ok) return {};
  const recipe = parseRecipe(read.value('inkreel', 'Recipe')[0]);
  const sourceType = sourceTypeTerm(read.value('Iptc4xmpExt', 'DigitalSourceType')[0] ?? '');
  return { ...(recipe && { recipe }), ...(sourceType !== undefined && { sourceType }) };
}

/** Reads a recipe out of a file of any format; nothing where there is none or it cannot be read. */
export async function readRecipe(file: Blob, format: string | null): Promise<CarriedRecipe> {
  const carried = await carrierOf(format)?.read(file);
  if (carried?.tags === undefined) return recipeInXmp(carried?.xmp);
  const tag = (name: string): string | undefined =>
    carried.tags?.find(([one]) => one.toUpperCase() === name)?.[1];
  const recipe = parseRecipe(tag(recipeTag));
  const sourceType = sourceTypeTerm(tag(sourceTypeTag) ?? '');
  return { ...(recipe && { recipe }), ...(sourceType !== undefined && { sourceType }) };
}
