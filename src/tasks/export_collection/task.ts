import * as z from 'zod/mini';

import { fail, ok } from '#domain/result.ts';
import type { TaskKind } from '#domain/task-kind.ts';

import { carrySetting } from '../outgoing/choice.ts';

import { about } from './about.ts';

const settings = z.strictObject({
  collection: z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)),
  carry: carrySetting,
});

export type ExportCollectionParams = z.infer<typeof settings>;

/** Writes a collection as one ZIP, in its order: the files as they are, and a list of everything. */
export const exportCollection: TaskKind<ExportCollectionParams> = {
  ...about,
  fields: [],
  parse: (given) => {
    const parsed = z.safeParse(settings, given);
    if (parsed.success) return ok(parsed.data);
    const reason = parsed.error.issues[0]?.message ?? 'not settings of export_collection';
    return fail({ code: 'invalid_input', field: 'collection', reason });
  },
};
