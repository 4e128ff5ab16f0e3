/** Opens the tracks of a join when their turn has come. */
import type { Input, InputTrack } from 'mediabunny';

import { openInput } from '../input.ts';

import type { PartFacts } from './part.ts';

/** One part of a join: where its bytes are, and what is known of it. */
export interface JoinPart {
  readonly file: Blob;
  readonly facts: PartFacts;
}

/** Opens the picture or the sound of a part; close it. Throws `corrupt` when it is not there. */
export type OpenTrack = (
  part: JoinPart,
  kind: 'video' | 'audio',
) => Promise<{ readonly track: InputTrack; readonly close: () => void }>;

/**
 * Opens tracks so that picture and sound of a part share one open file: they go side by side, so
 * that what one of them reads is there for the other. A file is closed with the last of its tracks.
 */
export function trackOpener(): OpenTrack {
  const inputs = new Map<JoinPart, { readonly input: Input; users: number }>();
  return async (part, kind) => {
    const shared = inputs.get(part) ?? { input: openInput(part.file), users: 0 };
    inputs.set(part, shared);
    shared.users += 1;
    let isOpen = true;
    const close = (): void => {
      if (!isOpen) return;
      isOpen = false;
      shared.users -= 1;
      if (shared.users > 0) return;
      inputs.delete(part);
      shared.input.dispose();
    };
    try {
      const { input } = shared;
      const track =
        kind === 'video' ? await input.getPrimaryVideoTrack() : await input.getPrimaryAudioTrack();
      if (track) return { track, close };
    } catch (thrown) {
      close();
      throw thrown;
    }
    close();
    const reason = kind === 'video' ? 'it has no picture' : 'it has no sound';
    throw { code: 'corrupt', what: `“${part.facts.name}”`, reason };
  };
}
