import * as z from 'zod/mini';

import type { TaskKind } from '#domain/task-kind.ts';
import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';

const settings = z.strictObject({
  /** The id of an added model. */
  model: z.string().check(z.minLength(1), z.maxLength(64)),
});

export type TestModelParams = z.infer<typeof settings>;

/** Runs one tile of a model that was added, on every backend, and notes what came of it. */
export const testModelKind: TaskKind<TestModelParams> = {
  ...about,
  commands: ['noteModelTest'],
  fields: [],
  parse: (given) => parseSettings(settings, given),
};
