/** Whether the frames of a film may be half pictures, by what its stream says of itself. */
import type { InputVideoTrack } from 'mediabunny';

import { configHasFields } from '#formats/h264/sequence.ts';

/** Of the codecs that browsers decode only H.264 has half pictures that anybody uses. */
export async function mayHaveFields(video: InputVideoTrack): Promise<boolean> {
  if ((await video.getCodec()) !== 'avc') return false;
  const description = (await video.getDecoderConfig())?.description;
  if (!description) return true;
  const record = ArrayBuffer.isView(description)
    ? new Uint8Array(description.buffer, description.byteOffset, description.byteLength)
    : new Uint8Array(description);
  return configHasFields(record) ?? false;
}
