import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
} from 'mediabunny';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { MediaFormat } from '#formats/media-formats.ts';
import { containerOf } from './containers.ts';
import { openOutput } from './output.ts';

const cover = Uint8Array.of(0xff, 0xd8, 0xff, 0xd9);
/** Two channels, 48 kHz (RFC 7845, section 5.1). */
const opusHead = new TextEncoder().encode('OpusHead........\0\0\0');
opusHead.set([1, 2, 0x38, 0x01, 0x80, 0xbb, 0, 0], 8);

/** A short file of packets that mean nothing, with two pictures beside it where there is room. */
async function written(format: MediaFormat): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = openOutput({ format: containerOf(format), target });
  const isFilm = format !== 'ogg';
  const picture = new EncodedVideoPacketSource('vp9');
  const sounds = [1, 2].map(() => new EncodedAudioPacketSource('opus'));
  if (isFilm) output.addVideoTrack(picture);
  for (const sound of isFilm ? sounds.slice(0, 1) : sounds) output.addAudioTrack(sound);
  if (format === 'mkv') {
    const front = { data: cover, mimeType: 'image/jpeg', kind: 'coverFront' } as const;
    output.setMetadataTags({ images: [front, { ...front, kind: 'coverBack', name: 'back.jpg' }] });
  }
  await output.start();
  const packet = new EncodedPacket(new Uint8Array(40).fill(5), 'key', 0, 0.02);
  if (isFilm) {
    const colorSpace = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false };
    await picture.add(packet, {
      decoderConfig: {
        codec: 'vp09.00.10.08',
        codedWidth: 16,
        codedHeight: 16,
        colorSpace,
      } as never,
    });
  }
  for (const sound of isFilm ? sounds.slice(0, 1) : sounds) {
    await sound.add(packet, {
      decoderConfig: {
        codec: 'opus',
        sampleRate: 48_000,
        numberOfChannels: 2,
        description: opusHead,
      },
    });
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer());
}

afterEach(() => vi.restoreAllMocks());

describe('the bytes of a result', () => {
  it.each(['mp4', 'mov', 'mkv', 'webm', 'ogg'] as const)(
    'hang on no clock and on no chance: %s',
    async (format) => {
      const now = vi.spyOn(Date, 'now').mockReturnValue(1_000_000_000_000);
      const chance = vi.spyOn(Math, 'random').mockReturnValueOnce(0.1).mockReturnValueOnce(0.2);
      const before = await written(format);
      now.mockReturnValue(2_000_000_000_000);
      chance.mockReset();
      let drawn = 0.3;
      chance.mockImplementation(() => (drawn = (drawn * 7.3) % 1));
      expect(await written(format)).toEqual(before);
      expect(before.length).toBeGreaterThan(100);
    },
  );
});
