import * as z from 'zod/mini';

import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { about } from './about.ts';

const settings = z.strictObject({});

export type VerifyParams = z.infer<typeof settings>;

/** Reads every stored file again and compares it with its hash. */
export const verify: TaskKind<VerifyParams> = {
  ...about,
  fields: [],
  parse: (given) => {
    const parsed = settings.safeParse(given);
    return parsed.success
      ? ok(parsed.data)
      : fail({ code: 'invalid_input', reason: z.prettifyError(parsed.error) });
  },
};
