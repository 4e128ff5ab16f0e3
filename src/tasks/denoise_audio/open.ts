/** Opens the sound of an asset for a run. */
import type { Input, InputAudioTrack } from 'mediabunny';

import { failureFrom, type Failure } from '#domain/failure.ts';
import { shapeOf, type SoundShape } from '#media/sound/read.ts';
import { openReadable, readableInput, type ReadableUse } from '#media/timed/readable.ts';

export interface OpenSound {
  readonly input: Input;
  readonly audio: InputAudioTrack;
  readonly shape: SoundShape;
  /** Whether the media engine had to read it. */
  readonly isThroughEngine: boolean;
  /** Lets go of the input and of what lies on the disk for it. */
  readonly release: () => Promise<void>;
}

/**
 * Opens a sound, or the sound of a film with all of its tracks; release it. What the browser cannot
 * read goes through the media engine. Throws a failure that says what is wrong.
 */
export async function openSound(
  file: Blob,
  kind: 'video' | 'audio',
  use: ReadableUse,
): Promise<OpenSound> {
  const readable = await readableSound(file, kind, use);
  const { input, isThroughEngine, release } = readable;
  try {
    const audio = await input.getPrimaryAudioTrack();
    if (!audio) throw { code: 'unsupported', what: 'This file', reason: 'it has no sound' };
    const shape = await shapeOf(audio, readable.file);
    return { input, audio, shape, isThroughEngine, release };
  } catch (thrown) {
    await release();
    throw asCorrupt(thrown, 'This sound');
  }
}

/** A film whose picture the browser cannot decode is taken as it is: only its sound is changed. */
async function readableSound(file: Blob, kind: 'video' | 'audio', use: ReadableUse) {
  const input = await readableInput(file, 'audio');
  // Of an OGG with Theora only the sound is known; the engine reads both.
  if (input && kind === 'video' && !(await input.getPrimaryVideoTrack())) input.dispose();
  else if (input) {
    const release = async (): Promise<void> => input.dispose();
    return { input, file, isThroughEngine: false, release };
  }
  const opened = await openReadable(file, kind, use);
  if (opened.ok) return opened.value;
  throw opened.failure;
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
