/**
 * Encoders of our own, loaded and entered only when a result needs them: browsers lack them, or put
 * samples before a sound whose number nobody tells, where ours is known (`../sound/write.ts`).
 */
import { canEncodeAudio, type AudioCodec } from 'mediabunny';

const registers: Partial<Record<AudioCodec, () => Promise<() => void>>> = {
  aac: async () => (await import('@mediabunny/aac-encoder')).registerAacEncoder,
  mp3: async () => (await import('@mediabunny/mp3-encoder')).registerMp3Encoder,
  flac: async () => (await import('@mediabunny/flac-encoder')).registerFlacEncoder,
};
/** Whether an own encoder stands in for the browser's; nothing is loaded for the answer. */
export const hasOwnEncoder = (codec: AudioCodec): boolean => codec in registers;

const entered = new Map<AudioCodec, Promise<void>>();

/** Whether sound of this shape can be written with a codec here; loads our own encoder where there is one. */
export async function canWriteSound(
  codec: AudioCodec,
  channels: number,
  rate: number,
): Promise<boolean> {
  const shape = { numberOfChannels: channels, sampleRate: rate };
  const load = registers[codec];
  if (!load) return canEncodeAudio(codec, shape);
  const entering = entered.get(codec) ?? load().then((register) => register());
  entered.set(codec, entering);
  await entering;
  return canEncodeAudio(codec, shape);
}
