/** Keeps what the first frame of an MP3 will say, while the frames of its sound go by. */
import { mp3FrameAt, type Mp3Frame } from '#formats/mp3/frame.ts';
import { crc16, decoderDelay, infoTagBytes, writeInfoTag } from '#formats/mp3/info-tag.ts';

export interface Mp3Tag {
  /**
   * Whether one more frame belongs into the file: as many as a decoder needs for the last of
   * `samples` samples, and no more.
   */
  wants(samples: number): boolean;
  /** Whether no frame was taken yet. */
  isFirst(): boolean;
  /** Bytes that keep the place of the first frame, which is like this one. */
  begin(frame: Uint8Array): Uint8Array;
  take(frame: Uint8Array): void;
  /** The first frame, and how many bytes before the end of the sound it begins. */
  end(samples: number): { readonly bytes: Uint8Array; readonly behind: number };
}

/** @param delay samples that the encoder put before the sound */
export function openMp3Tag(delay: number): Mp3Tag {
  const sizes: number[] = [];
  let [check, bytes] = [0, 0];
  let like: Mp3Frame | null = null;
  return {
    wants: (samples) =>
      like === null || sizes.length * like.samples < delay + decoderDelay + samples,
    isFirst: () => sizes.length === 0,
    begin(frame) {
      like = mp3FrameAt(frame, 0);
      if (!like) throw new Error('the encoder gave no frame of MP3');
      return new Uint8Array(infoTagBytes(like));
    },
    take(frame) {
      sizes.push(frame.length);
      bytes += frame.length;
      check = crc16(frame, check);
    },
    end(samples) {
      if (!like) return { bytes: new Uint8Array(0), behind: 0 };
      const first = writeInfoTag({ like, sizes, check, delay, samples });
      return { bytes: first, behind: first.length + bytes };
    },
  };
}
