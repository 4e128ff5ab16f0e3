import * as z from 'zod/mini';

import type { TaskKind } from '#domain/task-kind.ts';

import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';

const settings = z.strictObject({});

export type FindSimilarParams = z.infer<typeof settings>;

/** Finds pictures that look alike, over the whole library; decides nothing. */
export const findSimilar: TaskKind<FindSimilarParams> = {
  ...about,
  fields: [],
  parse: (given) => parseSettings(settings, given ?? {}),
};
