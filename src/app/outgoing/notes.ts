import { z } from 'zod/mini';

import { outgoingWords as words } from '../words/outgoing.ts';

/** What an export notes of files that could not leave as it was asked: how many of each. */
const told = z.object({ notes: z.record(z.string(), z.number()) });

/** The notes in the result of an export, in words; "" where there are none. */
export function outgoingNotes(result: unknown): string {
  const parsed = told.safeParse(result);
  if (!parsed.success) return '';
  return Object.entries(parsed.data.notes)
    .flatMap(([note, count]) => words.counted[note]?.(count) ?? [])
    .join(' ');
}
