import * as z from 'zod/mini';

import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

const settings = z.strictObject({});

export type VerifyParams = z.infer<typeof settings>;

/** Reads every stored file again and compares it with its hash. */
export const verify: TaskKind<VerifyParams> = {
  kind: 'verify',
  lane: 'media',
  words: {
    act: 'Verify files',
    doing: 'Verifying files',
    help: 'Reads every stored file again and checks that not one byte has changed.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 2,
  fields: [],
  parse: (given) => {
    const parsed = settings.safeParse(given);
    return parsed.success
      ? ok(parsed.data)
      : fail({ code: 'invalid_input', reason: z.prettifyError(parsed.error) });
  },
};
