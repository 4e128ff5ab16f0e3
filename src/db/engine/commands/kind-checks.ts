/** What is said of an asset made by hand, checked and brought into the form in which it is stored. */
import type { AssetRow } from '#domain/asset.ts';
import type { JsonObject } from '#domain/contract/collections.ts';
import type { AssetId } from '#domain/id.ts';
import { kindOfWord, kindSchema, madeElsewhere } from '#domain/kinds/registry.ts';
import { checkMetadata, type KindSchema } from '#domain/kinds/schema.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { languageTag } from '#domain/texts.ts';
import { readAsset } from '../rows.ts';
import type { Scope } from '../scope.ts';

/** The most that the metadata of one asset may hold, as JSON. */
const largestMetadata = 1_000_000;

/** The schema of a kind that can be made by hand, or why it cannot. */
export function schemaOf(word: string): Result<KindSchema> {
  const found = kindOfWord(word);
  if (!found.ok) return found;
  const schema = kindSchema(found.value.kind);
  if (schema !== undefined) return ok(schema);
  const reason = madeElsewhere[found.value.kind] ?? 'it cannot be made by hand';
  return fail({ code: 'not_allowed', what: `Making “${word}” by hand`, reason });
}

/** An asset that is described by hand, with its schema. */
export function described(
  scope: Scope,
  id: AssetId,
): Result<{ readonly asset: AssetRow; readonly schema: KindSchema | undefined }> {
  const asset = readAsset(scope.connection, id);
  return asset === undefined || asset.deleted_at !== null
    ? fail({ code: 'not_found', what: 'asset', id })
    : ok({ asset, schema: kindSchema(asset.kind) });
}

/** An address as it is stored; only such that a browser may open safely. */
export function addressOf(given: string | null): Result<string | null> {
  const text = given?.trim() ?? '';
  if (text === '') return ok(null);
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  return isWeb
    ? ok(new URL(text).href)
    : fail({
        code: 'invalid_input',
        field: 'url',
        reason: 'must be an address with http or https',
      });
}

/** A language as it is stored: a tag of BCP 47, or nothing. */
export function tagOf(given: string | null): Result<string | null> {
  if (given === null || given.trim() === '') return ok(null);
  const tag = languageTag(given);
  if (tag !== null) return ok(tag);
  const reason = 'must be a language tag such as en, ko or zh-Hant';
  return fail({ code: 'invalid_input', field: 'language', reason });
}

/** Metadata with some keys changed: checked by the kind's schema, unknown keys kept. */
export function merged(
  schema: KindSchema | undefined,
  before: string,
  changes: JsonObject,
): Result<string> {
  const whole: Record<string, unknown> = {
    ...(JSON.parse(before) as Record<string, unknown>),
    ...changes,
  };
  for (const key of Object.keys(whole)) {
    if (whole[key] === null || whole[key] === undefined) delete whole[key];
  }
  const fits = schema === undefined ? ok(null) : checkMetadata(schema, whole);
  if (!fits.ok) return fits;
  const text = JSON.stringify(whole);
  return text.length <= largestMetadata
    ? ok(text)
    : fail({ code: 'invalid_input', field: 'metadata', reason: 'must be at most 1 MB' });
}
