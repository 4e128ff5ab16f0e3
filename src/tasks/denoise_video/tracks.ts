/** The tracks of a film on their way through denoising: its frames filtered, its sound as it is. */
import {
  VideoSampleSink,
  type InputTrack,
  type InputVideoTrack,
  type Output,
  type VideoSample,
  type VideoSampleSource,
} from 'mediabunny';

import type { MediaFormat } from '#formats/media-formats.ts';
import type { FilmDenoiser } from '#media/denoise/film.ts';
import { soundPlan } from '#media/sound/plan.ts';
import { is16Bit, shapeOf, soundBlocks, soundEnd } from '#media/sound/read.ts';
import { soundPump } from '#media/sound/write.ts';
import { copyPump, wordsOf, type Pump } from '#media/timed/pumps.ts';
import type { Readable } from '#media/timed/readable.ts';

import { closeFrame, isTakenWhole, openFrame, type OpenFrame } from './frames.ts';

/**
 * A track beside the picture, packet by packet. Sound that the media engine had to decode is encoded
 * again, as films of this container usually hold it. null: it cannot be held.
 */
export async function soundAgain(
  track: InputTrack,
  { file, isOriginal }: Readable,
  format: MediaFormat,
  output: Output,
  signal: AbortSignal,
): Promise<Pump | null> {
  if (isOriginal || !track.isAudioTrack()) return copyPump(track, output);
  const shape = await shapeOf(track, file);
  const codec = await track.getCodec();
  const plan = codec && (await soundPlan(format, codec, shape.channels, shape.rate, true));
  if (!plan) return null;
  const end = soundEnd(shape) ?? (await track.computeDuration());
  const frames = Math.round((end - shape.start) * shape.rate);
  const blocks = soundBlocks(track, shape, signal);
  const bitrate = soundRate * shape.channels;
  const job = { plan, shape, frames, bitrate, is16Bit: await is16Bit(track), blocks };
  return soundPump(job, output, await wordsOf(track));
}

/** Bits a second and channel of sound that is encoded again. */
const soundRate = 96_000;

/** Frames through the filter into the encoder: as many of them at work at once as the filter takes. */
export function framePump(
  video: InputVideoTrack,
  target: VideoSampleSource,
  denoiser: FilmDenoiser,
  state: { frames: number; isReduced: boolean },
): Pump {
  const samples = new VideoSampleSink(video).samples();
  const atWork: { readonly at: number; readonly made: Promise<VideoSample> }[] = [];
  let isRead = false;
  const filtered = async (sample: VideoSample, opened: OpenFrame): Promise<VideoSample> => {
    try {
      return closeFrame(await denoiser.next(opened.planes), opened, sample);
    } finally {
      sample.close();
    }
  };
  return {
    async step() {
      while (!isRead && atWork.length < denoiser.ahead) {
        const { done, value: sample } = await samples.next();
        isRead = done === true;
        if (!sample) break;
        if (!isTakenWhole(sample.format)) state.isReduced = true;
        const opened = await openFrame(sample).catch((thrown: unknown) => {
          sample.close();
          throw thrown;
        });
        const made = filtered(sample, opened);
        // Whoever waits for it is told; until then nobody may be.
        made.catch(() => undefined);
        atWork.push({ at: sample.timestamp, made });
      }
      const first = atWork.shift();
      if (!first) {
        target.close();
        return null;
      }
      const made = await first.made;
      await target.add(made);
      made.close();
      state.frames += 1;
      return first.at;
    },
    async stop() {
      for (const { made } of atWork.splice(0)) {
        await made.then((frame) => frame.close()).catch(() => undefined);
      }
      await samples.return();
    },
  };
}
