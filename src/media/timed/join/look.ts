/** Looks at the parts of a join before a packet is moved. */
import { openInput } from '../input.ts';

import { partFacts, type PartFacts } from './part.ts';

/** What a file says of itself; null where the browser cannot read its container at all. */
export async function lookAt(
  file: Blob,
  name: string,
  isThroughEngine = false,
): Promise<PartFacts | null> {
  const input = openInput(file);
  try {
    return (await input.canRead()) ? await partFacts(input, name, isThroughEngine) : null;
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
