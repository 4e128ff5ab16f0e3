/** Joins films, or sounds, one behind the other into one file. */
import { type AudioCodec, type MetadataTags, type Quality, type VideoCodec } from 'mediabunny';

import { fail, ok, type Result } from '#domain/result.ts';

import { soundPlan } from '../../sound/plan.ts';
import { soundContainer, soundPump, type SoundPump } from '../../sound/write.ts';
import { blobTarget, measured, type PlacedBytes } from '../blob-target.ts';
import { containerOf } from '../containers.ts';
import { pumpAll, type Pump } from '../pumps.ts';

import { trackOpener, type JoinPart } from './open.ts';
import { copiedPictures, remadePictures, type PictureCount } from './picture.ts';
import type { JoinPlan } from './plan.ts';
import { copiedSounds, copiedTag, joinedFrames, joinedSound } from './sound.ts';
import { openOutput } from '../output.ts';

export interface JoinJob {
  readonly parts: readonly JoinPart[];
  readonly plan: JoinPlan;
  /** Seconds over which one sound fades into the next. */
  readonly fade: number;
  readonly writer: PlacedBytes;
  /** What the picture is encoded with where it is made again. */
  readonly pictures: { readonly codec: VideoCodec; readonly quality: Quality } | null;
  readonly sounds: SoundCodec | null;
  readonly signal: AbortSignal;
  /** Seconds of the result that are written. */
  readonly onProgress: (seconds: number) => void;
}

/** How the sound is written. */
export interface SoundCodec {
  readonly format: JoinPlan['format'];
  readonly codec: AudioCodec;
}

/** Bits a second and channel of sound that is made again with a codec that loses something. */
const soundRate = 96_000;

/** Writes the result and says how many frames it has. Failures are thrown, `cancelled` as an AbortError. */
export async function join(job: JoinJob): Promise<{ readonly frames: number }> {
  const { parts, plan, writer, signal, fade } = job;
  const { starts, picture, sound } = plan;
  const seconds = starts.at(-1) ?? 0;
  const format = plan.picture ? plan.format : (job.sounds?.format ?? plan.format);
  const bytes = sound ? seconds * sound.rate * sound.channels * 4 : 0;
  const tagged =
    sound?.way === 'copied' && job.sounds ? copiedTag({ parts, starts }, job.sounds.codec) : null;
  const isOwnFrame = sound?.way === 'made again' || tagged !== null;
  const written = measured(writer);
  const output = openOutput({
    format:
      isOwnFrame && job.sounds
        ? soundContainer({ ...job.sounds, format }, bytes)
        : containerOf(format, bytes),
    target: blobTarget(written),
  });
  let heard: SoundPump | null = null;
  const count: PictureCount = { frames: 0 };
  const pumps: Pump[] = [];
  const openTrack = trackOpener();
  const pictures = { parts, starts, plan: picture, openTrack };
  if (picture?.way === 'copied') {
    // The border: mediabunny named the codec itself.
    const codec = parts[0]?.facts.picture?.codec as VideoCodec;
    pumps.push(copiedPictures({ ...pictures, plan: picture }, codec, output, count));
  } else if (picture && job.pictures) {
    pumps.push(remadePictures({ ...pictures, plan: picture }, job.pictures, output, count));
  }
  if (sound && job.sounds) {
    const { rate, channels } = sound;
    if (sound.way === 'copied') {
      heard = copiedSounds({ parts, starts, openTrack }, job.sounds.codec, output, tagged);
    } else {
      heard = soundPump(
        {
          plan: job.sounds,
          shape: { channels, rate, start: 0 },
          frames: joinedFrames(starts, rate),
          bitrate: soundRate * channels,
          is16Bit: parts.every(({ facts }) => !/24|32|64/.test(facts.sound?.codec ?? '')),
          blocks: joinedSound({ parts, starts, openTrack }, { rate, channels, fade }, signal),
        },
        output,
        {},
      );
    }
    pumps.push(heard);
  }
  output.setMetadataTags(commonTags(parts));
  try {
    await output.start();
    await pumpAll(pumps, signal, job.onProgress);
    signal.throwIfAborted();
    await output.finalize();
    await heard?.correct(written);
  } catch (thrown) {
    await output.cancel().catch(() => undefined);
    throw thrown;
  }
  return count;
}

/** With what the sound of a plan is written here; fails where nothing can write it. */
export async function soundCodec(
  { format, sound, picture }: JoinPlan,
  own: string,
): Promise<Result<SoundCodec | null>> {
  if (!sound) return ok(null);
  // The border: mediabunny named the codec itself.
  const codec = own as AudioCodec;
  if (sound.way === 'copied') return ok({ format, codec });
  const found = await soundPlan(format, codec, sound.channels, sound.rate, picture !== null);
  if (found) return ok(found);
  const reason = `this browser encodes no sound for ${format.toUpperCase()}`;
  return fail({ code: 'unsupported', what: 'The sound', reason });
}

/** What all parts say alike of themselves: the artist, say, and not the title of one of them. */
function commonTags(parts: readonly JoinPart[]): MetadataTags {
  const [first = {}, ...others] = parts.map(({ facts }) => facts.tags);
  const common = Object.entries(first).filter(([name, value]) =>
    others.every((tags) => isAlike(tags[name], value)),
  );
  // The border: the entries are those of tags.
  return Object.fromEntries(common) as MetadataTags;
}

const isAlike = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
