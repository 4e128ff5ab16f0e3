/** Containers that mediabunny does not read, or not as they are meant: their facts by our own readers. */
import { asfFactBytes, asfFacts, asfIsUneven } from '#formats/asf/facts.ts';
import { aviFacts } from '#formats/avi/facts.ts';
import { flvFacts } from '#formats/flv/facts.ts';
import type { MediaFormat } from '#formats/media-formats.ts';
import { mpegEdge, programFacts, transportFacts } from '#formats/mpeg/facts.ts';
import { theoraFacts } from '#formats/ogg/theora.ts';
import type { TimedFacts } from '#formats/timed-facts.ts';

import { openInput } from './input.ts';

/** What headers say; `isVariable` where frames were seen to come at uneven times. */
interface Said {
  readonly facts: TimedFacts;
  readonly isVariable?: boolean;
}

/** Bytes of each end of a file in which most containers say everything. */
const edge = 65_536;

const bytesOf = async (file: Blob, start: number, end?: number): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(start, end).arrayBuffer());

/** A reader of both ends of a file. */
const ofEnds =
  (read: (head: Uint8Array, tail: Uint8Array) => TimedFacts, bytes = edge) =>
  async (file: Blob): Promise<Said> => {
    const head = await bytesOf(file, 0, bytes);
    const tail = await bytesOf(file, Math.max(0, file.size - bytes));
    return { facts: read(head, tail) };
  };

/** Readers by format; those that are not here mediabunny reads. OGG is meant with Theora in it. */
export const headerReaders: Partial<Record<MediaFormat, (file: Blob) => Promise<Said>>> = {
  avi: ofEnds(aviFacts),
  flv: ofEnds(flvFacts),
  ogg: ofEnds(theoraFacts),
  mpeg: ofEnds(programFacts, mpegEdge),
  wmv: windowsMedia,
  wma: windowsMedia,
  ts: transportStream,
};

async function windowsMedia(file: Blob): Promise<Said> {
  const head = await bytesOf(file, 0, asfFactBytes(await bytesOf(file, 0, 24)));
  return { facts: asfFacts(head), isVariable: asfIsUneven(head) };
}

/** mediabunny looks into pictures of H.264 and HEVC; it counts times from 0, whatever they are. */
async function transportStream(file: Blob): Promise<Said> {
  const { facts: own } = await ofEnds(transportFacts, mpegEdge)(file);
  if (own.codec !== 'h264' && own.codec !== 'hevc') return { facts: own };
  const input = openInput(file);
  try {
    const video = await input.getPrimaryVideoTrack();
    if (!video) return { facts: own };
    const { averagePacketRate } = await video.computePacketStats(240);
    const width = await video.getDisplayWidth();
    const height = await video.getDisplayHeight();
    const seen = (await video.computeDuration()) - (await video.getFirstTimestamp());
    const duration_s = Math.round(Math.max(own.duration_s ?? 0, seen) * 1e6) / 1e6;
    return {
      facts: {
        ...own,
        width,
        height,
        duration_s,
        fps: Math.round(averagePacketRate * 1000) / 1000,
      },
    };
  } catch {
    // Damaged behind what our own reader looked at: its facts stand.
    return { facts: own };
  } finally {
    input.dispose();
  }
}
