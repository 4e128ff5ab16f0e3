import * as z from 'zod/mini';

import { backupTargets } from '#domain/contract/backup.ts';
import type { TaskKind } from '#domain/task-kind.ts';
import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';

const settings = z.strictObject({
  target: z.enum(backupTargets),
  /** Under which the browser keeps the chosen folder or file. */
  handle: z.optional(z.string().check(z.maxLength(100))),
  /** What the library is called, for the manifest and the file. */
  library: z._default(z.string().check(z.maxLength(200)), 'Inkreel'),
  app: z._default(z.string().check(z.maxLength(50)), ''),
  /** Whether files that lie in linked folders are copied too. */
  inPlace: z._default(z.boolean(), true),
  /** Whether the files of added models are copied too; they can mostly be fetched again. */
  models: z._default(z.boolean(), true),
  /** Nobody asked for it just now. */
  automatic: z._default(z.boolean(), false),
});

export type BackupParams = z.infer<typeof settings>;

/** Copies the whole library to a folder or into one archive. */
export const backup: TaskKind<BackupParams> = {
  ...about,
  fields: [],
  parse: (given) => parseSettings(settings, given),
};
