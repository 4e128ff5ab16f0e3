/** Tracks on their way into one file, kept side by side so that the muxer holds little. */
import {
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  type InputTrack,
  type Output,
} from 'mediabunny';

/** One track on its way. */
export interface Pump {
  /** Moves the next piece; the time in seconds that was reached, or null at the end. */
  step(): Promise<number | null>;
  /** Lets go of what is open, when the work is given up. */
  stop(): Promise<void>;
}

/** Runs pumps until all have ended, always the one that is furthest behind. */
export async function pumpAll(
  pumps: readonly Pump[],
  signal: AbortSignal,
  reached: (seconds: number) => void,
): Promise<void> {
  const running = pumps.map((pump) => ({ pump, at: -Infinity }));
  try {
    while (running.length > 0) {
      signal.throwIfAborted();
      const next = running.reduce((least, one) => (one.at < least.at ? one : least));
      const at = await next.pump.step();
      if (at === null) running.splice(running.indexOf(next), 1);
      else {
        next.at = at;
        reached(Math.min(...running.map((one) => one.at)));
      }
    }
  } finally {
    for (const { pump } of running) await pump.stop().catch(() => undefined);
  }
}

/** What a track says of itself beside its packets. */
export const wordsOf = async (track: InputTrack) => {
  const name = await track.getName();
  return {
    languageCode: await track.getLanguageCode(),
    disposition: await track.getDisposition(),
    ...(name === null ? {} : { name }),
  };
};

/**
 * Copies a track packet by packet, its times as they are.
 *
 * @returns null when this container cannot hold it; the output must not have been started
 */
export async function copyPump(track: InputTrack, output: Output): Promise<Pump | null> {
  const codec = await track.getCodec();
  const held: readonly string[] = output.format.getSupportedCodecs();
  if (codec === null || !held.includes(codec)) return null;
  let add: (
    packet: Parameters<EncodedVideoPacketSource['add']>[0],
    first: boolean,
  ) => Promise<void>;
  let close: () => void;
  if (track.isVideoTrack()) {
    const own = await track.getCodec();
    const decoderConfig = await track.getDecoderConfig();
    if (!own || !decoderConfig) return null;
    const source = new EncodedVideoPacketSource(own);
    output.addVideoTrack(source, {
      ...(await wordsOf(track)),
      rotation: await track.getRotation(),
      flip: await track.getFlip(),
    });
    add = (packet, first) => source.add(packet, first ? { decoderConfig } : undefined);
    close = () => source.close();
  } else if (track.isAudioTrack()) {
    const own = await track.getCodec();
    const decoderConfig = await track.getDecoderConfig();
    if (!own || !decoderConfig) return null;
    const source = new EncodedAudioPacketSource(own);
    output.addAudioTrack(source, await wordsOf(track));
    add = (packet, first) => source.add(packet, first ? { decoderConfig } : undefined);
    close = () => source.close();
  } else return null;
  const packets = new EncodedPacketSink(track).packets(undefined, undefined, {
    verifyKeyPackets: true,
  });
  let first = true;
  return {
    async step() {
      const { done, value } = await packets.next();
      if (done) {
        close();
        return null;
      }
      await add(value, first);
      first = false;
      return value.timestamp;
    },
    stop: async () => void (await packets.return()),
  };
}
