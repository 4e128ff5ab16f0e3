import * as z from 'zod/mini';

import type { TaskKind } from '#domain/task-kind.ts';

import { parseSettings } from '../parse-settings.ts';

const settings = z.strictObject({});

export type ExtractParams = z.infer<typeof settings>;

/** Reads facts out of an asset's file, and makes its thumbnail or peaks. */
export const extractMetadata: TaskKind<ExtractParams> = {
  kind: 'extract_metadata',
  lane: 'media',
  words: {
    act: 'Read facts',
    doing: 'Reading facts',
    help: 'Reads size, length and other facts out of the file, and makes its preview.',
  },
  accepts: ['image', 'audio', 'video'],
  makes: 'facts',
  tool: false,
  max_attempts: 3,
  fields: [],
  parse: (given) => parseSettings(settings, given ?? {}),
};
