/**
 * Facts of MPEG program streams (.mpg, .mpeg, .vob) and transport streams (.ts, .m2ts), out of their
 * first and their last packets. Where the time stamps do not go on from the beginning to the end
 * (in a recording put together of several) there is no length.
 */
import { concat } from '../bytes.ts';
import { knownFacts, type TimedFacts } from '../timed-facts.ts';

import { packetsIn, type PesPacket } from './program.ts';
import { picturesIn, sequenceIn } from './sequence.ts';
import { ac3Sound, adtsSound, mpegSound, privateSound, type StreamedSound } from './sound.ts';
import { lengthOf } from './times.ts';
import { streamPackets, transportStreams } from './transport.ts';

/** Bytes that are wanted from each end of a file: a picture may be some hundred kilobytes long. */
export const mpegEdge = 1024 * 1024;

/** In which a DVD has AC-3, DTS and LPCM, and subtitles. */
const privateStream = 0xbd;

const isPicture = ({ stream }: PesPacket): boolean => stream >= 0xe0;

/**
 * Facts of a program stream.
 *
 * @param head the first bytes, `mpegEdge` of them for all facts
 * @param tail the last bytes, as many
 */
export function programFacts(head: Uint8Array, tail: Uint8Array): TimedFacts {
  const first = [...packetsIn(head)];
  const video = first.find(isPicture)?.stream;
  const sound = soundIn(first);
  return factsOf({ first, last: [...packetsIn(tail)], video, sound });
}

/**
 * Facts of a transport stream; pictures of H.264 and later say neither size nor rate here.
 *
 * @param head the first bytes, `mpegEdge` of them for all facts
 * @param tail the last bytes, as many
 */
export function transportFacts(head: Uint8Array, tail: Uint8Array): TimedFacts {
  const streams = transportStreams(head);
  const picture = streams.find(({ kind }) => kind === 'video');
  const heard = streams.find(({ kind }) => kind === 'audio');
  const pids = [picture, heard].flatMap((stream) => (stream ? [stream.pid] : []));
  const first = streamPackets(head, pids);
  const facts = heard && soundOf(heard.codec, payloadOf(first, heard.pid));
  const sound = heard && facts ? { stream: heard.pid, facts } : null;
  const last = streamPackets(tail, pids);
  const codecs = picture
    ? { codec: picture.codec, audio_codec: heard?.codec }
    : { codec: heard?.codec };
  return { ...knownFacts(codecs), ...factsOf({ first, last, video: picture?.pid, sound }) };
}

/** Whether a transport stream holds a picture; also where its map is not in sight. */
export const transportHasPicture = (head: Uint8Array): boolean => {
  const streams = transportStreams(head);
  return streams.length === 0 || streams.some(({ kind }) => kind === 'video');
};

interface Sound {
  readonly stream: number;
  readonly facts: StreamedSound;
}

function factsOf(from: {
  readonly first: readonly PesPacket[];
  readonly last: readonly PesPacket[];
  readonly video: number | undefined;
  readonly sound: Sound | null;
}): TimedFacts {
  const { first, last, video, sound } = from;
  const sequence = video === undefined ? null : sequenceIn(payloadOf(first, video));
  const fps = sequence?.fps ?? Number.NaN;
  const seconds = lengthOf(first, last, [
    ...(video === undefined
      ? []
      : [{ stream: video, lasts: (piece: Uint8Array) => picturesIn(piece) / fps }]),
    ...(sound ? [{ stream: sound.stream, lasts: sound.facts.lasts }] : []),
  ]);
  return knownFacts({
    width: sequence?.width,
    height: sequence?.height,
    duration_s: Math.round(seconds * 1e6) / 1e6,
    fps,
    codec: video === undefined ? sound?.facts.codec : sequence?.codec,
    audio_codec: video === undefined ? undefined : sound?.facts.codec,
    sample_rate_hz: sound?.facts.rate,
    channels: sound?.facts.channels,
  });
}

/** What a stream carries in these packets. */
const payloadOf = (packets: readonly PesPacket[], stream: number): Uint8Array =>
  concat(packets.flatMap((packet) => (packet.stream === stream ? [packet.payload] : [])));

/** The first stream of sound in a program stream; private streams of a DVD share one number. */
function soundIn(packets: readonly PesPacket[]): Sound | null {
  const looked = new Set<number>();
  for (const packet of packets) {
    const { stream, payload } = packet;
    if (isPicture(packet) || looked.has(stream)) continue;
    if (stream !== privateStream) looked.add(stream);
    const facts =
      stream === privateStream ? privateSound(payload) : mpegSound(payloadOf(packets, stream));
    if (facts) return { stream, facts };
  }
  return null;
}

function soundOf(codec: string | undefined, stream: Uint8Array): StreamedSound | null {
  if (codec === 'aac') return adtsSound(stream);
  if (codec === 'mp2') return mpegSound(stream);
  return codec === 'ac3' || codec === 'eac3' ? ac3Sound(stream) : null;
}
