import * as z from 'zod/mini';

import type { FolderId } from '#domain/id.ts';
import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { about } from './about.ts';

const settings = z.strictObject({
  folder: z.string().check(z.minLength(36), z.maxLength(36)),
  work: z._default(z.enum(['scan', 'copy']), 'scan'),
  quiet: z._default(z.boolean(), false),
});

export interface ScanFolderParams {
  readonly folder: FolderId;
  /** `copy` brings the bytes of files that are used in place into the library. */
  readonly work: 'scan' | 'copy';
  /** Shown in the queue only when it found something. */
  readonly quiet: boolean;
}

/** Looks through a linked folder and takes in what is new, or copies it into the library. */
export const scanFolder: TaskKind<ScanFolderParams> = {
  ...about,
  fields: [],
  commands: [
    'noteFolderChanges',
    'enterFolderFiles',
    'enterSidecars',
    'endFolderScan',
    'noteCopied',
  ],
  parse: (given) => {
    const parsed = settings.safeParse(given);
    return parsed.success
      ? // The border: a text of this length that names no folder is found out by the run.
        ok(parsed.data as ScanFolderParams)
      : fail({ code: 'invalid_input', reason: z.prettifyError(parsed.error) });
  },
};
