import * as z from 'zod/mini';

import type { TaskKind } from '#domain/task-kind.ts';

import { parseSettings } from '../parse-settings.ts';

const settings = z.strictObject({});

export type FindSimilarParams = z.infer<typeof settings>;

/** Finds pictures that look alike, over the whole library; decides nothing. */
export const findSimilar: TaskKind<FindSimilarParams> = {
  kind: 'find_similar',
  lane: 'media',
  words: {
    act: 'Find pictures alike',
    doing: 'Looking for pictures alike',
    help: 'Compares how the pictures of the library look and lists the pairs that look alike.',
  },
  accepts: [],
  makes: 'report',
  tool: false,
  max_attempts: 2,
  fields: [],
  parse: (given) => parseSettings(settings, given ?? {}),
};
