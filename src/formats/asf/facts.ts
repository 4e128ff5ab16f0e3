/** Facts of Windows Media (.wmv, .wma, .asf). */
import { isUneven, rateOf } from '../frame-rate.ts';
import { knownFacts, type TimedFacts } from '../timed-facts.ts';

import { asfHeader } from './header.ts';
import { headerLength } from './objects.ts';
import { frameTimes } from './pace.ts';

/** A header is a few kilobytes, some hundred with a cover picture; no more of it is read. */
const longestHeader = 4 * 1024 * 1024;
/** Packets that are read for the frame rate. */
const packetBytes = 1024 * 1024;

/**
 * How many of the first bytes of a file its facts need.
 *
 * @param head the first 24 bytes or more
 */
export const asfFactBytes = (head: Uint8Array): number => {
  const header = headerLength(head);
  return packetBytes + (header < longestHeader ? header : longestHeader);
};

/**
 * Facts of an ASF. The frame rate is what the header states, else measured over the first packets;
 * the length is that of playing, without the time in which a player fills its buffers.
 *
 * @param head the first bytes of the file, `asfFactBytes` of them for all facts
 */
export function asfFacts(head: Uint8Array): TimedFacts {
  const header = asfHeader(head);
  if (!header) return {};
  const { packet, video, audio, frames, pixels } = header;
  const seconds = Math.round(header.seconds * 1e6) / 1e6;
  const sound = { sample_rate_hz: audio?.rate, channels: audio?.channels };
  if (!video) return knownFacts({ duration_s: seconds, codec: audio?.codec, ...sound });
  const ratio = pixels.get(video.stream) ?? pixels.get(0) ?? 1;
  const stated = frames.get(video.stream);
  return knownFacts({
    width: Math.round(video.width * ratio),
    height: video.height,
    duration_s: seconds,
    fps:
      stated === undefined
        ? rateOf(frameTimes(head, headerLength(head), packet, video.stream), 0.001)
        : Math.round(1000 / stated) / 1000,
    codec: video.codec,
    audio_codec: audio?.codec,
    ...sound,
  });
}

/** Whether the frames of an ASF come at uneven times; false where there are none. */
export function asfIsUneven(head: Uint8Array): boolean {
  const header = asfHeader(head);
  if (!header?.video) return false;
  return isUneven(frameTimes(head, headerLength(head), header.packet, header.video.stream));
}

/** Whether an ASF holds a picture; null where the header does not say (enough of it). */
export function asfHasPicture(head: Uint8Array): boolean | null {
  const header = asfHeader(head);
  if (header?.video) return true;
  // A stream of pictures may follow behind what is in sight.
  return header?.audio && headerLength(head) <= head.length ? false : null;
}
