import * as z from 'zod/mini';

import { fail, ok, type Result } from '#domain/result.ts';

type Issue = z.core.$ZodIssue;

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
    reason: issue ? reasonOf(issue) : 'the settings are wrong',
  });
}

/** What is wrong, in the words of a form: the library has none of its own without a language. */
function reasonOf(issue: Issue): string {
  switch (issue.code) {
    case 'custom':
      return issue.message;
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `at least ${issue.minimum} ${issue.origin === 'string' ? 'letters' : 'entries'} are needed`
        : `at least ${issue.minimum} is needed`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? `at most ${issue.maximum} ${issue.origin === 'string' ? 'letters' : 'entries'} are taken`
        : `at most ${issue.maximum} is taken`;
    case 'invalid_type':
      if (issue.expected === 'int') return 'a whole number is needed';
      return issue.expected === 'number' ? 'a number is needed' : `it is no ${issue.expected}`;
    case 'invalid_value':
      return `one of these is needed: ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return `there is no setting “${issue.keys.join('”, “')}”`;
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
      return 'it is not what is asked for';
  }
}
