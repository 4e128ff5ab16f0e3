import {
  AudioSample,
  AudioSampleSource,
  BufferTarget,
  canEncodeAudio,
  FlacOutputFormat,
  Mp3OutputFormat,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import { describe, expect, it } from 'vitest';

import { mediaCapabilities } from './capabilities.ts';
import { canWriteSound } from './timed/encoders.ts';

describe('what this browser can do', () => {
  it('is tried out once', async () => {
    expect(mediaCapabilities()).toBe(mediaCapabilities());
  });

  it('is the truth: what it says to encode is encoded, what it refuses has a reason', async () => {
    const found = await mediaCapabilities();
    for (const group of Object.values(found)) {
      const abilities = 'can' in group ? [group] : Object.values(group);
      for (const ability of abilities) {
        if (!ability.can) expect(ability.reason.length).toBeGreaterThan(10);
      }
    }
    // Chromium writes these; the others it turns into PNG without a word.
    expect(found.canvas.webp).toEqual({ can: true });
    expect(found.canvas.gif).toMatchObject({ can: false, reason: expect.stringMatching(/GIF/) });
    expect(found.decodeVideo.vp9.can).toBe(true);
    expect(found.encodeVideo.vp8.can).toBe(true);
    expect(found.decodeAudio['pcm-s16'].can).toBe(true);
    expect(found.encodeAudio.ac3.can).toBe(false);
    expect(found.encodeAudio.vorbis.can).toBe(await canEncodeAudio('vorbis'));
  });

  it.each([
    ['aac', new Mp4OutputFormat()],
    ['mp3', new Mp3OutputFormat()],
    ['flac', new FlacOutputFormat()],
  ] as const)(
    'encodes %s, which it says it can, with an own encoder where the browser has none',
    async (codec, format) => {
      expect((await mediaCapabilities()).encodeAudio[codec].can).toBe(true);
      expect(await canWriteSound(codec, 2, 48_000)).toBe(true);
      const output = new Output({ format, target: new BufferTarget() });
      const source = new AudioSampleSource({ codec, bitrate: 128_000 });
      output.addAudioTrack(source);
      await output.start();
      const data = Float32Array.from({ length: 96_000 }, (_none, at) => Math.sin(at / 20) / 2);
      const sample = new AudioSample({
        data,
        format: 'f32',
        numberOfChannels: 2,
        sampleRate: 48_000,
        timestamp: 0,
      });
      await source.add(sample);
      sample.close();
      await output.finalize();
      expect(output.target.buffer?.byteLength).toBeGreaterThan(5000);
    },
  );
});
