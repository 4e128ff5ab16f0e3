import * as z from 'zod/mini';

import type { TaskKind } from '#domain/task-kind.ts';

import { parseSettings } from '../parse-settings.ts';

import { about } from './about.ts';

const settings = z.strictObject({
  /** Whether the media engine may be fetched for it; one that is here is used anyway. */
  engine: z._default(z.boolean(), false),
});

export type ExtractParams = z.infer<typeof settings>;

/** Reads facts out of an asset's file, and makes its thumbnail or peaks. */
export const extractMetadata: TaskKind<ExtractParams> = {
  ...about,
  fields: [
    {
      type: 'toggle',
      name: 'engine',
      label: 'Use the media engine where the browser cannot read a file',
      help: 'FFmpeg, an optional program under the GPL: 32 MB, fetched once and kept. It reads AVI, FLV, WMV, MPEG and other kinds.',
      initial: true,
    },
  ],
  parse: (given) => parseSettings(settings, given ?? {}),
};
