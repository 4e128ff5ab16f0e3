import * as z from 'zod/mini';

import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

const settings = z.looseObject({ total: z.optional(z.int().check(z.gte(0))) });

export type ImportParams = z.infer<typeof settings>;

/**
 * Takes files into the library. The command `beginImport` opens it, already running, for the tab
 * that holds the files; a scheduler never starts one (see `run.ts`).
 */
export const importKind: TaskKind<ImportParams> = {
  kind: 'import',
  lane: 'media',
  words: {
    act: 'Import',
    doing: 'Importing',
    help: 'Copies files into the library, byte for byte.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 1,
  fields: [],
  parse: (given) => {
    const parsed = settings.safeParse(given);
    return parsed.success
      ? ok(parsed.data)
      : fail({ code: 'invalid_input', reason: z.prettifyError(parsed.error) });
  },
};
