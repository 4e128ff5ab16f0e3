import * as z from 'zod/mini';

import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { carrySetting } from '../outgoing/choice.ts';

import { about } from './about.ts';

const settings = z.strictObject({
  includePrompts: z._default(z.boolean(), false),
  acceptWarnings: z._default(z.boolean(), false),
  carry: carrySetting,
});

export type ExportPackParams = z.infer<typeof settings>;

/** Writes a pack as one ZIP: media, licence, credits, manifest and contact sheet. */
export const exportPack: TaskKind<ExportPackParams> = {
  ...about,
  fields: [
    {
      type: 'toggle',
      name: 'includePrompts',
      label: 'Put the prompts into the list',
      help: 'Whoever gets the pack can read how each picture was made.',
      initial: false,
    },
    {
      type: 'toggle',
      name: 'acceptWarnings',
      label: 'Export in spite of warnings',
      help: 'For what is not approved or of unknown origin. What blocks an export still does.',
      initial: false,
    },
  ],
  parse: (given) => {
    const parsed = z.safeParse(settings, given);
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0];
    const field = issue?.path[0];
    return fail({
      code: 'invalid_input',
      ...(field === undefined ? {} : { field: String(field) }),
      reason: issue?.message ?? 'not settings of export_pack',
    });
  },
};
