/** Opens the tracks of a join when their turn has come. */
import type { InputTrack } from 'mediabunny';

import { openInput } from '../input.ts';

import type { PartFacts } from './part.ts';

/** One part of a join: where its bytes are, and what is known of it. */
export interface JoinPart {
  readonly file: Blob;
  readonly facts: PartFacts;
}

/** Opens the picture or the sound of a part; close it. Throws `corrupt` when it is not there. */
export async function openTrack(
  { file, facts }: JoinPart,
  kind: 'video' | 'audio',
): Promise<{ readonly track: InputTrack; readonly close: () => void }> {
  const input = openInput(file);
  try {
    const track =
      kind === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
    if (track) return { track, close: () => input.dispose() };
  } catch (thrown) {
    input.dispose();
    throw thrown;
  }
  input.dispose();
  const reason = kind === 'video' ? 'it has no picture' : 'it has no sound';
  throw { code: 'corrupt', what: `“${facts.name}”`, reason };
}
