/** Opens the sound of an asset for a run. */
import type { Input, InputAudioTrack } from 'mediabunny';

import { failureFrom, type Failure } from '#domain/failure.ts';
import { shapeOf, type SoundShape } from '#media/sound/read.ts';
import { openInput } from '#media/timed/input.ts';

export interface OpenSound {
  readonly input: Input;
  readonly audio: InputAudioTrack;
  readonly shape: SoundShape;
}

/** Opens a sound, or the sound of a film; dispose the input. Throws a failure that says what is wrong. */
export async function openSound(file: Blob): Promise<OpenSound> {
  const input = openInput(file);
  try {
    if (!(await input.canRead())) {
      throw {
        code: 'corrupt',
        what: 'This file',
        reason: 'it is no sound or video that can be read',
      };
    }
    const audio = await input.getPrimaryAudioTrack();
    if (!audio) throw { code: 'unsupported', what: 'This file', reason: 'it has no sound' };
    return { input, audio, shape: await shapeOf(audio) };
  } catch (thrown) {
    input.dispose();
    throw asCorrupt(thrown, 'This sound');
  }
}

/** What demuxers and decoders say of a file that they cannot go on with. */
const ofTheFile =
  /decod|EncodingError|packet|parse|ADTS|not supported|corrupt|invalid (data|box|frame)/i;

/** In the middle of the work only a decoder's own error is about the file; the rest is about the app. */
export function asDecoded(thrown: unknown, what: string): Failure {
  const failure = failureFrom(thrown);
  return failure.code === 'internal' && ofTheFile.test(failure.reason)
    ? { code: 'corrupt', what, reason: failure.reason.replace(/\.$/, '') }
    : failure;
}

/** What goes wrong while a file's headers are read is about the file, not about the app. */
export function asCorrupt(thrown: unknown, what: string): Failure {
  const failure = failureFrom(thrown);
  return failure.code === 'internal'
    ? { code: 'corrupt', what, reason: `it could not be read to its end (${failure.reason})` }
    : failure;
}
