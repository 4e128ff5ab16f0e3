import { assetKinds, assetOrigins, assetStates, provenances, reviewMarks } from '#domain/asset.ts';
import { isFailure } from '#domain/failure.ts';
import { packLicences } from '#domain/pack.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { statusOfWord, statusWords } from '#domain/old-model/tasks.ts';
import * as z from 'zod/mini';

// The page's policy forbids making code from text, which zod would otherwise try.
z.config({ jitless: true });

export { z };

/** The most things that one command takes at once. */
export const most = 100_000;

export const uuid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-9a-f][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/));
export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const uuids = z.array(uuid).check(z.maxLength(most));
export const hashes = z.array(sha256).check(z.maxLength(most));
export const rowNumbers = z
  .array(z.int().check(z.gte(0), z.lte(0xffff_ffff)))
  .check(z.maxLength(most));
/** Free text; what it holds is the user's affair, its length is not. */
export const text = (longest: number) => z.string().check(z.maxLength(longest));
export const time = z.int().check(z.gte(0), z.lte(8.64e15));
export const count = z.int().check(z.gte(0), z.lte(1_000_000));
export const name = z.string().check(z.minLength(1), z.maxLength(4096));
export const nothing = z.strictObject({});

export const assetKind = z.enum(assetKinds);
export const assetOrigin = z.enum(assetOrigins);
export const provenance = z.enum(provenances);
export const reviewMark = z.enum(reviewMarks);
/** A state of work; the words of older programs are understood. */
export const taskStatus = z.pipe(z.enum(statusWords), z.transform(statusOfWord));
export const licence = z.enum(packLicences);

export const assetFilter = z.strictObject({
  kinds: z.optional(z.array(assetKind).check(z.maxLength(assetKinds.length))),
  states: z.optional(z.array(z.enum(assetStates)).check(z.maxLength(assetStates.length))),
  provenances: z.optional(z.array(provenance).check(z.maxLength(provenances.length))),
  approved: z.optional(z.boolean()),
  theme: z.optional(text(500)),
  tag: z.optional(text(100)),
  pack: z.optional(uuid),
  batch: z.optional(uuid),
  project: z.optional(uuid),
  collection: z.optional(uuid),
  minimum_rating: z.optional(z.number().check(z.gte(0), z.lte(5))),
  text: z.optional(text(2000)),
  query: z.optional(text(10_000)),
  trashed: z.optional(z.boolean()),
});

/** A failure as it may come from another thread: an object with a known code. */
export const failure = z.custom<object>(isFailure, 'is not a failure');

/**
 * Parses anything into the input that a contract names. The one place where a parsed value takes
 * its contract's type: brands and exact optional fields are not in the schemas.
 */
export function parseInput<Input>(schema: z.ZodMiniType, raw: unknown): Result<Input> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data as Input);
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join('.') ?? '';
  const reason = reasonOf(issue);
  return fail(
    field === '' ? { code: 'invalid_input', reason } : { code: 'invalid_input', field, reason },
  );
}

function reasonOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return 'is not valid';
  if (issue.code === 'unrecognized_keys') {
    return `unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}`;
  }
  if (issue.code === 'invalid_type') return `must be of type ${issue.expected}`;
  if (issue.code === 'invalid_value') {
    return `must be one of ${issue.values.map(String).join(', ')}`;
  }
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'invalid_format') {
    return `must have the form of ${issue.format === 'regex' ? 'an id or hash' : issue.format}`;
  }
  return issue.message;
}
