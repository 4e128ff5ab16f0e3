/** Whether a film is made of half pictures, first the odd lines and a moment later the even ones. */
import { engineName } from '../ffmpeg/engine.ts';
import { runFfmpeg } from '../ffmpeg/run.ts';

import { mayHaveFields } from './half-pictures.ts';
import { readableInput, type ReadableUse } from './readable.ts';

/** Longest time in ms of a look at the first frames. */
const longest = 60_000;

/** `unseen`: it may be, but without the media engine nobody can look; the reason says why it is not here. */
export type Interlacing = { readonly is: boolean } | { readonly unseen: string };

/**
 * Looks at what the stream says of itself, then, where it may have half pictures, at its first frames
 * through the media engine. What the engine cannot read is taken as whole pictures.
 */
export async function interlacingOf(file: Blob, use: ReadableUse): Promise<Interlacing> {
  const input = await readableInput(file, 'video');
  const video = await input?.getPrimaryVideoTrack();
  const may = video ? await mayHaveFields(video).finally(() => input?.dispose()) : true;
  if (!may) return { is: false };
  const { signal, mayFetch = true } = use;
  const looked = await runFfmpeg({
    program: 'ffprobe',
    inputs: [{ name: 'source', data: file }],
    arguments:
      '-v error -select_streams v:0 -show_entries stream=field_order -of default=nk=1:nw=1 /in/source'.split(
        ' ',
      ),
    signal,
    timeout: longest,
    engine: { fetch: mayFetch },
  });
  if (!looked.ok) {
    const { failure } = looked;
    return failure.code === 'unsupported' && failure.what === engineName
      ? { unseen: failure.reason }
      : { is: false };
  }
  await looked.value.release();
  return { is: /^(tt|bb|tb|bt)$/m.test(looked.value.log.stdout.join('\n')) };
}
