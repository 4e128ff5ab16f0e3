/** Looks at the parts of a join before a packet is moved. */
import { MPEG_TS } from 'mediabunny';

import { openInput } from '../input.ts';

import { partFacts, type PartFacts } from './part.ts';

/**
 * What a file says of itself; null where the browser cannot read its container at all, or reads it
 * otherwise than it is meant: a transport stream begins at any time, and not all of it is seen.
 */
export async function lookAt(
  file: Blob,
  name: string,
  isThroughEngine = false,
): Promise<PartFacts | null> {
  const input = openInput(file);
  try {
    if (!(await input.canRead()) || (await input.getFormat()) === MPEG_TS) return null;
    return await partFacts(input, file, name, isThroughEngine);
  } finally {
    input.dispose();
  }
}

/** What stands for a part of which nothing is known before the media engine has read it. */
export const unreadPart = (name: string): PartFacts => ({
  name,
  isThroughEngine: true,
  picture: null,
  sound: null,
  others: 0,
  tags: {},
});
