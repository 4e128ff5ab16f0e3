import * as z from 'zod/mini';

import { fail, ok, type Result } from '#domain/result.ts';

/** Parses settings by a schema; an `invalid_input` failure names the first wrong field. */
export function parseSettings<Schema extends z.ZodMiniType>(
  schema: Schema,
  settings: unknown,
): Result<z.output<Schema>> {
  const parsed = z.safeParse(schema, settings);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const field = issue?.path[0];
  return fail({
    code: 'invalid_input',
    ...(field === undefined ? {} : { field: String(field) }),
    reason: issue?.message ?? 'the settings are wrong',
  });
}
