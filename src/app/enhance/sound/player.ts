/** Plays two versions of a stretch at once, of which one is heard: switching leaves no gap. */
import type { SoundPair } from '#workers/previews/client.ts';

/** Seconds in which one version gives way to the other: long enough not to click. */
const crossing = 0.008;

export interface PairPlayer {
  play(): void;
  stop(): void;
  hear(which: 'before' | 'after'): void;
  close(): void;
}

export function pairPlayer(pair: SoundPair, heard: 'before' | 'after'): PairPlayer {
  const context = new AudioContext({ sampleRate: pair.rate });
  const versions = [pair.before, pair.after].map((channels) => {
    const buffer = context.createBuffer(
      Math.max(1, channels.length),
      Math.max(1, channels[0]?.length ?? 0),
      pair.rate,
    );
    channels.forEach((samples, channel) =>
      buffer.copyToChannel(new Float32Array(samples), channel),
    );
    const gain = context.createGain();
    gain.connect(context.destination);
    return { buffer, gain };
  });
  let playing: readonly AudioBufferSourceNode[] = [];

  const hear = (which: 'before' | 'after'): void => {
    versions.forEach(({ gain }, at) => {
      const level = (which === 'before') === (at === 0) ? 1 : 0;
      gain.gain.setTargetAtTime(level, context.currentTime, crossing / 3);
    });
  };
  versions.forEach(({ gain }, at) => {
    gain.gain.value = (heard === 'before') === (at === 0) ? 1 : 0;
  });
  const stop = (): void => {
    for (const source of playing) source.stop();
    playing = [];
  };
  return {
    hear,
    stop,
    play() {
      stop();
      void context.resume();
      // Both start at one moment of the same clock, and so stay in step for ever.
      const since = context.currentTime + 0.02;
      playing = versions.map(({ buffer, gain }) => {
        const source = context.createBufferSource();
        source.buffer = buffer;
        source.loop = true;
        source.connect(gain);
        source.start(since);
        return source;
      });
    },
    close() {
      stop();
      void context.close();
    },
  };
}
