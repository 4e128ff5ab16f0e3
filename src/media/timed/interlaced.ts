/** Whether a film is made of half pictures, first the odd lines and a moment later the even ones. */
import type { Input } from 'mediabunny';

import { configHasFields } from '#formats/h264/sequence.ts';

import { runFfmpeg } from '../ffmpeg/run.ts';

import { readableInput, type ReadableUse } from './readable.ts';

/** Longest time in ms of a look at the first frames. */
const longest = 60_000;

/**
 * Looks at what the stream says of itself, then, where it may have half pictures, at its first frames
 * through the media engine. What cannot be looked at is taken as whole pictures.
 */
export async function isInterlaced(file: Blob, use: ReadableUse): Promise<boolean> {
  const input = await readableInput(file, 'video');
  const may = input ? await mayBe(input).finally(() => input.dispose()) : true;
  if (!may) return false;
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
  if (!looked.ok) return false;
  await looked.value.release();
  return /^(tt|bb|tb|bt)$/m.test(looked.value.log.stdout.join('\n'));
}

/** Of the codecs that browsers decode only H.264 has half pictures that anybody uses. */
async function mayBe(input: Input): Promise<boolean> {
  const video = await input.getPrimaryVideoTrack();
  if (!video || (await video.getCodec()) !== 'avc') return false;
  const description = (await video.getDecoderConfig())?.description;
  if (!description) return true;
  const record = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return configHasFields(record) ?? false;
}
