import * as z from 'zod/mini';

import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { about } from './about.ts';

const settings = z.looseObject({ total: z.optional(z.int().check(z.gte(0))) });

export type ImportParams = z.infer<typeof settings>;

/**
 * Takes files into the library. The command `beginImport` opens it, already running, for the tab
 * that holds the files; a scheduler never starts one (see `run.ts`).
 */
export const importKind: TaskKind<ImportParams> = {
  ...about,
  fields: [],
  parse: (given) => {
    const parsed = settings.safeParse(given);
    return parsed.success
      ? ok(parsed.data)
      : fail({ code: 'invalid_input', reason: z.prettifyError(parsed.error) });
  },
};
